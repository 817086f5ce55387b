import path from 'node:path';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { MikroORM as PgliteOrm } from '@mikro-orm/pglite';
import { Migrator } from '@mikro-orm/migrations';
import { PGlite, types } from '@electric-sql/pglite';
import pg from 'pg';
import { entities } from './entities.js';
import { Database, type Listen } from './database.js';
import { migrations } from '../../migrations/index.js';

/** Where the database is: a PostgreSQL server, or the embedded one in a folder (`memory://` for tests). */
export type DatabaseLocation = { url: string; pool: number } | { folder: string; template?: Blob };

const common = {
  entities,
  extensions: [Migrator],
  forceUtcTimezone: true,
  migrations: {
    // Named classes, not a folder scan: the same set runs from src, from dist and in tests.
    migrationsList: migrations,
    path: path.join(process.cwd(), 'migrations'),
    snapshotName: '.snapshot-hub',
    // The snapshot is what the entities say. Migrating would overwrite it with what the database says, guards included.
    snapshotOnMigrate: false,
    emit: 'ts' as const,
    transactional: true,
    disableForeignKeys: false,
    silent: true, // the start tells of migrations in its own words
  },
};

// One meaning for both drivers: bigint as number (ids stay below 2^53), dates as the text they are.
const asNumber = (text: string) => Number(text);
const asText = (text: string) => text;
/** The type of bigint[], which pg has no name for. */
const int8Array: number = 1016;

/** Opens the database and returns the one object through which the hub reads and writes it. */
export const openDatabase = async (location: DatabaseLocation): Promise<Database> =>
  'url' in location
    ? openPostgres(location.url, location.pool)
    : openEmbedded(location.folder, location.template);

const openEmbedded = async (folder: string, template?: Blob): Promise<Database> => {
  const pglite = await PGlite.create({
    dataDir: folder,
    ...(template ? { loadDataDir: template } : {}),
    parsers: { [types.INT8]: asNumber, [types.DATE]: asText },
  });
  const orm = await PgliteOrm.init({ ...common, dbName: 'hub', driverOptions: { pglite } });
  const rows = async (_name: string, text: string, values: unknown[]) =>
    (await pglite.query(text, values)).rows as object[];
  return new Database(
    orm,
    rows,
    () => pglite.close(),
    pglite,
    (channel, told) => pglite.listen(channel, told),
  );
};

/** A connection of its own: what listens has to stay with one session. */
const listenAt =
  (url: string): Listen =>
  async (channel, told, lost) => {
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    client.on('error', lost);
    client.on('notification', ({ payload }) => told(payload ?? ''));
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    return () => client.end();
  };

const openPostgres = async (url: string, max: number): Promise<Database> => {
  const overrides = new pg.TypeOverrides();
  overrides.setTypeParser(pg.types.builtins.INT8, asNumber);
  overrides.setTypeParser(pg.types.builtins.DATE, asText);
  const asTexts: (text: string) => string[] = pg.types.getTypeParser(int8Array);
  overrides.setTypeParser(int8Array, (text: string) => asTexts(text).map(asNumber));
  // idleTimeoutMillis 0: a reconnect would prepare every statement again. Generic plans: with array parameters the
  // server finds a custom plan cheaper each time and plans anew, which costs several times the execution.
  const reading = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis: 0,
    types: overrides,
    options: '-c plan_cache_mode=force_generic_plan',
  });
  reading.on('error', () => undefined); // a dropped idle connection is replaced on the next query
  const orm = await PostgresOrm.init({
    ...common,
    clientUrl: url,
    pool: { max },
    driverOptions: { types: overrides },
  });
  const rows = async (name: string, text: string, values: unknown[]) =>
    (await reading.query({ name, text, values })).rows as object[];
  return new Database(orm, rows, () => reading.end(), null, listenAt(url));
};
