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

const openServerDatabase = async (url: string): Promise<Database> => {
  const name = `hub_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  const database = await openDatabase({ url: own.href, pool: 8 });
  await database.migrate();
  return database;
};

/** Migrating takes longer than loading a dump, so one dump per state of the migrations is kept in the temp folder. */
const openEmbeddedCopy = async (): Promise<Database> => {
  const file = templateFile();
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

const templateFile = (): string => {
  const folder = path.join(os.tmpdir(), 'joint-credit-hub-test');
  mkdirSync(folder, { recursive: true });
  const sources = readdirSync('migrations')
    .filter((each) => each.endsWith('.ts'))
    .map((each) => path.join('migrations', each));
  const state = createHash('sha256');
  for (const each of sources) state.update(readFileSync(each));
  return path.join(folder, `template-${state.digest('hex').slice(0, 32)}.tar`);
};
