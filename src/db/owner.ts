import type { MikroORM } from '@mikro-orm/core';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { EmbeddedSession } from './embedded-session.js';
import { migrations } from '../../migrations/index.js';
import { viewerRole, lowerWall, raiseWall, type RunAsOwner, wallStands } from './wall.js';

/** Brings schema and wall up to date as the owner of the tables; returns the names of the migrations that ran. */
export type Migrate = () => Promise<string[]>;

const isUpToDate = async (run: RunAsOwner): Promise<boolean> => {
  const known = (await run(`select to_regclass('public.mikro_orm_migrations') is not null as known`)) as {
    known: boolean;
  }[];
  if (!known[0]?.known) return false;
  const rows = (await run('select name from mikro_orm_migrations')) as { name: string }[];
  const done = new Set(rows.map(({ name }) => name));
  return migrations.every(({ name }) => done.has(name)) && (await wallStands(run));
};

const upgrade = async (run: RunAsOwner, orm: MikroORM<any>): Promise<string[]> => {
  await lowerWall(run);
  const names = (await orm.migrator.up()).map(({ name }) => name);
  await run('begin');
  try {
    await raiseWall(run);
    await run('commit');
  } catch (error) {
    await run('rollback');
    throw error;
  }
  return names;
};

/** The embedded database has one session: it is the owner while it migrates, and never after. */
export const migrateEmbedded =
  (pglite: PGlite, session: EmbeddedSession, orm: MikroORM<any>): Migrate =>
  async () => {
    const run: RunAsOwner = async (text) => (await pglite.query<object>(text)).rows;
    await run('set role none');
    try {
      return (await isUpToDate(run)) ? [] : await upgrade(run, orm);
    } finally {
      await session.forget();
      await standBehindWall(pglite);
    }
  };

/** Gives the session up to the role that is shown nothing by itself, where there is one yet. */
export const standBehindWall = async (pglite: PGlite): Promise<void> => {
  const known = await pglite.query(`select 1 from pg_roles where rolname = '${viewerRole}'`);
  if (known.rows.length > 0) await pglite.query(`set role ${viewerRole}`);
};

/** One number for all hubs of a database: of several that start at once one migrates and the others wait. */
const migrating = 4_107_2022;

export const migratePostgres =
  (ownerUrl: string, openOrm: () => Promise<MikroORM<any>>): Migrate =>
  async () => {
    const client = new pg.Client({ connectionString: ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    const run: RunAsOwner = async (text) => (await client.query(text)).rows as object[];
    try {
      if (await isUpToDate(run)) return [];
      await refuseStranger(run);
      await run(`select pg_advisory_lock(${migrating})`);
      if (await isUpToDate(run)) return []; // another did it while this one waited
      const orm = await openOrm();
      try {
        return await upgrade(run, orm);
      } finally {
        await orm.close(true);
      }
    } finally {
      await client.end();
    }
  };

/** The schema is to change, and who signed in is not its owner. */
export class NotTheOwner extends Error {
  override readonly name = 'NotTheOwner';
}

const refuseStranger = async (run: RunAsOwner): Promise<void> => {
  const strange = await run(`
    select 1 where not has_schema_privilege('public', 'create')
      or exists (select 1 from pg_class where oid = to_regclass('public.ledger_head') and not pg_has_role(relowner, 'usage'))`);
  if (strange.length > 0)
    throw new NotTheOwner(
      'The database has to be brought up to date by the owner of its tables. Set HUB_DATABASE_OWNER_URL to that role.',
    );
};
