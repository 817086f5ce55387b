import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '../../../src/kernel/working-days.js';
import { sql } from '../../../src/kernel/sql.js';
import type { EntryInput } from '../../../src/modules/lists/entry.types.js';
import { testDay } from '../../support/hub.js';
import {
  type Loop,
  as,
  count,
  draftMemorandum,
  instructionsOf,
  memorandumInForce,
  publish,
  publishable,
  published,
  publishedMeasure,
  sign,
  startLoop,
  statusesOf,
} from '../lists/support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

interface ClauseFacts {
  id: number;
  trigger: string;
  feedbackDays: number;
  agencyId: number;
  measure: string;
  measureStatus: string;
  tier: string;
  kind: string;
  memorandum: string;
  memorandumStatus: string;
  lists: string[];
}

/** All clauses with what decides whether they bind: read plainly, judged by the test itself. */
const clauses = () =>
  hub.database.rows<ClauseFacts>(sql`
    select c.id, c.trigger, c.feedback_days as "feedbackDays", c.implementer_id as "agencyId", x.code as measure, x.status as "measureStatus",
      x.tier, x.kind, mo.number as memorandum, mo.status as "memorandumStatus",
      array(select l.code from memorandum_list ml join credit_list l on l.id = ml.list_id where ml.memorandum_id = mo.id) as lists
    from clause c join measure x on x.id = c.measure_id join memorandum mo on mo.id = c.memorandum_id order by c.id`);

const reaches: Record<string, string[]> = { RED: ['RED'], WATCH: ['WATCH', 'BLACK'], BLACK: ['BLACK'] };

const due = async (list: string, colour: string) =>
  (await clauses()).filter(
    (clause) =>
      clause.trigger === 'ON_PUBLICATION' &&
      clause.memorandumStatus === 'IN_FORCE' &&
      clause.lists.includes(list) &&
      clause.measureStatus === 'PUBLISHED' &&
      reaches[clause.tier]!.includes(colour),
  );

describe('publication', () => {
  const lists: [string, string, Partial<EntryInput>][] = [
    ['BLACK-MARKET', 'BLACK', {}],
    ['BLACK-TAX', 'BLACK', { list: 'BLACK-TAX' }],
    ['BLACK-WAGES', 'BLACK', { list: 'BLACK-WAGES' }],
    ['BLACK-GEOLOGY', 'BLACK', { list: 'BLACK-GEOLOGY' }],
    ['WATCH-PY', 'WATCH', { list: 'WATCH-PY', severity: 'GENERAL' }],
    ['RED-PY', 'RED', { list: 'RED-PY', severity: 'MINOR', finality: null }],
  ];

  beforeAll(async () => {
    await publishedMeasure(hub, 'ISSUE-1');
    await publishedMeasure(hub, 'ISSUE-2');
    // One that binds, one that nobody signed, one ended, one of which a measure was retired.
    await memorandumInForce(hub, 'ISSUE-IN-FORCE', [
      { measure: 'ISSUE-1', feedbackDays: 3 },
      { measure: 'ISSUE-1', implementer: 'market', feedbackDays: 15 },
      { measure: 'ISSUE-1', matter: 'LICENSING', trigger: 'ON_CHECK' },
      { measure: 'ISSUE-2', implementer: 'services', matter: 'LICENSING' },
    ]);
    await draftMemorandum(hub, 'ISSUE-DRAFT', [{ measure: 'ISSUE-1' }]);
    await draftMemorandum(hub, 'ISSUE-SIGNING', [{ measure: 'ISSUE-1' }]);
    await sign(hub, 'ISSUE-SIGNING', ['market', 'tax']);
    await draftMemorandum(hub, 'ISSUE-LATER', [{ measure: 'ISSUE-1' }], { effectiveFrom: '2026-12-01' });
    await sign(hub, 'ISSUE-LATER');
    await memorandumInForce(hub, 'ISSUE-ENDED', [{ measure: 'ISSUE-1' }]);
    await hub.modules.memoranda.memoranda.endMemorandum(as(hub, 'office'), {
      memorandum: 'ISSUE-ENDED',
      reason: '到期',
    });
    await memorandumInForce(hub, 'ISSUE-OTHER', [{ measure: 'ISSUE-1' }], { lists: ['BLACK-COURT'] });
    await hub.modules.measures.measures.retireMeasure(as(hub, 'office'), {
      measure: 'ISSUE-2',
      reason: '停用',
    });
  });

  it.each(lists)(
    'on %s issues exactly the clauses that bind, each due in its working days',
    async (list, colour, entry) => {
      const { id } = await published(hub, entry);
      const issued = await instructionsOf(hub, id);
      const expected = await due(list, colour);
      expect(
        issued.map((each) => [
          each.clauseId,
          each.agencyId,
          each.kind,
          each.dueAt,
          each.status,
          each.checkId,
        ]),
      ).toEqual(
        expected.map((clause) => [
          clause.id,
          clause.agencyId,
          clause.kind,
          addWorkingDays(testDay, clause.feedbackDays),
          'ISSUED',
          null,
        ]),
      );
      // The arrangement is one that can fail: something binds, and something does not.
      if (list === 'BLACK-GEOLOGY') expect(issued).toEqual([]);
      else expect(issued.length).toBeGreaterThan(0);
    },
  );

  it('reaches a black market entry through the memorandum in force and none of the others', async () => {
    const { id } = await published(hub);
    const own = (await instructionsOf(hub, id)).filter(({ memorandum }) => memorandum.startsWith('ISSUE-'));
    expect(own.map(({ memorandum, measure, dueAt }) => [memorandum, measure, dueAt])).toEqual([
      ['ISSUE-IN-FORCE', 'ISSUE-1', '2026-10-23'],
      ['ISSUE-IN-FORCE', 'ISSUE-1', '2026-11-10'],
    ]);
  });

  it('takes no watch entry for a black one, and no red measure for either', async () => {
    const kinds = async (changes: Partial<EntryInput>) =>
      new Set((await instructionsOf(hub, (await published(hub, changes)).id)).map(({ kind }) => kind));
    expect(await kinds({ list: 'RED-PY', severity: 'MINOR', finality: null })).toEqual(
      new Set(['INCENTIVE']),
    );
    expect(await kinds({ list: 'WATCH-PY', severity: 'GENERAL' })).toEqual(new Set(['PUNISHMENT']));
  });

  it('writes all instructions of all entries in one statement, and one change per agency', async () => {
    const entries = [];
    for (let each = 0; each < 5; each++) entries.push(await publishable(hub));
    const head = await count(hub, sql`select change_position::int as n from ledger_head`);
    const result = await publish(
      hub,
      'BLACK-MARKET',
      entries.map(({ number }) => number),
    );
    const ids = entries.map(({ id }) => id);
    // Rows of one statement bear one command number inside their transaction.
    const statements = await hub.database.rows(sql`
      select count(distinct cmin::text)::int as n, count(distinct xmin::text)::int as transactions, count(*)::int as instructions
      from instruction where entry_id = any(${ids}::bigint[])`);
    expect(statements).toEqual([{ n: 1, transactions: 1, instructions: result.instructionsIssued }]);
    expect(result.instructionsIssued).toBe(5 * (await due('BLACK-MARKET', 'BLACK')).length);
    const told = await hub.database.rows<{ parties: number[]; agency: number; n: number }>(sql`
      select parties, target_id as agency, (summary ->> 'count')::int as n from change
      where position > ${head} and type = 'INSTRUCTIONS_ISSUED'`);
    const agencies = await hub.database.rows<{ agency: number; n: number }>(sql`
      select agency_id as agency, count(*)::int as n from instruction where entry_id = any(${ids}::bigint[]) group by agency_id`);
    const byAgency = (a: { agency: number }, b: { agency: number }) => a.agency - b.agency;
    expect(told.sort(byAgency)).toEqual(
      agencies.sort(byAgency).map(({ agency, n }) => ({ parties: [agency], agency, n })),
    );
  });

  it('numbers every instruction once', async () => {
    const twice = sql`select count(*)::int as n from (select number from instruction group by number having count(*) > 1) again`;
    expect(await count(hub, twice)).toBe(0);
  });
});

describe('a memorandum that comes into force', () => {
  it('reaches the entries published before, once, and none that are not in effect', async () => {
    await publishedMeasure(hub, 'FORCE-1');
    const inEffect = await published(hub, { list: 'BLACK-GEOLOGY' });
    const revoked = await published(hub, { list: 'BLACK-GEOLOGY' });
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: revoked.number,
      reason: '撤销',
    });
    const notified = await publishable(hub, { list: 'BLACK-GEOLOGY' });
    await draftMemorandum(hub, 'FORCE', [{ measure: 'FORCE-1' }], { lists: ['BLACK-GEOLOGY'] });
    await sign(hub, 'FORCE', ['market', 'tax']);
    expect(await statusesOf(hub, inEffect.id)).toEqual([]);
    await sign(hub, 'FORCE', ['services']);
    expect(await statusesOf(hub, inEffect.id)).toEqual(['ISSUED']);
    expect(await statusesOf(hub, revoked.id)).toEqual([]);
    expect(await statusesOf(hub, notified.id)).toEqual([]);
    await publish(hub, 'BLACK-GEOLOGY', [notified.number]);
    expect(await statusesOf(hub, notified.id)).toEqual(['ISSUED']);
  });
});

describe('the database itself', () => {
  it('refuses a raw instruction that breaks a rule, whichever it is (invariant 1)', async () => {
    const entry = await published(hub);
    const [model] = await instructionsOf(hub, entry.id);
    await hub.database.rows(sql`update instruction set status = 'CANCELLED' where id = ${model!.id}`);
    const insert = (over: { entryId?: number; clauseId?: number; kind?: string; status?: string }) =>
      hub.database.rows(sql`
        insert into instruction (number, entry_id, subject_id, clause_id, measure_id, memorandum_id, agency_id, kind, status, issued_at, due_at, version)
        select 'RAW-' || gen_random_uuid(), e.id, e.subject_id, c.id, c.measure_id, c.memorandum_id, c.implementer_id,
          ${over.kind ?? 'PUNISHMENT'}::text, ${over.status ?? 'ISSUED'}::text, now(), now()::date, 1
        from list_entry e, clause c where e.id = ${over.entryId ?? entry.id} and c.id = ${over.clauseId ?? model!.clauseId}`);
    const wrongOf = async (over: Parameters<typeof insert>[0]) =>
      insert(over).then(
        () => 'was stored',
        (error: Error) => error.message,
      );
    const clauseOf = async (memorandum: string) =>
      (await clauses()).find((clause) => clause.memorandum === memorandum)!.id;
    const redEntry = await published(hub, { list: 'RED-PY', severity: 'MINOR', finality: null });
    const watchEntry = await published(hub, { list: 'WATCH-PY', severity: 'GENERAL' });
    const told = await publishable(hub);
    expect(await wrongOf({ entryId: told.id })).toContain('entry is not published');
    expect(await wrongOf({ clauseId: await clauseOf('ISSUE-ENDED') })).toContain(
      'memorandum is not in force',
    );
    expect(await wrongOf({ clauseId: await clauseOf('ISSUE-OTHER') })).toContain('does not name the list');
    expect(await wrongOf({ kind: 'INCENTIVE' })).toContain('kind is not');
    expect(await wrongOf({ status: 'APPLIED' })).toContain('no notice');
    for (const entryId of [redEntry.id, watchEntry.id])
      expect(await wrongOf({ entryId })).toMatch(/does not name the list|tier is above/);
    const retired = (await clauses()).find(({ measure }) => measure === 'ISSUE-2')!;
    expect(await wrongOf({ clauseId: retired.id })).toContain('measure is not published');
  });
});
