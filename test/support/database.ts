import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Database } from '../../src/db/database.js';
import { openDatabase } from '../../src/db/orm.js';

/** The server that `npm run test:postgres` started, when the suite runs on PostgreSQL. */
const serverUrl = process.env['HUB_TEST_DATABASE'];

/** True when the suite runs on a real PostgreSQL, where transactions run side by side. */
export const onPostgres = serverUrl !== undefined;

/** A migrated, empty database of its own. Close it when done. */
export const openTestDatabase = async (): Promise<Database> =>
  serverUrl === undefined ? openEmbeddedCopy() : openServerDatabase(serverUrl);

// Migrating takes longer than copying, so one migrated database per state of the migrations is kept to copy from.

const openServerDatabase = async (url: string): Promise<Database> => {
  const at = (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const name = `hub_${randomBytes(6).toString('hex')}`;
  const template = `hub_template_${migrationsState()}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query('select pg_advisory_lock(1)'); // test files run side by side: one makes the template, the others wait
  const made = await admin.query('select 1 from pg_database where datname = $1', [template]);
  if (made.rows.length === 0) {
    await admin.query(`create database ${name}`);
    const database = await openDatabase({ url: at(name), pool: 1 });
    await database.migrate();
    await database.close();
    await admin.query(`alter database ${name} rename to ${template}`);
  }
  await admin.query(`create database ${name} template ${template}`);
  await admin.end(); // and with it the lock
  return openDatabase({ url: at(name), pool: 8 });
};

const openEmbeddedCopy = async (): Promise<Database> => {
  const folder = path.join(os.tmpdir(), 'joint-credit-hub-test');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `template-${migrationsState()}.tar`);
  if (existsSync(file))
    return openDatabase({ folder: 'memory://', template: new Blob([readFileSync(file)]) });
  const database = await openDatabase({ folder: 'memory://' });
  await database.migrate();
  const dump = await database.embedded!.dumpDataDir('none');
  const partial = `${file}.${process.pid}.partial`;
  writeFileSync(partial, Buffer.from(await dump.arrayBuffer()));
  renameSync(partial, file);
  return database;
};

const migrationsState = (): string => {
  const state = createHash('sha256');
  for (const each of readdirSync('migrations').sort()) {
    if (each.endsWith('.ts')) state.update(readFileSync(path.join('migrations', each)));
  }
  return state.digest('hex').slice(0, 32);
};
