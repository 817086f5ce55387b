import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '../../../src/kernel/sql.js';
import { sweep } from '../../../src/main.js';
import type { DocumentContent } from '../../../src/modules/documents/content.rules.js';
import { testDay } from '../../support/hub.js';
import {
  type Loop,
  type StoredEntry,
  as,
  asSubject,
  decide,
  object,
  published,
  refused,
  startLoop,
  statusesOf,
  storedEntry,
} from '../lists/support.js';
import {
  accept,
  askReview,
  deadlinesOf,
  liveTerms,
  pause,
  publishedByMarket,
  report,
  resume,
  review,
  storedObjection,
} from './support.js';

let hub: Loop;
let entry: StoredEntry;
let objection: string;
beforeAll(async () => {
  hub = await startLoop();
});
beforeEach(async () => {
  entry = await publishedByMarket(hub);
  objection = await object(hub, { entry: entry.number }, { act: asSubject(hub, entry.subjectId) });
});
afterEach(() => hub.clock.set(testDay));
afterAll(() => hub.close());

/** What the newest paper on the objection says, as one text. */
const paperOf = async (
  number: string,
): Promise<{ title: string; to: string; text: string; papers: number }> => {
  const rows = await hub.database.rows<{ content: DocumentContent }>(sql`
    select d.content from document d join objection o on d.target = 'Objection' and d.target_id = o.id
    where o.number = ${number} and d.kind = 'OBJECTION_DECISION' order by d.id`);
  const { title, to, sections } = rows.at(-1)!.content;
  const text = sections
    .flatMap(({ heading, paragraphs, table }) => [heading, ...(paragraphs ?? []), ...(table ?? []).flat()])
    .join('\n');
  return { title, to, text, papers: rows.length };
};
const changesOf = async (number: string, type: string) =>
  hub.database.rows<{ parties: number[]; summary: object }>(sql`
    select c.parties, c.summary from change c join objection o on c.target = 'Objection' and c.target_id = o.id
    where o.number = ${number} and c.type = ${type} order by c.position`);
const decideAs = (input: object, actor = 'decider') =>
  hub.modules.objections.decisions.decideObjection(as(hub, 'office', actor), {
    objection,
    upheld: true,
    reasons: '经核查',
    ...input,
  });

describe('the clocks of an objection (Henan 41)', () => {
  it('give seven working days where the provider has to be asked, and three to the provider from then', async () => {
    expect(await storedObjection(hub, objection)).toMatchObject({ dueAt: '2026-10-29' });
    hub.clock.set('2026-10-22');
    await accept(hub, objection, true);
    expect(await storedObjection(hub, objection)).toMatchObject({ status: 'VERIFYING', dueAt: '2026-10-29' });
    expect(await liveTerms(hub, objection)).toEqual({
      OBJECTION_DECISION: '2026-10-29',
      VERIFICATION: '2026-10-27',
    });
    const owners = (await deadlinesOf(hub, objection)).map(({ kind, owner }) => [kind, owner]);
    expect(owners).toEqual([
      ['OBJECTION_DECISION', hub.bodies.get('office')],
      ['VERIFICATION', hub.bodies.get('market')],
    ]);
    expect(await changesOf(objection, 'VERIFICATION_ASKED')).toMatchObject([
      { parties: [hub.bodies.get('market')], summary: { dueOn: '2026-10-27' } },
    ]);
  });

  it('never give the provider longer than the decision has', async () => {
    hub.clock.set('2026-10-28');
    await accept(hub, objection, true);
    expect(await liveTerms(hub, objection)).toEqual({
      OBJECTION_DECISION: '2026-10-29',
      VERIFICATION: '2026-10-29',
    });
  });

  it('are three working days once the office decides itself', async () => {
    await accept(hub, objection, false);
    expect(await storedObjection(hub, objection)).toMatchObject({ status: 'ACCEPTED', dueAt: '2026-10-23' });
    expect(await liveTerms(hub, objection)).toEqual({ OBJECTION_DECISION: '2026-10-23' });
  });

  it('stand while it is paused, and go on with the days that were left', async () => {
    await accept(hub, objection, true);
    hub.clock.set('2026-10-22');
    await pause(hub, objection);
    hub.clock.set('2026-11-04');
    const office = await hub.as('demo-office');
    const shown = async () =>
      (
        await office(
          `query ($n: String!) { listEntry(number: $n) { objections { overdue dueAt verification { dueOn provider { code } }
            pauses { kind fromOn untilOn } deadlines { kind paused overdue dueOn } } } }`,
          { n: entry.number },
        )
      ).data.listEntry.objections[0];
    expect(await shown()).toMatchObject({
      overdue: false,
      pauses: [{ kind: 'EXPERT_REVIEW', fromOn: '2026-10-22', untilOn: null }],
      deadlines: [
        { paused: true, overdue: false },
        { paused: true, overdue: false },
      ],
    });
    await resume(hub, objection);
    // Nine working days passed from 22 October to 4 November.
    expect(await shown()).toMatchObject({
      dueAt: '2026-11-11',
      verification: { dueOn: '2026-11-05' },
      pauses: [{ untilOn: '2026-11-04' }],
    });
    expect(await liveTerms(hub, objection)).toEqual({
      OBJECTION_DECISION: '2026-11-11',
      VERIFICATION: '2026-11-05',
    });
    expect(await refused(resume(hub, objection))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('when missed are told once to the owner and the office', async () => {
    await accept(hub, objection, true);
    hub.clock.set('2026-10-30');
    await sweep(hub.modules);
    await sweep(hub.modules);
    const missed = await changesOf(objection, 'DEADLINE_MISSED');
    expect(missed).toHaveLength(2);
    for (const { parties } of missed) expect(parties).toContain(hub.bodies.get('office'));
  });

  it('end with the decision', async () => {
    await accept(hub, objection, true);
    await report(hub, objection);
    expect(await liveTerms(hub, objection)).toEqual({ OBJECTION_DECISION: '2026-10-29' });
    await pause(hub, objection);
    await decide(hub, objection, false);
    expect(await liveTerms(hub, objection)).toEqual({});
    const open = await hub.database.rows(sql`
      select 1 as open from objection_pause p join objection o on o.id = p.objection_id where o.number = ${objection} and p.until_on is null`);
    expect(open).toEqual([]);
  });
});

describe('verification', () => {
  it('is by the provider alone, once, with reasons', async () => {
    expect(await refused(report(hub, objection))).toMatchObject({ state: 'SUBMITTED' });
    await accept(hub, objection, true);
    for (const key of ['tax', 'office'] as const)
      expect(await refused(report(hub, objection, 'RIGHT', key))).toMatchObject({ code: 'NOT_FOUND' });
    await report(hub, objection, 'WRONG');
    expect(await refused(report(hub, objection))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const [history] = await hub.database.rows<{ steps: string[] }>(sql`
      select array_agg(to_status order by id) as steps from status_change
      where target = 'Objection' and target_id = ${(await storedObjection(hub, objection)).id}`);
    expect(history!.steps).toEqual(['SUBMITTED', 'ACCEPTED', 'VERIFYING']);
  });

  it('is waited for until its term is over; then the office may decide without', async () => {
    await accept(hub, objection, true);
    hub.clock.set('2026-10-23');
    expect(await refused(decide(hub, objection, false))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      state: 'VERIFYING',
      article: 'Henan 41',
    });
    hub.clock.set('2026-10-24');
    await decide(hub, objection, false);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
  });

  it('is not over while the clocks stand', async () => {
    await accept(hub, objection, true);
    await pause(hub, objection);
    hub.clock.set('2026-11-20');
    expect(await refused(decide(hub, objection, false))).toMatchObject({ state: 'VERIFYING' });
    await report(hub, objection);
    await decide(hub, objection, false);
  });

  it('is asked once, and paused only while it is handled', async () => {
    expect(await refused(pause(hub, objection))).toMatchObject({ state: 'SUBMITTED' });
    await accept(hub, objection, true);
    expect(await refused(accept(hub, objection, false))).toMatchObject({ state: 'VERIFYING' });
    await pause(hub, objection);
    expect(await refused(pause(hub, objection))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('of what the office provided itself is answered by the office', async () => {
    const own = await published(hub);
    const toOwn = await object(hub, { entry: own.number }, { act: asSubject(hub, own.subjectId) });
    await accept(hub, toOwn, true);
    expect(await storedObjection(hub, toOwn)).toMatchObject({ dueAt: '2026-10-23' });
    expect(await refused(report(hub, toOwn, 'RIGHT', 'market'))).toMatchObject({ code: 'NOT_FOUND' });
    await report(hub, toOwn, 'RIGHT', 'office');
    await decide(hub, toOwn, false);
  });
});

describe('what was wrong', () => {
  it('is corrected and kept: the mark is lifted, it comes back, and everybody is told', async () => {
    await decideAs({
      remedy: 'CORRECT',
      correction: { ground: '更正后的事由', responsiblePersons: [{ name: '样甲', role: '实际控制人' }] },
    });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
    expect(new Set(await statusesOf(hub, entry.id))).toEqual(new Set(['ISSUED']));
    const row = await hub.database.one(sql`
      select e.ground, (select count(*)::int from announcement a where a.entry_id = e.id and a.kind = 'CORRECTION') as announced
      from list_entry e where e.id = ${entry.id}`);
    expect(row).toEqual({ ground: '更正后的事由', announced: 1 });
    expect((await paperOf(objection)).text).toContain('已经更正');
  });

  it('corrected, stays suspended while another objection holds it', async () => {
    const other = await object(hub, { entry: entry.number }, { ground: '主体不符' });
    await decideAs({ remedy: 'CORRECT', correction: { basis: '更正后的依据' } });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
    await decide(hub, other, false);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
  });

  it('of a record is corrected, and what rests on it comes back', async () => {
    const record = (await hub.database.one<{ id: number; number: string }>(sql`
      select r.id, r.number from credit_record r join subject s on s.id = r.subject_id where r.kind = 'PENALTY' and r.finality = 'FINAL'
        and s.kind = 'LEGAL_PERSON' and not r.objected and r.publish_until >= ${testDay}::date order by r.id desc limit 1`))!;
    const resting = await published(hub, { record: record.number, subject: {} });
    objection = await object(hub, { record: record.number });
    expect(await storedEntry(hub, resting.id)).toMatchObject({ status: 'SUSPENDED' });
    expect(await refused(decideAs({ remedy: 'CORRECT', correction: { ground: '事由' } }))).toMatchObject({
      field: 'input.correction.ground',
    });
    await decideAs({ remedy: 'CORRECT', correction: { facts: '更正后的事实', fineYuan: '100.00' } });
    expect(await storedEntry(hub, resting.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
    const now = await hub.database.one(
      sql`select facts, fine_yuan as fine, objected from credit_record where id = ${record.id}`,
    );
    expect(now).toMatchObject({ facts: '更正后的事实', objected: false });
  });

  it.each([
    ['a remedy of what is dismissed', { upheld: false, remedy: 'REVOKE' }, 'input.remedy'],
    ['a correction without the remedy', { correction: { ground: '甲' } }, 'input.correction'],
    ['the remedy without a correction', { remedy: 'CORRECT' }, 'input.correction'],
    ['an empty correction', { remedy: 'CORRECT', correction: {} }, 'input.correction'],
    [
      'what an entry does not have',
      { remedy: 'CORRECT', correction: { title: '甲' } },
      'input.correction.title',
    ],
    [
      'a longer term',
      { remedy: 'CORRECT', correction: { validUntil: '2039-01-01' } },
      'input.correction.validUntil',
    ],
  ])('refuses %s, and nothing is decided', async (_name, input, field) => {
    expect(await refused(decideAs(input))).toMatchObject({ field });
    expect(await storedObjection(hub, objection)).toMatchObject({ status: 'SUBMITTED' });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
  });

  it('is told with the objection as its cause', async () => {
    const causes: unknown[] = [];
    const { entriesEnded } = await import('../../../src/modules/lists/entry.events.js');
    hub.bus.on(entriesEnded, async (_unit, { cause }) => void causes.push(cause));
    await decide(hub, objection, true);
    const { id } = await storedObjection(hub, objection);
    expect(causes).toEqual([{ kind: 'OBJECTION', objectionId: id }]);
  });
});

describe('the paper', () => {
  it('tells the outcome, the reasons, the basis and the rights that remain', async () => {
    await accept(hub, objection, true);
    await report(hub, objection);
    await decide(hub, objection, false);
    const paper = await paperOf(objection);
    expect(paper).toMatchObject({ title: '信用异议处理结果告知书', papers: 1 });
    for (const part of [
      objection,
      entry.number,
      '信息无误',
      '经复核案卷',
      '不成立',
      '经核查',
      '第四十一条',
      '复核',
      '行政复议',
      '诉讼',
    ])
      expect(paper.text).toContain(part);
    const [change] = await changesOf(objection, 'OBJECTION_DECIDED');
    expect(change!.summary).toMatchObject({ status: 'DISMISSED', document: expect.stringMatching(/^D/) });
  });
});

describe('the re-check by the provincial authority (Henan 28)', () => {
  beforeEach(() => decide(hub, objection, false));

  it('suspends again as at receipt, with a clock of its own, and only once', async () => {
    hub.clock.set('2026-11-02');
    await askReview(hub, objection, asSubject(hub, entry.subjectId));
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
    expect(new Set(await statusesOf(hub, entry.id))).toEqual(new Set(['SUSPENDED']));
    expect(await storedObjection(hub, objection)).toMatchObject({ status: 'REVIEWING', dueAt: '2026-11-11' });
    expect(await liveTerms(hub, objection)).toEqual({ OBJECTION_DECISION: '2026-11-11' });
    expect(await refused(decide(hub, objection, false))).toMatchObject({ state: 'REVIEWING' });
    await review(hub, objection, false);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
    expect(await refused(askReview(hub, objection))).toMatchObject({ article: 'Henan 28' });
    const paper = await paperOf(objection);
    expect(paper).toMatchObject({ title: '信用异议复核结果告知书', papers: 2 });
    expect(paper.text).toContain('豫信复〔2026〕1号');
    expect(paper.text).not.toContain('申请复核');
  });

  it('upheld is carried out as a decision', async () => {
    await askReview(hub, objection);
    await review(hub, objection, true);
    expect(await storedObjection(hub, objection)).toMatchObject({ status: 'UPHELD', remedy: 'REVOKE' });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'REVOKED', endReason: '省级复核认定' });
  });

  it('is recorded by another hand than asked', async () => {
    await askReview(hub, objection, as(hub, 'office', 'recorder'));
    expect(await refused(review(hub, objection, true))).toMatchObject({ code: 'SEPARATION_OF_DUTIES' });
    expect(await storedObjection(hub, objection)).toMatchObject({ status: 'REVIEWING' });
  });

  it('is for the subject itself and a clerk, after a dismissal', async () => {
    const other = await published(hub);
    expect(await refused(askReview(hub, objection, asSubject(hub, other.subjectId)))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const fresh = await object(hub, { entry: other.number });
    expect(await refused(askReview(hub, fresh))).toMatchObject({ state: 'SUBMITTED' });
    expect(await refused(review(hub, fresh, true))).toMatchObject({ state: 'SUBMITTED' });
  });
});
