import { existsSync } from 'node:fs';
import path from 'node:path';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { MikroORM as PgliteOrm } from '@mikro-orm/pglite';
import { Migrator } from '@mikro-orm/migrations';
import { PGlite, types } from '@electric-sql/pglite';
import { dataDir as emptyDatabase } from '@electric-sql/pglite-prepopulatedfs';
import pg from 'pg';
import { entities } from './entities.js';
import { Database, type Listen } from './database.js';
import { EmbeddedSession } from './embedded-session.js';
import { migrateEmbedded, migratePostgres, standBehindWall } from './owner.js';
import type { RunNamed } from './gathered-statements.js';
import { openReadingPool } from './reading-pool.js';
import { UnitClient } from './unit-client.js';
import { StatementNames } from './statement-names.js';
import { viewerRole } from './wall.js';
import { migrations } from '../../migrations/index.js';

/** A PostgreSQL server. */
export interface PostgresLocation {
  /** The hub's login. */
  readonly url: string;
  /** The owner of the tables, where it is another: it migrates. */
  readonly ownerUrl?: string | null;
  /** Connections for reading, and as many for writing. */
  readonly pool: number;
  /** Seconds after which the server stops a read. */
  readonly statementSeconds?: number;
}

/** Where the database is: a PostgreSQL server, or the embedded one in a folder (`memory://` for tests). */
export type DatabaseLocation = PostgresLocation | { folder: string; template?: Blob };

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
  'url' in location ? openPostgres(location) : openEmbedded(location.folder, location.template);

const openEmbedded = async (folder: string, template?: Blob): Promise<Database> => {
  const pglite = await PGlite.create({
    dataDir: folder,
    ...(template || !holdsDatabase(folder) ? { loadDataDir: template ?? (await emptyDatabase()) } : {}),
    startParams: [
      ...PGlite.defaultStartParams,
      ...asOptions({ ...planning, shared_buffers: embeddedBuffers }),
    ],
    parsers: { [types.INT8]: asNumber, [types.DATE]: asText },
  });
  await standBehindWall(pglite);
  const session = new EmbeddedSession(pglite);
  const orm = await PgliteOrm.init({ ...common, dbName: 'hub', driverOptions: { pglite: () => session } }); // called, not given: the ORM copies what its configuration holds
  // One session runs one transaction after the other; neither timeout nor cancel can reach into it.
  const runNamed: RunNamed = (asked) => session.rowsFor(asked);
  const migrate = migrateEmbedded(pglite, session, orm);
  return new Database({
    orm,
    names: new StatementNames(),
    runNamed,
    migrate,
    closeReader: () => pglite.close(),
    embedded: pglite,
    listen: (channel, told) => pglite.listen(channel, told),
  });
};

/** A new one is unpacked: to have it made by `initdb` takes three times as long and a second PostgreSQL in memory. */
const holdsDatabase = (folder: string): boolean => existsSync(path.join(folder, 'PG_VERSION'));

/** What is not there stands in the system's own memory of files, and each page that is there takes room twice. */
const embeddedBuffers = '32MB';

const openPostgres = async (location: PostgresLocation): Promise<Database> => {
  const { url, ownerUrl, pool: max, statementSeconds = 15 } = location;
  const types = typesOfPostgres();
  // idleTimeoutMillis 0: a reconnect would prepare every statement again.
  const reading = openReadingPool({
    connectionString: url,
    max,
    idleTimeoutMillis: 0,
    types,
    options: `${behindWall} ${planned} -c statement_timeout=${statementSeconds}s`,
  });
  const writing = { types, options: `${behindWall} ${planned}`, Client: UnitClient };
  const orm = await openOrm(url, writing, max);
  const owner = ownerUrl ?? url;
  return new Database({
    orm,
    names: new StatementNames(),
    runNamed: reading.run,
    migrate: migratePostgres(owner, () => openOwnerOrm(owner)),
    closeReader: reading.close,
    embedded: null,
    listen: listenAt(url),
  });
};

/** Every connection begins as the role that is shown nothing by itself, also where its login could do more. */
const behindWall = `-c role=${viewerRole}`;

/**
 * How PostgreSQL plans wherever the hub's statements run. One plan for all values: with array parameters it finds a plan
 * of their own cheaper each time and plans anew, several times the execution. And rows are found by keys, in memory or on
 * disks without arms: to take them for dear makes it go through all rows for a few.
 */
export const planning: Readonly<Record<string, string>> = {
  plan_cache_mode: 'force_generic_plan',
  random_page_cost: '1.1',
};

/** As PostgreSQL takes settings at its start. */
const asOptions = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const planned = asOptions(planning).join(' ');

/** A connection of its own: what listens has to stay with one session. */
const listenAt =
  (url: string): Listen =>
  async (channel, told, lost) => {
    const client = new pg.Client({ connectionString: url, keepAlive: true, options: behindWall });
    client.on('error', lost);
    client.on('notification', ({ payload }) => told(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return () => client.end();
  };

/** As the owner of the tables: for migrations. */
export const openOwnerOrm = (url: string): Promise<PostgresOrm> =>
  openOrm(url, { types: typesOfPostgres() }, 1);

const openOrm = (clientUrl: string, driverOptions: object, max: number) =>
  PostgresOrm.init({ ...common, clientUrl, pool: { max }, driverOptions });

const asAnyInstant: (text: string) => unknown = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ);

/** What PostgreSQL writes in UTC the platform reads itself, in half the time; the rest (other offsets, infinity) pg reads. */
const asInstant = (text: string): unknown =>
  text[10] === ' ' && text.endsWith('+00')
    ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
    : asAnyInstant(text);

const typesOfPostgres = (): pg.TypeOverrides => {
  const overrides = new pg.TypeOverrides();
  overrides.setTypeParser(pg.types.builtins.INT8, asNumber);
  overrides.setTypeParser(pg.types.builtins.DATE, asText);
  overrides.setTypeParser(pg.types.builtins.TIMESTAMPTZ, asInstant);
  const asTexts: (text: string) => string[] = pg.types.getTypeParser(int8Array);
  overrides.setTypeParser(int8Array, (text: string) => asTexts(text).map(asNumber));
  return overrides;
};
