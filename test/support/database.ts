import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Sql } from '../../src/kernel/sql.js';
import type { Database, Rows } from '../../src/db/database.js';
import { openDatabase, openOwnerOrm } from '../../src/db/orm.js';
import { lowerWall } from '../../src/db/wall.js';

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
  const files = readdirSync('migrations').filter((each) => each.endsWith('.ts'));
  for (const each of files.sort()) state.update(readFileSync(path.join('migrations', each)));
  for (const each of ['wall.ts', 'wall.policies.ts', 'row-functions.ts'])
    state.update(readFileSync(path.join('src/db', each)));
  return state.digest('hex').slice(0, 32);
};

/** The owner of the tables, past the wall: for what the hub itself cannot do. */
export const ownerOf = (database: Database): Owner => {
  const transaction: Owner['transaction'] = (work) =>
    database.embedded
      ? database.embedded.transaction(async (at) => {
          await at.query('set local role none');
          return work({
            rows: async <Row>({ text, values }: Sql) => (await at.query<Row>(text, values)).rows,
          });
        })
      : onServer(database.orm.config.get('clientUrl')!, work);
  return { transaction, rows: (query) => transaction((at) => at.rows(query)) };
};

interface Owner extends Rows {
  transaction<Result>(work: (at: Rows) => Promise<Result>): Promise<Result>;
}

const onServer = async <Result>(url: string, work: (at: Rows) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    const result = await work({
      rows: async <Row>({ text, values }: Sql) => (await client.query(text, values)).rows as Row[],
    });
    await client.query('commit');
    return result;
  } finally {
    await client.end(); // what was not committed is gone with it
  }
};

/** Goes back to an earlier state of the schema, as an installation that was not brought up to date stands there. */
export const migrateDown = async (database: Database, to?: string | 0): Promise<void> => {
  const { embedded } = database;
  await lowerWall(async (text) => ownerOf(database).rows({ text, values: [] } as never));
  if (embedded) await embedded.query('set role none');
  const orm = embedded ? database.orm : await openOwnerOrm(database.orm.config.get('clientUrl')!);
  await orm.migrator.down(to === undefined ? {} : { to });
  if (!embedded) await orm.close(true);
};
