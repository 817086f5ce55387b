import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { readConfig } from '../../src/config.js';
import { fakeClock } from '../../src/kernel/clock.js';
import { type Sql, sql } from '../../src/kernel/sql.js';
import { postgresFault } from '../../src/db/database-error.js';
import type { Database } from '../../src/db/database.js';
import { openDatabase } from '../../src/db/orm.js';
import type { RunNamed } from '../../src/db/gathered-statements.js';
import { openReadingPool } from '../../src/db/reading-pool.js';
import { hubItself } from '../../src/db/viewer.js';
import { weaknessOf } from '../../src/db/wall.js';
import { type Hub, createHub, createKit } from '../../src/main.js';
import { startPostgres } from '../support/postgres-server.mjs';

/** What only a server has, on one of its own: logins, several connections, timeouts and cancels. */
let server: Awaited<ReturnType<typeof startPostgres>>;
let admin: pg.Client;
let database: Database;
const at = (name: string, user = 'postgres', password = 'test') =>
  Object.assign(new URL(server.url), { pathname: `/${name}`, username: user, password }).href;

beforeAll(async () => {
  server = await startPostgres();
  const first = new pg.Client({ connectionString: server.url });
  await first.connect();
  await first.query('create database hub');
  await first.end();
  database = await openDatabase({ url: at('hub'), pool: 2, statementSeconds: 1 });
  await database.migrate();
  admin = new pg.Client({ connectionString: at('hub') });
  await admin.connect();
}, 120_000);
afterAll(async () => {
  await database.close();
  await admin.end();
  await server.stop();
});

/** One statement of the hub's own. */
const asHub = async (run: RunNamed, statement: { name: string; text: string }, gone?: AbortSignal) =>
  (await run([{ viewer: hubItself, statement: { ...statement, values: [] } }], gone))[0]!;

const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => 'done',
    (error: unknown) => postgresFault(error)?.code,
  );

/** Holds the lists back from everybody while `work` runs. */
const whileLocked = async (work: () => Promise<void>): Promise<void> => {
  await admin.query('begin; lock table credit_list in access exclusive mode');
  try {
    await work();
  } finally {
    await admin.query('rollback');
  }
};

/** How many statements wait for the lists: what is asked until it holds, so that no time decides. */
const untilWaiting = async (count: number): Promise<void> => {
  for (;;) {
    const { rows } = await admin.query(
      `select 1 from pg_locks where relation = 'credit_list'::regclass and not granted`,
    );
    if (rows.length === count) return;
    await wait(20);
  }
};

describe('a statement on a server', () => {
  it('is stopped after HUB_STATEMENT_SECONDS, and the connection goes on', async () => {
    await whileLocked(async () => {
      expect(await codeOf(database.rows(sql`select 1 from credit_list`))).toBe('57014');
    });
    expect(await database.rows(sql`select 1 as one from ledger_head`)).toEqual([{ one: 1 }]);
  });

  it('is cancelled when nobody waits for it any more', async () => {
    const patient = openReadingPool({ connectionString: at('hub'), max: 1, options: '-c role=hub_viewer' });
    const gone = new AbortController();
    await whileLocked(async () => {
      const asked = codeOf(asHub(patient.run, { name: 'a', text: 'select 1 from credit_list' }, gone.signal));
      await untilWaiting(1);
      gone.abort();
      expect(await asked).toBe('57014');
      await untilWaiting(0);
    });
    expect(await asHub(patient.run, { name: 'b', text: 'select 1 as one' })).toEqual([{ one: 1 }]);
    await expect(
      asHub(patient.run, { name: 'b', text: 'select 1 as one' }, gone.signal),
    ).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
    await patient.close();
  });

  it('leaves no viewer on its connection, whether it ends well or not', async () => {
    const one = openReadingPool({ connectionString: at('hub'), max: 1, options: '-c role=hub_viewer' });
    const left = async () => {
      const client = await one.pool.connect();
      const { rows } = await client.query(
        `select pg_backend_pid() as pid, coalesce(current_setting('hub.viewer', true), '') as viewer,
          (select count(*)::int from ledger_head) as seen`,
      );
      client.release();
      return rows[0];
    };
    const { pid } = await left();
    const hubSees = () =>
      asHub(one.run, { name: 'seen', text: 'select count(*)::int as seen from ledger_head' });
    expect(await hubSees()).toEqual([{ seen: 1 }]);
    expect(await left()).toEqual({ pid, viewer: '', seen: 0 });
    expect(await codeOf(asHub(one.run, { name: 'wrong', text: 'select 1 / 0' }))).toBe('22012');
    expect(await left()).toEqual({ pid, viewer: '', seen: 0 });
    expect(await codeOf(asHub(one.run, { name: 'broken', text: 'select from nowhere' }))).toBe('42P01');
    expect(await hubSees()).toEqual([{ seen: 1 }]);
    expect(await left()).toEqual({ pid, viewer: '', seen: 0 });
    await one.close();
  });

  it('fails alone among those it went with, which are told anew how fresh memory is', async () => {
    const told: string[] = [];
    const company = {};
    const ask = (name: string, query: Sql) =>
      database
        .as(hubItself, { company: () => company, told: () => void told.push(name) })
        .rows<{ seen: string }>(query);
    const outcomes = await Promise.allSettled([
      ask('one', sql`select 'one' as seen`),
      ask('wrong', sql`select (1 / ${0}::int)::text as seen`),
      ask('two', sql`select current_setting('hub.viewer') as seen`),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: [{ seen: 'one' }] },
      { status: 'rejected', reason: { code: '22012' } },
      { status: 'fulfilled', value: [{ seen: 'HUB' }] },
    ]);
    expect(told).toEqual(['one', 'two']);
  });

  it('answers each of many at once with its own rows', async () => {
    const asked = Array.from({ length: 200 }, (_, n) =>
      database
        .as({ kind: 'SUBJECT', organizationId: null, subjectId: n })
        .rows(sql`select ${n}::int as n, current_setting('hub.subject') as viewer`),
    );
    expect((await Promise.all(asked)).flat()).toEqual(
      Array.from({ length: 200 }, (_, n) => ({ n, viewer: String(n) })),
    );
  });
});

describe('a request whose caller is gone', () => {
  let hub: Hub;
  let port: number;
  beforeAll(async () => {
    const patient = await openDatabase({ url: at('hub'), pool: 2, statementSeconds: 3600 });
    const config = readConfig({ HUB_MODE: 'demo', HUB_LOG_LEVEL: 'silent' });
    hub = await createHub(createKit(config, patient, fakeClock('2026-10-20')), { sweeps: false });
    port = Number(new URL(await hub.app.listen({ port: 0, host: '127.0.0.1' })).port);
  }, 60_000);
  afterAll(() => hub.close());

  it('has its running statement stopped', async () => {
    await whileLocked(async () => {
      const body = JSON.stringify({ query: '{ creditLists(first: 1) { nodes { code } } }' });
      const socket = net.connect(port, '127.0.0.1');
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
      await untilWaiting(1);
      socket.destroy();
      await untilWaiting(0); // the statement that waited is gone though the lock still stands
    });
  });
});

describe('two logins', () => {
  beforeAll(async () => {
    await admin.query(`create role county login password 'owner' createrole`);
    await admin.query(`create role hub_login login password 'hub' in role hub_app`);
    await admin.query('create database county owner county');
    await admin.query('grant hub_app to county with admin option');
  });
  const owner = () => at('county', 'county', 'owner');
  const login = () => at('county', 'hub_login', 'hub');
  const open = async (url: string, ownerUrl?: string) => {
    const opened = await openDatabase({ url, ownerUrl: ownerUrl ?? null, pool: 1 });
    return { opened, migrated: await opened.migrate().finally(() => opened.close()) };
  };

  it('the owner migrates, the hub works as its role and cannot become another', async () => {
    expect((await open(login(), owner())).migrated.length).toBeGreaterThan(4);
    const county = await openDatabase({ url: login(), pool: 1 });
    expect(await county.migrate()).toEqual([]); // up to date: no owner is needed
    expect(await weaknessOf(county)).toBeNull();
    for (const text of [
      'set role county',
      'set role postgres',
      'set session authorization postgres',
      'set session_replication_role = replica',
      'alter table audit_event disable trigger all',
      'drop policy wall_hub on subject',
    ])
      expect([text, await codeOf(county.rows({ text, values: [] } as never))]).toEqual([text, '42501']);
    for (const text of ['set role none', 'set row_security = off'])
      await codeOf(county.rows({ text, values: [] } as never));
    expect(await codeOf(county.rows(sql`delete from audit_event`))).toBe('42501');
    await county.close();
  }, 60_000);

  it('the hub alone cannot bring the schema up to date, and is told who can', async () => {
    await admin.query('create database bare owner county');
    const bare = await openDatabase({ url: at('bare', 'hub_login', 'hub'), pool: 1 });
    await expect(bare.migrate()).rejects.toThrow('HUB_DATABASE_OWNER_URL');
    await bare.close();
  });

  it('an owner or a superuser as the hub is found weak', async () => {
    const both = await openDatabase({ url: owner(), pool: 1 });
    expect(await weaknessOf(both)).toContain('owns');
    await both.close();
    expect(await weaknessOf(database)).toContain('superuser');
  });
});

describe('making the role', () => {
  it('by several hubs at once goes well', async () => {
    await admin.query('create database north');
    await admin.query('create database south');
    const both = await Promise.all(
      ['north', 'south'].map((name) => openDatabase({ url: at(name), pool: 1 })),
    );
    const ran = await Promise.all(both.map((each) => each.migrate()));
    expect(ran.map((names) => names.length)).toEqual([ran[0]!.length, ran[0]!.length]);
    await Promise.all(both.map((each) => each.close()));
  }, 60_000);

  it('by several nodes of one hub at once migrates once', async () => {
    await admin.query('create database shared');
    const nodes = await Promise.all([1, 2].map(() => openDatabase({ url: at('shared'), pool: 1 })));
    const ran = await Promise.all(nodes.map((each) => each.migrate()));
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
    await Promise.all(nodes.map((each) => each.close()));
  }, 60_000);
});
