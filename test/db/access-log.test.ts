import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { today } from '../../src/kernel/clock.js';
import type { Principal } from '../../src/kernel/principal.js';
import { type Sql, sql } from '../../src/kernel/sql.js';
import { RequestContext } from '../../src/db/request-context.js';
import { ScopedReader } from '../../src/db/scoped-reader.js';
import { type Viewer, viewerOf } from '../../src/db/viewer.js';
import type { Database } from '../../src/db/database.js';
import { accessEventPage } from '../../src/modules/ledger/change.repository.js';
import type { AccessEventFilter } from '../../src/modules/ledger/change.types.js';
import { ownerOf } from '../support/database.js';
import { type TestKit, addOrganization, openTestKit, principalFor, purpose } from '../support/kit.js';

/** Henan 40: who saw what about a subject is one statement over an index, however many looks there are. */

const looks = 100_000;
const ofOne = 40;
let kit: TestKit;
let subjectId: number;
let organizationId: number;
const code = '91350100M000100Y43';
beforeAll(async () => {
  kit = await openTestKit();
  organizationId = await addOrganization(kit, '11410928YB00000001', 'OFFICE');
  const owner = ownerOf(kit.database);
  const made = await owner.rows<{ id: number }>(sql`
    insert into subject (code, kind, name, unified_code, check_digit, created_at)
    values (${code}, 'LEGAL_PERSON', '样例', ${code}, 'VALID', now()) returning id`);
  subjectId = Number(made[0]!.id);
  await owner.rows(sql`
    insert into access_event (at, organization_id, actor, actor_kind, subject_id, matter, business_number, operation, datasets, request_id)
    select now() - n * interval '1 minute', ${organizationId}::bigint, 'test', 'OFFICE',
      case when n % ${looks / ofOne}::int = 0 then ${subjectId}::bigint else 1000 + n % 2000 end, 'LICENSING', 'X', 'test',
      array['Subject'], 'test'
    from generate_series(1, ${looks}::int) as n`);
  await owner.rows(sql`analyze access_event`);
}, 120_000);
afterAll(() => kit.close());

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** The nodes of its plan, as the wall has it planned for one viewer. */
const planOf = async (database: Database, viewer: Viewer, { text, values }: Sql): Promise<Plan[]> => {
  const rows = await database
    .as(viewer)
    .rows<Record<string, [{ Plan: Plan }]>>({ text: `explain (format json) ${text}`, values } as never);
  return nodesOf(Object.values(rows[0]!)[0]![0].Plan);
};

/** What a page of the access log asks of the database, and what it gets. */
const askedBy = async (
  principal: Principal,
  filter: AccessEventFilter & { subjectId?: number },
  first = 50,
) => {
  const asked: Sql[] = [];
  const listening = Object.assign(Object.create(kit.database) as Database, {
    as: (viewer: Viewer) => ({
      rows: (query: Sql) => {
        asked.push(query);
        return kit.database.as(viewer).rows(query);
      },
    }),
  });
  const reader = new ScopedReader(listening, principal, today(kit.clock));
  const page = await accessEventPage(new RequestContext(principal, 'test', null, reader).reader, filter, {
    first,
  });
  return { asked, page };
};

const subject = () => principalFor('SUBJECT', null, { subjectId });
const cases: [string, () => Principal, () => AccessEventFilter & { subjectId?: number }][] = [
  ['the subject itself', subject, () => ({})],
  ['the subject, in a time', subject, () => ({ from: new Date('2020-01-01') })],
  [
    'the office, by code',
    () => principalFor('OFFICE', organizationId, { purpose }),
    () => ({ subjectCode: code }),
  ],
  ['the auditor, by code', () => principalFor('AUDITOR', organizationId), () => ({ subjectCode: code })],
  ['a field of a subject', () => principalFor('OFFICE', organizationId, { purpose }), () => ({ subjectId })],
];

describe('who saw what about a subject, among 100,000 looks', () => {
  it.each(cases)(
    '%s: one statement, by the index of subjects, no scan of the log',
    async (_, who, filter) => {
      const principal = who();
      const { asked, page } = await askedBy(principal, filter());
      expect(asked).toHaveLength(1);
      expect(page.nodes.map((each) => each.subjectId)).toEqual(Array<number>(ofOne).fill(subjectId));
      const plan = await planOf(kit.database, viewerOf(principal), asked[0]!);
      const onLog = plan.filter((node) => node['Relation Name'] === 'access_event');
      expect(onLog.map((node) => node['Node Type'])).not.toContain('Seq Scan');
      expect(plan.map((node) => node['Index Name'])).toContain('access_event_subject');
    },
  );

  it('the next page goes on behind the last row, by the same index', async () => {
    const first = await askedBy(subject(), {}, 30);
    const reader = new ScopedReader(kit.database, subject(), today(kit.clock));
    const rest = await accessEventPage(reader, {}, { first: 30, after: first.page.pageInfo.endCursor });
    const ids = [...first.page.nodes, ...rest.nodes].map(({ id }) => id);
    expect(ids).toHaveLength(ofOne);
    expect([...ids].sort((one, other) => other - one)).toEqual(ids);
    expect(new Set(ids).size).toBe(ofOne);
  });
});
