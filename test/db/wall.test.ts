import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { today } from '../../src/kernel/clock.js';
import { type ViewerKind, publicPrincipal } from '../../src/kernel/principal.js';
import { type Sql, raw, sql } from '../../src/kernel/sql.js';
import { postgresFault } from '../../src/db/database-error.js';
import { type Dataset, type RowViewer, rowScope } from '../../src/db/row-scope.js';
import { type Viewer, viewerOf } from '../../src/db/viewer.js';
import { hubRole, viewerRole } from '../../src/db/wall.js';
import { nobody, tableWalls } from '../../src/db/wall.policies.js';
import { plantWorld } from '../http/support/world.js';
import { ownerOf } from '../support/database.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { principalFor, purpose } from '../support/kit.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  await plantWorld(hub);
}, 120_000);
afterAll(() => hub.close());

const tables = Object.keys(tableWalls);

/** A statement on a connection where nobody set a viewer: what a forgotten one comes to. */
const withoutViewer = async (text: string): Promise<object[]> => {
  const { embedded, orm } = hub.database;
  if (embedded) return (await embedded.query<object>(text)).rows;
  const client = new pg.Client({
    connectionString: orm.config.get('clientUrl')!,
    options: `-c role=${viewerRole}`,
  });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

const faultCode = async (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => 'done',
    (error: unknown) => postgresFault(error)?.code,
  );

const idsOf = async (viewer: Viewer | null, query: Sql): Promise<string[]> => {
  const rows = await (viewer ? hub.database.as(viewer) : hub.database).rows<{ id: unknown }>(query);
  return rows.map(({ id }) => String(id)).sort();
};

describe('the role of the hub', () => {
  it('has no power of its own and owns nothing', async () => {
    expect(
      await hub.database.rows(sql`
        select current_user as name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
          (select count(*)::int from pg_class where relowner = r.oid) as owned,
          has_schema_privilege(r.oid, 'public', 'create') as makes
        from pg_roles r where rolname = current_user`),
    ).toEqual([
      {
        name: hubRole,
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolcanlogin: false,
        owned: 0,
        makes: false,
      },
    ]);
  });

  it('knows every table by a line, and every table is behind the wall', async () => {
    const rows = await ownerOf(hub.database).rows<{ name: string; secured: boolean }>(sql`
      select relname as name, relrowsecurity as secured from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'mikro%' order by 1`);
    expect(rows.map(({ name }) => name)).toEqual([...tables].sort());
    expect(rows.filter(({ secured }) => !secured)).toEqual([]);
  });

  it.each(tables.filter((table) => tableWalls[table]!.life === 'appended'))(
    'cannot change, delete or empty %s',
    async (table) => {
      const run = (text: string) => faultCode(hub.database.rows({ text, values: [] } as never));
      const columns = await ownerOf(hub.database).rows<{ name: string }>(
        sql`select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum = 2`,
      );
      const column = columns[0]!.name;
      expect(await run(`update ${table} set ${column} = ${column}`)).toBe('42501');
      expect(await run(`delete from ${table}`)).toBe('42501');
      expect(await run(`truncate ${table}`)).toBe('42501');
    },
  );

  it.each([
    'alter table audit_event disable trigger all',
    'drop trigger audit_event_append_only on audit_event',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$',
    'alter table subject disable row level security',
    'alter policy wall_viewer on subject using (true)',
    'drop policy wall_hub on subject',
    'create policy open on subject using (true)',
    `create table copied as select * from audit_event`,
    'create trigger mine before insert on change for each row execute function refuse_change()',
    'drop table change',
    'truncate session',
    `delete from credit_record`,
    `delete from ledger_head`,
    `alter role ${hubRole} superuser`,
    'comment on table ledger_head is null',
  ])('is refused: %s', async (text) => {
    const before = await hub.database.rows(sql`select count(*) as n from audit_event`);
    expect(await faultCode(hub.database.rows({ text, values: [] } as never))).toBe('42501');
    expect(await hub.database.rows(sql`select count(*) as n from audit_event`)).toEqual(before);
  });
});

it('the role of the hub cannot grant itself what it lacks', async () => {
  await hub.database.rows(sql`grant all on audit_event to hub_app`); // a warning to PostgreSQL, no error
  expect(
    await hub.database.rows(sql`select has_table_privilege('audit_event', each) as may
      from unnest(array['update', 'delete', 'truncate', 'trigger', 'references']) as each`),
  ).toEqual(Array(5).fill({ may: false }));
});

describe('a query that forgot its viewer', () => {
  it.each(tables)('finds nothing in %s', async (table) => {
    expect(await withoutViewer(`select 1 from ${table} limit 1`)).toEqual([]);
  });

  it('writes nothing', async () => {
    expect(
      await faultCode(
        withoutViewer(
          `insert into organization (code, name, kind, level) values ('X', 'x', 'AGENCY', 'COUNTY')`,
        ),
      ),
    ).toBe('42501');
    expect(await faultCode(withoutViewer(`update list_entry set status = 'REVOKED'`))).toBe('42501');
    expect(await faultCode(withoutViewer('delete from session'))).toBe('42501');
  });

  it('comes after one of an agency and finds nothing either', async () => {
    const agency: Viewer = { kind: 'AGENCY', organizationId: 2, subjectId: null };
    expect((await idsOf(agency, sql`select id from subject`)).length).toBeGreaterThan(0);
    expect(await withoutViewer('select id from subject')).toEqual([]);
    await hub.database.transaction(async (at) => {
      expect((await at.rows(sql`select id from subject`)).length).toBeGreaterThan(0);
    });
    expect(await withoutViewer('select id from subject')).toEqual([]);
  });
});

/** Table and alias of each dataset that is read by rows of its own. */
const datasets: Partial<Record<Dataset, [table: string, alias: string, key?: string]>> = {
  ListEntry: ['list_entry', 'e'],
  Subject: ['subject', 's'],
  CreditRecord: ['credit_record', 'r'],
  Instruction: ['instruction', 'i'],
  Objection: ['objection', 'o'],
  Check: ['duty_check', 'k'],
  Import: ['import', 'm'],
  Notice: ['notice', 'n'],
  Change: ['change', 'c', 'position'],
  AccessEvent: ['access_event', 'a'],
  Measure: ['measure', 'x'],
  Memorandum: ['memorandum', 'mo'],
  CreditList: ['credit_list', 'l'],
  Organization: ['organization', 'org'],
  Client: ['client', 'cl'],
  Announcement: ['announcement', 'an'],
  Repair: ['repair', 'rp'],
  CommunityService: ['community_service', 'cs'],
  Reorganisation: ['reorganisation', 'ro'],
  Restoration: ['restoration', 'rs'],
  Outcome: ['outcome', 'oc'],
  Document: ['document', 'doc'],
  Attachment: ['attachment', 'at'],
  Deadline: ['deadline', 'd'],
  Incident: ['incident', 'inc'],
  LegalHold: ['legal_hold', 'lh'],
};

/** Everybody there is: each kind without an organization of its own once, agencies and subjects one by one. */
const everyViewer = async () => {
  const organizations = await hub.database.rows<{ id: number; kind: ViewerKind }>(
    sql`select id, kind from organization`,
  );
  const subjects = await hub.database.rows<{ id: number }>(
    sql`select distinct subject_id as id from list_entry union select subject_id from credit_record limit 12`,
  );
  return [
    publicPrincipal,
    ...organizations.flatMap(({ id, kind }) => [principalFor(kind, id, { purpose }), principalFor(kind, id)]),
    ...organizations
      .filter(({ kind }) => kind === 'OFFICE')
      .map(({ id }) => principalFor('AUDITOR', id, { purpose })),
    ...subjects.map(({ id }) => principalFor('SUBJECT', null, { subjectId: id })),
  ];
};

describe('the wall and the row scope', () => {
  it('agree: the wall hides no row that the row scope shows', async () => {
    let shown = 0;
    for (const principal of await everyViewer()) {
      const scope: RowViewer = {
        principal,
        today: today(hub.clock),
        mayReadNonPublic: principal.purpose !== null || principal.kind === 'SUBJECT',
        acting: false,
        matched: new Set(),
      };
      for (const [dataset, [table, alias, key = 'id']] of Object.entries(datasets)) {
        const query = sql`select ${raw(`${alias}.${key}`)} as id from ${raw(`${table} ${alias}`)}
          where ${rowScope[dataset as Dataset](scope)}`;
        const behind = await idsOf(viewerOf(principal), query);
        const before = await idsOf(null, query);
        expect({ kind: principal.kind, dataset, ids: behind }).toEqual({
          kind: principal.kind,
          dataset,
          ids: before,
        });
        shown += before.length;
      }
    }
    expect(shown).toBeGreaterThan(1000);
  }, 300_000);

  it.each(['PUBLIC', 'FIRM', 'BANK', 'ASSOCIATION', 'REGION'] as const)(
    'show %s nothing private, though a query has no scope at all',
    async (kind) => {
      const viewer: Viewer = { kind, organizationId: kind === 'PUBLIC' ? null : 999_999, subjectId: null };
      const at = hub.database.as(viewer);
      expect(
        await at.rows(sql`select 1 from list_entry where status <> 'PUBLISHED' or colour = 'WATCH'`),
      ).toEqual([]);
      expect(await at.rows(sql`select 1 from credit_record where disclosure <> 'OPEN'`)).toEqual([]);
      expect(
        await at.rows(sql`select 1 from subject s where kind = 'NATURAL_PERSON' and not exists (
          select 1 from list_entry e where e.subject_id = s.id)`),
      ).toEqual([]);
      for (const table of [
        'instruction',
        'objection',
        'repair',
        'restoration',
        'notice',
        'duty_check',
        'check_result',
        'check_hit',
        'access_event',
        'document',
        'file',
        'attachment',
        'outcome',
      ])
        expect(await at.rows(sql`select 1 from ${raw(table)}`)).toEqual([]);
      expect(await at.rows(sql`select 1 from change where audience <> 'PUBLIC'`)).toEqual([]);
    },
  );

  it('show a subject of what is not public its own alone', async () => {
    const [mine] = await hub.database.rows<{ id: number }>(
      sql`select subject_id as id from instruction limit 1`,
    );
    const at = hub.database.as({ kind: 'SUBJECT', organizationId: null, subjectId: mine!.id });
    for (const table of ['instruction', 'objection', 'repair', 'notice', 'document', 'access_event']) {
      const rows = await at.rows<{ id: number }>(sql`select distinct subject_id as id from ${raw(table)}`);
      expect(rows.filter(({ id }) => id !== mine!.id)).toEqual([]);
    }
    expect(await at.rows(sql`select 1 from instruction limit 1`)).toHaveLength(1);
  });

  it('show an agency its own instructions and receipts alone, and nothing internal of others', async () => {
    const [own] = await hub.database.rows<{ id: number }>(
      sql`select agency_id as id from instruction limit 1`,
    );
    const at = hub.database.as({ kind: 'AGENCY', organizationId: own!.id, subjectId: null });
    for (const table of ['instruction', 'duty_check'])
      expect(await at.rows(sql`select 1 from ${raw(table)} where agency_id <> ${own!.id}`)).toEqual([]);
    expect(
      await at.rows(
        sql`select 1 from credit_record where disclosure = 'INTERNAL' and provider_id <> ${own!.id}`,
      ),
    ).toEqual([]);
  });

  it('show nobody but the hub what is its own', async () => {
    const own = tables.filter((table) => tableWalls[table]!.shows === nobody);
    expect(own).toEqual(expect.arrayContaining(['audit_event', 'oauth_token', 'session', 'idempotency']));
    for (const kind of ['PUBLIC', 'AGENCY', 'OFFICE', 'AUDITOR'] as const)
      for (const table of own)
        expect(
          await hub.database
            .as({ kind, organizationId: 1, subjectId: null })
            .rows(sql`select 1 from ${raw(table)}`),
        ).toEqual([]);
  });

  it('let nobody but the hub write', async () => {
    const office = hub.database.as({ kind: 'OFFICE', organizationId: 1, subjectId: null });
    expect(await faultCode(office.rows(sql`update list_entry set status = 'REVOKED'`))).toBe('42501');
    expect(
      await faultCode(
        office.rows(
          sql`insert into organization (code, name, kind, level) values ('X', 'x', 'AGENCY', 'COUNTY')`,
        ),
      ),
    ).toBe('42501');
  });
});

describe('those who ask together', () => {
  it('are shown rows as themselves, beside others who only ask how fresh memory has to be', async () => {
    const { database } = hub;
    const company = {};
    const told: string[] = [];
    const telling = (name: string) => ({ company: () => company, told: () => void told.push(name) });
    const subject = (subjectId: number): Viewer => ({ kind: 'SUBJECT', organizationId: null, subjectId });
    const whoAsks = sql`select current_setting('hub.viewer') || ' ' || current_setting('hub.subject') as who`;
    const asks = (viewer: Viewer, name: string) => database.as(viewer, telling(name)).rows(whoAsks);
    const office: Viewer = { kind: 'OFFICE', organizationId: 1, subjectId: null };
    const rows = await Promise.all([
      database.prove(office, telling('first')),
      asks(subject(1), 'one'),
      database.prove(subject(3), telling('between')),
      asks(subject(3), 'three'),
      asks(subject(1), 'one again'),
      database.prove(office, telling('last')),
    ]);
    expect(rows.map((each) => each?.[0])).toEqual([
      undefined,
      { who: 'SUBJECT 1' },
      undefined,
      { who: 'SUBJECT 3' },
      { who: 'SUBJECT 1' },
      undefined,
    ]);
    expect(told.toSorted()).toEqual(['between', 'first', 'last', 'one', 'one again', 'three']);
  });

  it('fail alone where one of them fails, and are told once', async () => {
    const { database } = hub;
    const told: string[] = [];
    const telling = (name: string) => ({ company: () => told, told: () => void told.push(name) });
    const ofAgency = (organizationId: number): Viewer => ({
      kind: 'AGENCY',
      organizationId,
      subjectId: null,
    });
    const outcomes = await Promise.allSettled([
      database.prove(ofAgency(1), telling('proof')),
      database.as(ofAgency(2), telling('wrong')).rows(sql`select 1 / ${0}::int as seen`),
      database.prove(ofAgency(2), telling('proof')),
      database
        .as(ofAgency(3), telling('right'))
        .rows(sql`select current_setting('hub.organization') as seen`),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(outcomes[3]).toMatchObject({ value: [{ seen: '3' }] });
    expect(told.toSorted()).toEqual(['proof', 'proof', 'right']);
  });

  it('may all ask that alone', async () => {
    const told: number[] = [];
    const asks = (organizationId: number) =>
      hub.database.prove(
        { kind: 'AGENCY', organizationId, subjectId: null },
        { company: () => told, told: ({ standing }) => void told.push(standing) },
      );
    await Promise.all([1, 2, 3].map(asks));
    const [known] = await hub.database.rows<{ version: string }>(
      sql`select version::text from freshness where what = 'STANDING'`,
    );
    expect(told).toEqual([1, 2, 3].map(() => Number(known!.version)));
  });
});
