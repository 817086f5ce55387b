import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/kernel/dates.js';
import { sql } from '../../../src/kernel/sql.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import { type Ask, testDay } from '../../support/hub.js';
import { tablesHolding } from '../../support/scan.js';
import {
  type Loop,
  as,
  check,
  count,
  errorOf,
  instructionsOf,
  newCompany,
  object,
  published,
  refused,
  startLoop,
  verdictsOf,
} from '../lists/support.js';
import { ownerOf } from '../../support/database.js';

const CHECK = `mutation ($input: CheckSubjectsInput!) { checkSubjects(input: $input) { check {
  id number matter businessNumber checkedAt agency { name }
  results { asked subject { code } verdict hits { suspended entry { number status objected objectionNote }
    measures { basis matter trigger suspended measure { code } memorandum { number } instruction { number status dueAt } } } } } } }`;
const RECEIPT = `query ($number: String!) { check(number: $number) { number results { asked verdict hits { entry { number } } } } }`;
const ID_NUMBER = '11010519491231002X';

let hub: Loop;
let hall: Ask;
let housing: Ask;
let market: Ask;
beforeAll(async () => {
  hub = await startLoop();
  [hall, housing, market] = await Promise.all([
    hub.as('demo-agency-services'),
    hub.as('demo-agency-housing'),
    hub.as('demo-agency-market'),
  ]);
});
afterEach(() => hub.clock.set(testDay));
afterAll(() => hub.close());

let businesses = 0;
const business = () => `B-${++businesses}`;
const input = (subjects: readonly SubjectInput[], matter = 'BIDDING', businessNumber = business()) => ({
  input: { subjects, matter, businessNumber },
});
const black = async (subject = newCompany()) => ({ subject, entry: await published(hub, { subject }) });
const red = async (subject = newCompany()) => ({
  subject,
  entry: await published(hub, { subject, list: 'RED-PY', severity: 'MINOR', finality: null }),
});
const watch = async (subject = newCompany()) => ({
  subject,
  entry: await published(hub, { subject, list: 'WATCH-PY', severity: 'GENERAL' }),
});
/** Known to the hub, on no list. */
const clear = async () => {
  const subject = newCompany();
  await hub.work.run(as(hub, 'office'), 'test', null, (unit) =>
    hub.modules.subjects.subjects.resolveSubject(unit, subject, 'input.subject'),
  );
  return subject;
};
const suspended = async () => {
  const { subject, entry } = await black();
  await object(hub, { entry: entry.number });
  return { subject, entry };
};

describe('the verdict', () => {
  it('is that of each subject, in the order asked', async () => {
    const both = newCompany();
    await black(both);
    await red(both);
    const subjects = [
      await clear(),
      (await red()).subject,
      (await black()).subject,
      both,
      (await suspended()).subject,
      newCompany(),
    ];
    const { errors, data } = await hall(CHECK, input(subjects));
    expect(errors).toBeUndefined();
    const { results } = data.checkSubjects.check;
    expect(results.map(({ verdict }: any) => verdict)).toEqual([
      'CLEAR',
      'INCENTIVE',
      'PUNISHMENT',
      'BOTH',
      'SUSPENDED',
      'UNKNOWN_SUBJECT',
    ]);
    expect(results.map(({ asked }: any) => asked)).toEqual(subjects.map(({ code }) => code));
    expect(results.at(-1)).toMatchObject({ subject: null, hits: [] });
    expect(results[3].hits).toHaveLength(2);
  });

  it('hears of a watch entry only at a matter where the agency has a measure (Henan 32)', async () => {
    const { subject } = await watch();
    const at = async (ask: Ask, matter: string) =>
      (await ask(CHECK, input([subject], matter))).data.checkSubjects.check.results[0];
    expect(await at(hall, 'LICENSING')).toMatchObject({ verdict: 'PUNISHMENT', hits: [{}] });
    expect(await at(hall, 'BIDDING')).toMatchObject({ verdict: 'CLEAR', hits: [] });
    expect(await at(housing, 'LICENSING')).toMatchObject({ verdict: 'CLEAR', hits: [] });
    expect(await at(market, 'INSPECTION')).toMatchObject({ verdict: 'PUNISHMENT', hits: [{}] });
  });

  it('takes no notice of entries that are proposed, ended or past their last day', async () => {
    const { subject, entry } = await black();
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: entry.number,
      reason: '撤销',
    });
    const short = newCompany();
    await published(hub, { subject: short, validUntil: addDays(testDay, 3) });
    hub.clock.set(addDays(testDay, 3));
    expect(
      await verdictsOf(hub, await check(hub, 'services', 'BIDDING', business(), subject, short)),
    ).toEqual(['CLEAR', 'PUNISHMENT']);
    hub.clock.set(addDays(testDay, 4));
    const receipt = await check(hub, 'services', 'BIDDING', business(), short);
    expect(await verdictsOf(hub, receipt)).toEqual(['CLEAR']);
    const issued = await count(
      hub,
      sql`select count(*)::int as n from instruction where check_id = ${receipt}`,
    );
    expect(issued).toBe(0);
  });

  it('marks what is suspended: shown, with the reason, and nothing to be done', async () => {
    const { subject, entry } = await suspended();
    const { data } = await hall(CHECK, input([subject]));
    const [result] = data.checkSubjects.check.results;
    expect(result).toMatchObject({
      verdict: 'SUSPENDED',
      hits: [
        {
          suspended: true,
          entry: { number: entry.number, status: 'SUSPENDED', objected: true },
        },
      ],
    });
    expect(result.hits[0].entry.objectionNote).toContain('异议核查');
    expect(result.hits[0].measures.length).toBeGreaterThan(0);
    for (const measure of result.hits[0].measures)
      expect(measure).toMatchObject({ suspended: true, instruction: null });
  });
});

describe('what a check sets going', () => {
  it('is an instruction for each measure of the own agency at this matter, with basis and day', async () => {
    const { subject, entry } = await black();
    const { data } = await hall(CHECK, input([subject], 'BIDDING'));
    const { measures } = data.checkSubjects.check.results[0].hits[0];
    expect(measures.map((each: any) => each.measure.code).sort()).toEqual(['HN32-4', 'REG-ENTERPRISE-18-2']);
    for (const each of measures)
      expect(each).toMatchObject({
        matter: 'BIDDING',
        trigger: 'ON_CHECK',
        suspended: false,
        basis: expect.stringContaining('条'),
        // Five working days from Tuesday 20 October.
        instruction: { status: 'ISSUED', dueAt: '2026-10-27' },
      });
    const issued = (await instructionsOf(hub, entry.id)).filter(({ trigger }) => trigger === 'ON_CHECK');
    expect(issued.map(({ number }) => number).sort()).toEqual(
      measures.map((each: any) => each.instruction.number).sort(),
    );
    const licensing = await hall(CHECK, input([subject], 'LICENSING'));
    const [hit] = licensing.data.checkSubjects.check.results[0].hits;
    expect(hit.measures.map((each: any) => each.measure.code)).toEqual(['HN32-1']);
  });

  it('is on record as looked at, with the check and no more', async () => {
    const hit = (await black()).subject;
    const none = await clear();
    const businessNumber = business();
    await hall(CHECK, input([hit, none, newCompany(), hit], 'BIDDING', businessNumber));
    const looks = await hub.database.rows(sql`
      select s.code, a.datasets from access_event a join subject s on s.id = a.subject_id
      where a.business_number = ${businessNumber} order by a.id`);
    expect(looks).toEqual([
      { code: hit.code, datasets: ['Check', 'Instruction'] },
      { code: none.code, datasets: ['Check'] },
    ]);
  });

  it('leaves what another act of the request shows on record for what that was asked for', async () => {
    const { subject, entry } = await black();
    await hall(CHECK, input([subject], 'BIDDING'));
    const [first] = (await instructionsOf(hub, entry.id)).filter(({ trigger }) => trigger === 'ON_CHECK');
    const other = business();
    const { errors } = await hall(
      `mutation ($input: CheckSubjectsInput!, $i: String!) { checkSubjects(input: $input) { check { number } }
        acknowledgeInstruction(input: { instruction: $i }) { instruction { number status } } }`,
      { ...input([subject], 'BIDDING'), i: first!.number },
      { purpose: `LAND;${other}` },
    );
    expect(errors).toBeUndefined();
    const looks = await hub.database.rows(
      sql`select matter, datasets from access_event where business_number = ${other}`,
    );
    expect(looks).toEqual([{ matter: 'LAND', datasets: ['Instruction'] }]);
  });

  it('happens once for a business, again for another one, and for each agency by itself', async () => {
    const { subject, entry } = await black();
    const issued = async () =>
      (await instructionsOf(hub, entry.id)).filter(({ trigger }) => trigger === 'ON_CHECK').length;
    await check(hub, 'services', 'BIDDING', 'ONCE-1', subject);
    expect(await issued()).toBe(2);
    await check(hub, 'services', 'BIDDING', 'ONCE-1', subject, newCompany());
    await check(hub, 'services', 'BIDDING', ' ONCE-1 ', subject);
    expect(await issued()).toBe(2);
    await check(hub, 'services', 'BIDDING', 'ONCE-2', subject);
    expect(await issued()).toBe(4);
    await check(hub, 'housing', 'BIDDING', 'ONCE-1', subject);
    expect(await issued()).toBe(6);
    await check(hub, 'services', 'LICENSING', 'ONCE-1', subject);
    expect(await issued()).toBe(7);
  });

  it('shows the repeated check the instruction it has already', async () => {
    const { subject } = await black();
    const first = await hall(CHECK, input([subject], 'LICENSING', 'AGAIN-1'));
    const again = await hall(CHECK, input([subject], 'LICENSING', 'AGAIN-1'));
    const of = (answer: typeof first) =>
      answer.data.checkSubjects.check.results[0].hits[0].measures[0].instruction.number;
    expect(of(again)).toBe(of(first));
    expect(again.data.checkSubjects.check.number).not.toBe(first.data.checkSubjects.check.number);
  });

  it('is done once under an idempotency key: the same receipt, nothing new', async () => {
    const { subject } = await black();
    const variables = input([subject], 'BIDDING');
    const once = await hall(CHECK, variables, { idempotencyKey: 'check-1' });
    const looks = () =>
      count(
        hub,
        sql`select (select count(*) from duty_check)::int + (select count(*) from instruction)::int + (select count(*) from check_result)::int as n`,
      );
    const before = await looks();
    const twice = await hall(CHECK, variables, { idempotencyKey: 'check-1' });
    expect(once.errors).toBeUndefined();
    expect(twice.data).toEqual(once.data);
    expect(await looks()).toBe(before);
    expect(errorOf(await hall(CHECK, input([subject]), { idempotencyKey: 'check-1' })).code).toBe('CONFLICT');
  });
});

describe('the input', () => {
  it('takes 500 subjects in one call, each answered in its place', async () => {
    const { subject } = await black();
    const subjects = Array.from({ length: 500 }, (_, index) => (index % 100 === 7 ? subject : newCompany()));
    const verdicts = await verdictsOf(hub, await check(hub, 'services', 'BIDDING', business(), ...subjects));
    expect(verdicts).toEqual(subjects.map((each) => (each === subject ? 'PUNISHMENT' : 'UNKNOWN_SUBJECT')));
  });

  it.each([0, 501])('of %p subjects is refused, and nothing is stored', async (length) => {
    const subjects = Array.from({ length }, newCompany);
    const before = await count(hub, sql`select count(*)::int as n from duty_check`);
    expect(await refused(check(hub, 'services', 'BIDDING', business(), ...subjects))).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'input.subjects',
    });
    expect(await count(hub, sql`select count(*)::int as n from duty_check`)).toBe(before);
  });

  it.each([
    ['an empty business number', { businessNumber: '  ' }, 'input.businessNumber'],
    ['a business number of 101 characters', { businessNumber: 'x'.repeat(101) }, 'input.businessNumber'],
    ['a code with a typing error', { subjects: [{ code: '91410928YB9000001' }] }, 'input.subjects[0].code'],
    ['a subject without code', { subjects: [{ name: '某公司' }] }, 'input.subjects[0]'],
  ])('with %s is refused', async (_name, changes, field) => {
    const answer = await hall(CHECK, { input: { ...input([newCompany()]).input, ...changes } });
    expect(errorOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('keeps no ID number: what was asked is masked', async () => {
    const person = { idNumber: ID_NUMBER, name: '样甲乙' };
    const { data } = await hall(CHECK, input([person]));
    const [result] = data.checkSubjects.check.results;
    expect(result.verdict).toBe('UNKNOWN_SUBJECT');
    expect(result.asked).not.toContain(ID_NUMBER);
    expect(result.asked).toContain('*');
    expect(await tablesHolding(hub.database, ID_NUMBER)).toEqual([]);
  });

  it('matches a person by ID number and name, never by one of them', async () => {
    const person = { idNumber: '440524188001010014', name: '样丙' };
    await published(hub, { subject: person, list: 'BLACK-COURT', responsiblePersons: [] });
    const ask = async (subject: SubjectInput) =>
      (await hall(CHECK, input([subject]))).data.checkSubjects.check.results[0].verdict;
    expect(await ask(person)).toBe('PUNISHMENT');
    expect(await ask({ ...person, name: '样丁' })).toBe('UNKNOWN_SUBJECT');
  });
});

describe('what remains of a check', () => {
  it('is one access event for every known subject asked about, whatever the answer was', async () => {
    const known = [await clear(), (await black()).subject, (await red()).subject];
    const number = business();
    await check(hub, 'services', 'BIDDING', number, ...known, newCompany(), known[0]!);
    const events = await hub.database.rows<{ code: string; organizationId: number; matter: string }>(sql`
      select s.code, a.organization_id as "organizationId", a.matter from access_event a join subject s on s.id = a.subject_id
      where a.operation = 'checkSubjects' and a.business_number = ${number} order by a.id`);
    expect(events.map(({ code }) => code).sort()).toEqual(known.map(({ code }) => code).sort());
    for (const event of events)
      expect(event).toMatchObject({ organizationId: hub.bodies.get('services'), matter: 'BIDDING' });
  });

  it('is a receipt that the agency can read later, and nobody else', async () => {
    const { subject, entry } = await black();
    const made = await hall(CHECK, input([subject]));
    const { number } = made.data.checkSubjects.check;
    await hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
      entry: entry.number,
      reason: '撤销',
    });
    const read = await hall(RECEIPT, { number });
    expect(read.errors).toBeUndefined();
    expect(read.data.check).toMatchObject({
      number,
      results: [{ verdict: 'PUNISHMENT', hits: [{ entry: { number: entry.number } }] }],
    });
    expect((await housing(RECEIPT, { number })).data.check).toBeNull();
    expect((await housing(RECEIPT, { number: 'K-NONE' })).data.check).toBeNull();
    expect((await (await hub.as('demo-office'))(RECEIPT, { number })).data.check.number).toBe(number);
    for (const client of ['demo-bank', 'demo-firm', 'demo-subject'])
      expect(errorOf(await (await hub.as(client))(RECEIPT, { number })).code).toBe('FORBIDDEN');
    expect(errorOf(await hub.asPublic(RECEIPT, { number })).code).toBe('UNAUTHENTICATED');
  });

  it('is nothing when the access record cannot be written (invariant 7)', async () => {
    const subject = await clear();
    const before = await count(hub, sql`select count(*)::int as n from duty_check`);
    await ownerOf(hub.database).rows(
      sql`alter table access_event add constraint broken check (operation <> 'checkSubjects') not valid`,
    );
    try {
      await expect(check(hub, 'services', 'BIDDING', business(), subject)).rejects.toThrow();
    } finally {
      await ownerOf(hub.database).rows(sql`alter table access_event drop constraint broken`);
    }
    expect(await count(hub, sql`select count(*)::int as n from duty_check`)).toBe(before);
  });

  it('is for agencies and the office to ask, not for banks or the public', async () => {
    for (const client of ['demo-bank', 'demo-firm', 'demo-association', 'demo-auditor', 'demo-subject'])
      expect(errorOf(await (await hub.as(client))(CHECK, input([newCompany()]))).code).toBe('FORBIDDEN');
    expect(errorOf(await hub.asPublic(CHECK, input([newCompany()]))).code).toBe('UNAUTHENTICATED');
  });
});
