import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { type Caller, callerFor } from './support/caller.js';
import { organizationCode } from './support/codes.js';
import { type World, company, person, plantWorld } from './support/world.js';
import { ownerOf } from '../support/database.js';

let hub: TestHub;
let world: World;
let asked = 0;
/** A purpose that nothing else was read under. */
const freshPurpose = () => `INSPECTION;PURPOSE-${++asked}`;
const as = (clientId: string | null, purpose: string | null, secret?: string): Promise<Caller> =>
  callerFor(hub, { name: clientId ?? 'public', clientId, purpose, ...(secret ? { secret } : {}) });
beforeAll(async () => {
  hub = await startTestHub();
  world = await plantWorld(hub);
});
afterAll(() => hub.close());

const logOf = `query ($code: String) { accessEvents(first: 100, filter: { subjectCode: $code }) { nodes {
  operation datasets organization { code } subject { code } purpose { matter businessNumber } } } }`;

/** The access log of one business number, as somebody sees it. */
const recordedFor = async (reader: Caller, purpose: string, code: string | null = company) => {
  const [matter, businessNumber] = purpose.split(';');
  const { json } = await reader.ask(logOf, { code });
  expect(json.errors).toBeUndefined();
  return json.data.accessEvents.nodes.filter(
    (each: any) => each.purpose?.matter === matter && each.purpose.businessNumber === businessNumber,
  );
};
const asOffice = () => as('demo-office', null);
const countEvents = async (): Promise<number> =>
  (await hub.database.one<{ count: number }>(sql`select count(*)::int as count from access_event`))!.count;

describe('a read of non-public data', () => {
  const records = 'query ($c: String!) { creditRecords(filter: { subjectCode: $c }) { nodes { title } } }';

  test('is on record with who, what, about whom and why', async () => {
    const purpose = freshPurpose();
    await (await as('demo-agency-market', purpose)).ask(records, { c: company });
    const expected = {
      operation: 'creditRecords',
      datasets: ['CreditRecord'],
      organization: { code: organizationCode('market') },
      subject: { code: company },
      purpose: { matter: 'INSPECTION', businessNumber: purpose.split(';')[1] },
    };
    expect(await recordedFor(await asOffice(), purpose)).toEqual([expected]);
    expect(await recordedFor(await as('demo-auditor', null), purpose)).toEqual([expected]);
    expect(await recordedFor(await as('demo-agency-market', null), purpose)).toEqual([expected]);
    // The subject learns who looked and why (Henan 40); other agencies do not.
    expect(await recordedFor(await as('zq-owner', null, world.ownerSecret), purpose)).toEqual([expected]);
    expect(await recordedFor(await as('demo-agency-tax', null), purpose)).toEqual([]);
    expect(await recordedFor(await as('demo-subject', null), purpose, null)).toEqual([]);
  });

  test('makes one row per subject, with all kinds of data', async () => {
    const purpose = freshPurpose();
    await (
      await as('demo-office', purpose)
    ).ask(
      `query ($c: String!, $p: String!) { company: subject(code: $c) { records { nodes { title } } entries { ground objections { ground } } }
        person: subject(code: $p) { name } }`,
      { c: company, p: world.stored.personCode },
    );
    const rows = await recordedFor(await asOffice(), purpose, null);
    expect(rows.map((row: any) => [row.operation, row.datasets])).toEqual([
      ['subject', expect.any(Array)],
      ['subject', expect.any(Array)],
    ]);
    const ofCompany = rows.find((row: any) => row.subject.code === company);
    expect(ofCompany.datasets).toEqual(['CreditRecord', 'ListEntry', 'Objection']);
  });

  test('is on record also when only a field of a public row is not public', async () => {
    const purpose = freshPurpose();
    await (
      await as('demo-agency-housing', purpose)
    ).ask('query ($n: String!) { listEntry(number: $n) { responsiblePersons { name } } }', {
      n: world.entries.published,
    });
    expect(await recordedFor(await asOffice(), purpose)).toMatchObject([{ datasets: ['ListEntry'] }]);
  });

  test('is named by its root fields, whatever the client calls them', async () => {
    const purpose = freshPurpose();
    await (
      await as('demo-office', purpose)
    ).ask(
      `query Harmless { ...Innocent ... on Query { nothing: subjects(first: 1) { nodes { code } } } }
       fragment Innocent on Query { weather: creditRecords(filter: { subjectCode: "${company}" }) { nodes { facts } } }`,
    );
    expect(await recordedFor(await asOffice(), purpose)).toMatchObject([
      { operation: 'creditRecords,subjects' },
    ]);
  });

  test('is not what public data are, nor what is about oneself', async () => {
    const before = await countEvents();
    const open = `query ($n: String!) { listEntry(number: $n) { ground subject { name code } } creditLists { nodes { code } } }`;
    for (const clientId of [null, 'demo-firm', 'demo-office', 'demo-agency-tax'])
      await (await as(clientId, 'LICENSING;PUBLIC')).ask(open, { n: world.entries.published });
    await (
      await as('zq-owner', null, world.ownerSecret)
    ).ask(
      '{ viewer { subject { records { nodes { facts } } entries { ground } } } instructions { nodes { number } } }',
    );
    expect(await countEvents()).toBe(before);
  });

  test('by a match of ID number and name is on record too', async () => {
    const purpose = freshPurpose();
    const firm = await as('demo-firm', purpose);
    await firm.ask('query ($i: String!, $n: String!) { person(idNumber: $i, name: $n) { name } }', {
      i: person.idNumber,
      n: person.name,
    });
    const [event] = await recordedFor(firm, purpose, null);
    expect(event).toMatchObject({ operation: 'person', datasets: ['Subject'] });
  });
});

describe('x-purpose', () => {
  test.each([
    'LICENSING',
    'LICENSING;',
    'NONSENSE;1',
    'LICENSING;1;2',
    `LICENSING;${'9'.repeat(101)}`,
    'LICENSING;%00',
    'LICENSING;%E4',
    `LICENSING;${person.idNumber}`,
  ])('is refused as %s', async (purpose) => {
    const { status, json, text } = await (
      await as(null, null)
    ).ask('{ viewer { kind } }', {}, { 'x-purpose': purpose });
    expect(status).toBe(400);
    expect(json.errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'x-purpose' });
    expect(json.data ?? null).toBeNull();
    expect(text).not.toContain(person.idNumber);
  });

  test('may be in Chinese, percent-encoded', async () => {
    const purpose = `BIDDING;${encodeURIComponent('濮招〔2026〕12号;二标段')}`;
    const { json } = await (
      await as('demo-office', purpose)
    ).ask('{ viewer { purpose { matter businessNumber } } }');
    expect(json.data.viewer.purpose).toEqual({
      matter: 'BIDDING',
      businessNumber: '濮招〔2026〕12号;二标段',
    });
  });
});

describe('a check', () => {
  const check = `mutation ($subjects: [SubjectInput!]!, $number: String!) { checkSubjects(input: {
    matter: LICENSING, businessNumber: $number, subjects: $subjects }) {
    check { results { asked verdict hits { entry { number subject { records { nodes { title } } } } } } } } }`;
  const subjects = () => [
    { code: company },
    { idNumber: person.idNumber, name: person.name },
    { code: 'P000000000000' },
  ];

  test('records every known subject asked for, under its own purpose', async () => {
    const services = await as('demo-agency-services', 'LAND;OTHER');
    const { json } = await services.ask(check, { subjects: subjects(), number: 'CHECK-1' });
    expect(json.errors).toBeUndefined();
    const rows = await recordedFor(await asOffice(), 'LICENSING;CHECK-1', null);
    const looks = rows.filter((row: any) => row.datasets.includes('Check'));
    expect(looks.map((row: any) => row.subject.code).sort()).toEqual(
      [company, world.stored.personCode].sort(),
    );
    // What else the answer showed of the company is on record as well, the check itself only once.
    expect(
      rows.filter((row: any) => row.subject.code === company).flatMap((row: any) => row.datasets),
    ).toEqual(expect.arrayContaining(['Check', 'CreditRecord']));
    expect(looks).toHaveLength(2);
    expect(rows.every((row: any) => row.operation === 'checkSubjects')).toBe(true);
    expect(await recordedFor(await asOffice(), 'LAND;OTHER', null)).toEqual([]);
  });

  test('that is repeated under its key is looked at again, and recorded again', async () => {
    const services = await as('demo-agency-services', null);
    const again = () =>
      services.ask(
        check,
        { subjects: [{ code: company }], number: 'CHECK-2' },
        { 'idempotency-key': 'check-2' },
      );
    const [first, second] = [await again(), await again()];
    expect(second.json.data).toEqual(first.json.data);
    const rows = await recordedFor(await asOffice(), 'LICENSING;CHECK-2');
    expect(rows.filter((row: any) => row.datasets.includes('Check'))).toHaveLength(2);
  });
});

describe('when the access log cannot be written', () => {
  const away = (from: string, to: string) =>
    ownerOf(hub.database).rows({ text: `alter table ${from} rename to ${to}`, values: [] } as never);
  beforeAll(() => away('access_event', 'access_event_away'));
  afterAll(() => away('access_event_away', 'access_event'));

  test('what is not public is withheld', async () => {
    const { status, json, text } = await (
      await as('demo-office', 'LICENSING;X')
    ).ask(
      'query ($c: String!) { creditLists(first: 1) { nodes { code } } creditRecords(filter: { subjectCode: $c }) { nodes { title facts } } }',
      { c: company },
    );
    expect(status).toBe(503);
    expect(json).toEqual({
      data: null,
      errors: [
        { message: expect.stringContaining('not shown'), extensions: { code: 'SERVICE_UNAVAILABLE' } },
      ],
    });
    expect(text).not.toMatch(/Zq/);
  });

  test('what is public is shown', async () => {
    const { json } = await (
      await as('demo-office', 'LICENSING;X')
    ).ask('{ creditLists(first: 1) { nodes { code } } }');
    expect(json.data.creditLists.nodes).toHaveLength(1);
  });

  test('a check is not made', async () => {
    const services = await as('demo-agency-services', null);
    const checks = async () =>
      (await hub.database.one<{ count: number }>(sql`select count(*)::int as count from duty_check`))!.count;
    const before = await checks();
    const { json } = await services.ask(
      `mutation { checkSubjects(input: { matter: LICENSING, businessNumber: "X", subjects: [{ code: "${company}" }] }) { check { number } } }`,
    );
    expect(json.data).toBeNull();
    expect(json.errors.map((error: any) => error.extensions.code)).toEqual(['SERVICE_UNAVAILABLE']);
    expect(await checks()).toBe(before);
  });
});
