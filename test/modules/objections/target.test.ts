import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../src/kernel/ids.js';
import { sql } from '../../../src/kernel/sql.js';
import { objectionUpheld } from '../../../src/modules/objections/objection.events.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import { testDay } from '../../support/hub.js';
import {
  type Loop,
  type StoredEntry,
  as,
  asSubject,
  carryOut,
  check,
  decide,
  errorOf,
  instructionFor,
  instructionsOf,
  newCompany,
  object,
  published,
  refused,
  startLoop,
  storedEntry,
} from '../lists/support.js';
import { send, storedObjection } from './support.js';

let hub: Loop;
let subject: SubjectInput;
let entry: StoredEntry;
const upheld: unknown[] = [];
beforeAll(async () => {
  hub = await startLoop();
  hub.bus.on(objectionUpheld, async (_unit, event) => void upheld.push(event));
});
beforeEach(async () => {
  subject = newCompany();
  entry = await published(hub, { subject });
  upheld.length = 0;
});
afterEach(() => hub.clock.set(testDay));
afterAll(() => hub.close());

const statusOf = async (number: string) =>
  (await hub.database.one<{ status: string; objected: boolean }>(
    sql`select status, objected from instruction where number = ${number}`,
  ))!;
const others = async (number: string) =>
  (await instructionsOf(hub, entry.id)).filter((each) => each.number !== number);
const numberOfCheck = async (id: number) =>
  (await hub.database.one<{ number: string }>(sql`select number from duty_check where id = ${id}`))!.number;
const revoke = () =>
  hub.modules.lists.publications.revokeEntry(as(hub, 'office'), { entry: entry.number, reason: '撤销' });
const objectionsTo = async (number: string) =>
  (
    await hub.database.rows<{ status: string }>(sql`
    select o.status from objection o join instruction i on i.id = o.instruction_id where i.number = ${number}`)
  ).length;

describe('an objection to a measure applied', () => {
  it('marks and suspends that one; the others and the entry go on', async () => {
    const { number } = await instructionFor(hub, entry.id, 'market');
    await carryOut(hub, 'market', number);
    const objection = await object(hub, { instruction: number }, { act: asSubject(hub, entry.subjectId) });
    expect(await statusOf(number)).toEqual({ status: 'SUSPENDED', objected: true });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
    for (const each of await others(number)) expect(each.status).toBe('ISSUED');
    await decide(hub, objection, false);
    expect(await statusOf(number)).toEqual({ status: 'APPLIED', objected: false });
  });

  it.each([
    ['the entry first', true],
    ['the measure first', false],
  ])('comes back only when both brakes are off: %s', async (_, entryFirst) => {
    const { number } = await instructionFor(hub, entry.id, 'market');
    const [toEntry, toMeasure] = [
      await object(hub, { entry: entry.number }),
      await object(hub, { instruction: number }),
    ];
    await decide(hub, entryFirst ? toEntry : toMeasure, false);
    expect(await statusOf(number)).toEqual({ status: 'SUSPENDED', objected: entryFirst });
    await decide(hub, entryFirst ? toMeasure : toEntry, false);
    expect(await statusOf(number)).toEqual({ status: 'ISSUED', objected: false });
  });

  it('upheld: what was applied is lifted, restorations hear of it, and it does not come back with the entry', async () => {
    const { number, id, clauseId } = await instructionFor(hub, entry.id, 'market');
    await carryOut(hub, 'market', number);
    const objection = await object(hub, { instruction: number });
    await decide(hub, objection, true);
    expect(await statusOf(number)).toEqual({ status: 'LIFTED', objected: false });
    expect(upheld).toEqual([
      {
        objectionId: (await storedObjection(hub, objection)).id,
        instructionId: id,
        checkId: null,
        subjectId: entry.subjectId,
        reason: '经核查',
      },
    ]);
    await decide(hub, await object(hub, { entry: entry.number }), false);
    const ofClause = (await instructionsOf(hub, entry.id)).filter((each) => each.clauseId === clauseId);
    expect(ofClause.map(({ status }) => status)).toEqual(['LIFTED']);
  });

  it('holds off the same measure at other businesses, and checks say why', async () => {
    await check(hub, 'services', 'BIDDING', `ONE-${entry.number}`, subject);
    const { number, clauseId } = (await instructionsOf(hub, entry.id)).find(
      ({ trigger, matter }) => trigger === 'ON_CHECK' && matter === 'BIDDING',
    )!;
    const objection = await object(hub, { instruction: number });
    await check(hub, 'services', 'BIDDING', `TWO-${entry.number}`, subject);
    const ofClause = (await instructionsOf(hub, entry.id)).filter((each) => each.clauseId === clauseId);
    expect(ofClause.map(({ status }) => status)).toEqual(['SUSPENDED']);
    const services = await hub.as('demo-agency-services');
    const { data } = await services(
      `mutation ($code: String!, $business: String!) { checkSubjects(input: { subjects: [{ code: $code }], matter: BIDDING, businessNumber: $business }) {
        check { results { verdict hits { suspended suspendedBecause measures { clause { id } suspended suspendedBecause } } } } } }`,
      { code: subject.code, business: `TWO-${entry.number}` },
    );
    const [hit] = data.checkSubjects.check.results[0].hits;
    expect([hit.suspended, hit.suspendedBecause]).toEqual([false, null]);
    expect(hit.measures.filter((each: { suspended: boolean }) => each.suspended)).toMatchObject([
      { suspendedBecause: `异议 ${objection} 核查期间暂不执行` },
    ]);
  });

  it('may be raised after it ended: nothing is suspended, the decision tells', async () => {
    const { number } = await instructionFor(hub, entry.id, 'market');
    await carryOut(hub, 'market', number);
    await revoke();
    const objection = await object(hub, { instruction: number }, { act: asSubject(hub, entry.subjectId) });
    expect(await statusOf(number)).toEqual({ status: 'LIFTED', objected: false });
    await decide(hub, objection, true);
    expect(upheld).toHaveLength(1);
  });

  it('is for its subject and its agency: others learn nothing of the number', async () => {
    const { number } = await instructionFor(hub, entry.id, 'market');
    const other = await published(hub);
    for (const act of [as(hub, 'tax'), asSubject(hub, other.subjectId)])
      expect(await refused(object(hub, { instruction: number }, { act }))).toMatchObject({
        code: 'NOT_FOUND',
        field: 'input.instruction',
      });
    await object(hub, { instruction: number }, { act: as(hub, 'market') });
    expect(await objectionsTo(number)).toBe(1);
  });

  it('never leaves an active punishment, even by raw SQL', async () => {
    const { number } = await instructionFor(hub, entry.id, 'market');
    await object(hub, { instruction: number });
    const wake = hub.database.rows(sql`
      update instruction set status = status_before_suspension, status_before_suspension = null where number = ${number}`);
    await expect(wake).rejects.toThrow(/instruction_objected/);
  });
});

describe('a measure that was found wrong', () => {
  const asked = `query ($code: String!) { subject(code: $code) { entries { measures { clause { id } } } } }`;
  const dueFor = async (client: string | null): Promise<string[]> => {
    const ask = client === null ? hub.asPublic : await hub.as(client);
    const { data } = await ask(asked, { code: subject.code });
    return data.subject.entries[0].measures.map((due: { clause: { id: string } }) => due.clause.id);
  };
  const everybody = ['demo-agency-market', 'demo-agency-tax', 'demo-office-approver', null];

  it.each<[string, (number: string) => Promise<unknown>]>([
    ['before it was carried out', async () => undefined],
    ['after it was carried out', (number) => carryOut(hub, 'market', number)],
    [
      'though it was declined',
      (instruction) =>
        hub.executions.declineInstruction(as(hub, 'market'), { instruction, reason: '无此业务' }),
    ],
  ])('is due to nobody any more: %s', async (_, live) => {
    const { number, clauseId } = await instructionFor(hub, entry.id, 'market');
    const clause = toGlobalId('Clause', clauseId);
    const before = await Promise.all(everybody.map(dueFor));
    expect(before.map((each) => each.includes(clause))).toEqual([true, false, true, true]);
    await live(number);
    await decide(hub, await object(hub, { instruction: number }), true);
    expect(await Promise.all(everybody.map(dueFor))).toEqual(
      before.map((each) => each.filter((id) => id !== clause)),
    );
  });
});

describe('an objection to the answer of a check', () => {
  const checked = async () => {
    const other = newCompany();
    await published(hub, { subject: other });
    const id = await check(hub, 'services', 'BIDDING', `CHK-${entry.number}`, subject, other);
    return { id, number: await numberOfCheck(id), other };
  };
  const results = (id: number) =>
    hub.database.rows<{ objected: boolean }>(
      sql`select objected from check_result where check_id = ${id} order by ordinal`,
    );
  const issuedBy = (id: number) =>
    hub.database.rows<{ own: boolean; status: string }>(sql`
      select subject_id = ${entry.subjectId} as own, status from instruction where check_id = ${id} order by id`);

  it('marks the answer about the subject and suspends what the check issued on it, nothing of others', async () => {
    const { id, number } = await checked();
    const before = await issuedBy(id);
    const objection = await object(hub, { check: number }, { act: asSubject(hub, entry.subjectId) });
    expect(await results(id)).toEqual([{ objected: true }, { objected: false }]);
    for (const { own, status } of await issuedBy(id)) expect(status).toBe(own ? 'SUSPENDED' : 'ISSUED');
    await decide(hub, objection, false);
    expect(await results(id)).toEqual([{ objected: false }, { objected: false }]);
    expect(await issuedBy(id)).toEqual(before);
  });

  it('upheld ends them, and the same business does not bring them back', async () => {
    const { id, number } = await checked();
    const objection = await object(hub, { check: number }, { act: asSubject(hub, entry.subjectId) });
    await decide(hub, objection, true);
    for (const { own, status } of await issuedBy(id)) expect(status).toBe(own ? 'CANCELLED' : 'ISSUED');
    expect(upheld).toMatchObject([{ checkId: id, instructionId: null, subjectId: entry.subjectId }]);
    const again = await check(hub, 'services', 'BIDDING', `CHK-${entry.number}`, subject);
    expect(await issuedBy(again)).toEqual([]);
    const elsewhere = await check(hub, 'services', 'BIDDING', `ELSE-${entry.number}`, subject);
    expect(await issuedBy(elsewhere)).not.toEqual([]);
  });

  it('by a clerk names the subject where several were asked about', async () => {
    const { number, id } = await checked();
    expect(await refused(object(hub, { check: number }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.subject',
    });
    await object(hub, { check: number, subject: subject.code! });
    expect(await results(id)).toEqual([{ objected: true }, { objected: false }]);
  });

  it('is for those it asked about and the agency that asked', async () => {
    const { number } = await checked();
    const stranger = await published(hub);
    for (const act of [as(hub, 'tax'), asSubject(hub, stranger.subjectId)])
      expect(await refused(object(hub, { check: number }, { act }))).toMatchObject({
        code: 'NOT_FOUND',
        field: 'input.check',
      });
    await object(hub, { check: number, subject: subject.code! }, { act: as(hub, 'services') });
  });

  it('and one to a measure of it: both hold', async () => {
    const { id, number } = await checked();
    const measure = (await hub.database.one<{ number: string }>(sql`
      select number from instruction where check_id = ${id} and subject_id = ${entry.subjectId} order by id limit 1`))!;
    const [toCheck, toMeasure] = [
      await object(hub, { check: number }, { act: asSubject(hub, entry.subjectId) }),
      await object(hub, { instruction: measure.number }),
    ];
    await decide(hub, toCheck, false);
    expect(await statusOf(measure.number)).toEqual({ status: 'SUSPENDED', objected: true });
    await decide(hub, toMeasure, false);
    expect(await statusOf(measure.number)).toEqual({ status: 'ISSUED', objected: false });
  });
});

describe('an objection to a grade', () => {
  const grade = (points: string[]) => ({ grade: true, subject: subject.code!, points });

  it('keeps the contested points, which the office decides within three working days', async () => {
    const objection = await object(hub, grade([entry.number]));
    expect((await storedObjection(hub, objection)).dueAt).toBe('2026-10-23');
    const office = await hub.as('demo-office');
    const { data } = await office(
      `query ($code: String!) { subject(code: $code) { objections { number ofGrade points entry { number } provider { kind } } } }`,
      { code: subject.code },
    );
    expect(data.subject.objections).toEqual([
      { number: objection, ofGrade: true, points: [entry.number], entry: null, provider: { kind: 'OFFICE' } },
    ]);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED' });
    await decide(hub, objection, true);
    expect(await storedObjection(hub, objection)).toMatchObject({ status: 'UPHELD', remedy: 'REVOKE' });
  });

  it('refuses points of another subject, points of anything else, and no subject', async () => {
    const other = await published(hub);
    expect(await refused(object(hub, grade([other.number])))).toMatchObject({ field: 'input.points' });
    expect(await refused(object(hub, { entry: entry.number, points: [entry.number] }))).toMatchObject({
      field: 'input.points',
    });
    expect(await refused(object(hub, { grade: true }))).toMatchObject({ field: 'input.subject' });
    const own = { act: asSubject(hub, entry.subjectId) };
    const code = (await hub.database.one<{ code: string }>(
      sql`select code from subject where id = ${other.subjectId}`,
    ))!.code;
    expect(await refused(object(hub, { grade: true, subject: code }, own))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('evidence in files', () => {
  it('counts by its content: the same paper again is nothing new', async () => {
    const act = asSubject(hub, entry.subjectId);
    const raise = async (files: string[]) => {
      const { objectionId } = await hub.objections.raiseObjection(act, {
        entry: entry.number,
        ground: '已经履行',
        statement: '见附件',
        channel: 'WECHAT',
        files,
      });
      return (await hub.database.one<{ number: string; suspends: boolean }>(
        sql`select number, suspends from objection where id = ${objectionId}`,
      ))!;
    };
    const paper = await send(hub, act);
    const first = await raise([paper.number]);
    await decide(hub, first.number, false);
    const same = await send(hub, act, paper.content);
    const again = await raise([same.number]);
    expect(again.suspends).toBe(false);
    await decide(hub, again.number, false);
    expect((await raise([(await send(hub, act)).number])).suspends).toBe(true);
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'SUSPENDED', objected: true });
  });

  it('of another hand is none, and nothing is received with it', async () => {
    const { number } = await send(hub, as(hub, 'tax'));
    const market = await hub.as('demo-agency-market');
    const answer = await market(
      `mutation ($entry: String!, $file: String!) { raiseObjection(input: { entry: $entry, ground: "认定有误", statement: "见附件",
        channel: WEB, files: [$file] }) { objection { number } } }`,
      { entry: entry.number, file: number },
    );
    expect(errorOf(answer)).toMatchObject({ code: 'NOT_FOUND', field: 'input.files' });
    expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
  });
});

it('a suspended entry says why to whoever checks', async () => {
  const objection = await object(hub, { entry: entry.number });
  const housing = await hub.as('demo-agency-housing');
  const { data } = await housing(
    `mutation ($code: String!) { checkSubjects(input: { subjects: [{ code: $code }], matter: BIDDING, businessNumber: "WHY" }) {
      check { results { verdict objected hits { suspended suspendedBecause entry { measures { suspended suspendedBecause } } } } } } }`,
    { code: subject.code },
  );
  const because = { suspended: true, suspendedBecause: `异议 ${objection} 核查期间暂不执行` };
  const [result] = data.checkSubjects.check.results;
  expect(result).toMatchObject({ verdict: 'SUSPENDED', objected: false, hits: [because] });
  for (const measure of result.hits[0].entry.measures) expect(measure).toEqual(because);
});
