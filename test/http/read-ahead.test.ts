import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { sentStatements } from '../support/statements.js';
import { type Caller, callerFor } from './support/caller.js';
import { roleNamed, rolesOf } from './support/canaries.js';
import { entry, propose, publish, serve } from './support/steps.js';
import { type World, company, hidden, plantWorld } from './support/world.js';

/** What is read of something before it is known is what is read of it in turn: the same answers, the same looks. */

let hub: TestHub;
let world: World;
beforeAll(async () => {
  hub = await startTestHub({ HUB_HELD_SUBJECTS: '0' });
  world = await plantWorld(hub);
});
afterAll(() => hub.close());

const ofSubject = `fragment F on Subject { id code name kind idNumberMasked
  entries { number status list { colour } ground measures { matter basis suspended suspendedBecause
    instruction { number status } measure { code } memorandum { number } } notice { number } }
  black: entries(colour: BLACK) { number responsiblePersons { name } }
  instructions { number status measure { code } } }`;

interface Look {
  subject: number;
  datasets: string[];
}

/** What was answered, and the looks that were recorded for it; `field` is where the subject stands in the answer. */
const askedFor = async (
  caller: Caller,
  query: string,
  read: (data: any) => unknown,
  selection = ofSubject,
) => {
  const [last] = await hub.database.rows<{ id: number }>(
    sql`select coalesce(max(id), 0) as id from access_event`,
  );
  const { json } = await caller.ask(`${query} ${selection}`);
  const looks = await hub.database.rows<Look>(
    sql`select subject_id as subject, datasets from access_event where id > ${last!.id} order by subject_id`,
  );
  expect(json.errors).toBeUndefined();
  // In which order fields were come to says nothing.
  const redacted = (json.extensions?.redactions ?? [])
    .map(({ path, reason }: any) => `${path.at(-1)}: ${reason}`)
    .sort();
  return { found: read(json.data), looks, redacted };
};

const names = rolesOf({ ownerSecret: '' }).map(({ name }) => name);
const callerNamed = (name: string) => callerFor(hub, roleNamed(name, world));

describe('a subject by its code', () => {
  test.each(names)('shows %s what its node shows', async (name) => {
    const caller = await callerNamed(name);
    let shown = 0;
    for (const code of [company, world.stored.personCode, world.stored.hiddenCode]) {
      const ahead = await askedFor(caller, `{ subject(code: "${code}") { ...F } }`, ({ subject }) => subject);
      if (ahead.found === null) {
        expect(ahead.looks).toEqual([]);
        continue;
      }
      shown += 1;
      const { id } = ahead.found as { id: string };
      const inTurn = await askedFor(caller, `{ node(id: "${id}") { ...F } }`, ({ node }) => node);
      expect(ahead).toEqual(inTurn);
      const [many] = (
        await askedFor(
          caller,
          `{ subjectsByCode(codes: ["${code}"]) { ...F } }`,
          (data) => data.subjectsByCode,
        )
      ).found as unknown[];
      expect(many).toEqual(inTurn.found);
    }
    expect(shown).toBeGreaterThan(0); // the company everybody knows
  });

  test('is looked at by nobody who was not shown it, whatever of it was read', async () => {
    // A watch entry of a person of whom nothing is public: an agency sees it at its matter, and does not know the person.
    const [tax, approver] = await Promise.all([hub.as('demo-agency-tax'), hub.as('demo-office-approver')]);
    const number = await propose(tax, { ...entry('WATCH-PY', '样本', 'RA-1', hidden), severity: 'GENERAL' });
    await serve(tax, number, 'proof');
    await publish(approver, 'WATCH-PY', [number]);
    const [about] = await hub.database.rows<{ id: number }>(
      sql`select subject_id as id from list_entry where number = ${number}`,
    );
    let met = 0;
    for (const name of names) {
      const caller = await callerNamed(name);
      const { json } = await caller.ask(
        `{ listEntry(number: "${number}") { id } subject(code: "${world.stored.hiddenCode}") { id } }`,
      );
      if (json.data.listEntry === null || json.data.subject !== null) continue;
      met += 1;
      const codes = JSON.stringify([company, world.stored.hiddenCode]);
      const { found, looks } = await askedFor(
        caller,
        `{ subjectsByCode(codes: ${codes}) { ...F } }`,
        (data) => data.subjectsByCode,
      );
      expect(found).toEqual([expect.anything(), null]);
      expect(looks.map(({ subject }) => subject)).not.toContain(about!.id);
    }
    expect(met).toBeGreaterThan(0);
  });

  test('is read with its entries and what became of them in one go', async () => {
    const caller = await callerNamed('services');
    const query =
      'query ($code: String!) { subject(code: $code) { entries { number measures { matter } } } }';
    await caller.ask(query, { code: company });
    const texts = (await sentStatements(() => caller.ask(query, { code: company }))).map(({ text }) => text);
    const about = (part: RegExp) => texts.filter((text) => part.test(text)).length;
    expect(about(/from subject fs where fs\.code/)).toBe(2);
    expect([about(/order by e\.id desc/), about(/from instruction hi\s/)]).toEqual([1, 1]);
  });

  test('leaves what a directive may leave out until its turn', async () => {
    const caller = await callerNamed('office');
    const query = `query ($code: String!, $with: Boolean!) { subject(code: $code) { code
      ... @include(if: $with) { entries { number } } instructions @skip(if: $with) { number } } }`;
    const fieldsWith = async (withEntries: boolean) =>
      Object.keys((await caller.ask(query, { code: company, with: withEntries })).json.data.subject);
    expect(await fieldsWith(true)).toEqual(['code', 'entries']);
    expect(await fieldsWith(false)).toEqual(['code', 'instructions']);
    const sent = await sentStatements(() => caller.ask(query, { code: company, with: false }));
    expect(sent.filter(({ text }) => text.includes('from list_entry e '))).toEqual([]);
  });
});

describe('subjects by their codes', () => {
  const ask = async (codes: readonly string[], name = 'public') => {
    const caller = await callerNamed(name);
    const query = 'query ($codes: [String!]!) { subjectsByCode(codes: $codes) { code entries { number } } }';
    return (await caller.ask(query, { codes })).json;
  };

  test('come in the order asked, once for each time, null for whom there is not or one may not see', async () => {
    const codes = ['NOBODY', company.toLowerCase(), world.stored.hiddenCode, company];
    const { data } = await ask(codes);
    expect(data.subjectsByCode.map((each: { code: string } | null) => each?.code ?? null)).toEqual([
      null,
      company,
      null,
      company,
    ]);
    expect(data.subjectsByCode[1]).toEqual(data.subjectsByCode[3]);
    const { data: ofOffice } = await ask(codes, 'office');
    expect(ofOffice.subjectsByCode[2].code).toBe(world.stored.hiddenCode);
  });

  test('are 1 to 500', async () => {
    for (const codes of [[], Array.from({ length: 501 }, (_, n) => `C${n}`)]) {
      const { errors } = await ask(codes);
      expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'codes' });
      expect(errors[0].message).toContain(`these are ${codes.length}`);
    }
    const { data } = await ask(Array.from({ length: 500 }, (_, n) => `C${n}`));
    expect(data.subjectsByCode).toEqual(Array.from({ length: 500 }, () => null));
  });

  test('cost as many as are asked for', async () => {
    const caller = await callerNamed('public');
    const query = `query ($codes: [String!]!) { subjectsByCode(codes: $codes) {
      entries { measures { measure { code } memorandum { clauses { id } } clause { id } } instructions { id measure { code } } } } }`;
    const { json } = await caller.ask(query, { codes: Array.from({ length: 500 }, (_, n) => `C${n}`) });
    expect(json.errors[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect((await caller.ask(query, { codes: [company] })).json.errors).toBeUndefined();
  });
});

const ofCheck = `fragment F on Check { id number matter businessNumber checkedAt agency { name }
  results { asked verdict objected
    subject { id code name idNumberMasked idNumber entries { number measures { matter instruction { number } } } }
    hits { suspended suspendedBecause entry { number status ground measures { basis } }
      measures { matter basis suspended suspendedBecause measure { code } memorandum { number } instruction { number status dueAt } } } } }`;

const checking = `mutation ($input: CheckSubjectsInput!) { checkSubjects(input: $input) { check { ...F } } } ${ofCheck}`;
const inputOf = (codes: readonly string[], businessNumber: string) => ({
  input: { matter: 'LICENSING', businessNumber, subjects: codes.map((code) => ({ code })) },
});

describe('a check by its number', () => {
  let number: string;
  beforeAll(async () => {
    const caller = await callerNamed('services');
    const codes = [company, world.stored.personCode, '91350100M000100Y43', world.stored.hiddenCode, company];
    const { json } = await caller.ask(checking, inputOf(codes, 'RA-CHECK'));
    expect(json.errors).toBeUndefined();
    number = json.data.checkSubjects.check.number;
  });

  test('shows its agency and those who supervise what its node shows, and nobody else anything', async () => {
    const readers: string[] = [];
    for (const name of names) {
      const caller = await callerNamed(name);
      const { json } = await caller.ask(`{ check(number: "${number}") { id } }`);
      if (json.errors) continue; // who may not ask at all is refused before anything is read
      const ahead = await askedFor(
        caller,
        `{ check(number: "${number}") { ...F } }`,
        (d) => d.check,
        ofCheck,
      );
      if (json.data.check === null) {
        expect(ahead).toEqual({ found: null, looks: [], redacted: [] });
        continue;
      }
      readers.push(name);
      const node = `{ node(id: "${json.data.check.id}") { ...F } }`;
      const inTurn = await askedFor(caller, node, (d) => d.node, ofCheck);
      expect(ahead).toEqual(inTurn);
      const { results } = ahead.found as { results: { subject: unknown; hits: { measures: unknown[] }[] }[] };
      expect(results.map(({ subject }) => subject === null)).toEqual([false, false, true, false, false]);
      expect(results.flatMap(({ hits }) => hits).flatMap(({ measures }) => measures)).not.toEqual([]);
      expect(ahead.looks.length).toBeGreaterThan(1);
    }
    expect(readers).toEqual(expect.arrayContaining(['services', 'office', 'auditor']));
    expect(readers).not.toEqual(expect.arrayContaining(['housing']));
  });

  test('is read with what was asked of it in one go, and nothing that was left out', async () => {
    const caller = await callerNamed('services');
    const query = `query ($number: String!, $with: Boolean!) { check(number: $number) { number
      results { asked subject @include(if: $with) { name } hits { suspended entry @include(if: $with) { number } } } } }`;
    await caller.ask(query, { number, with: false });
    const sent = await sentStatements(() => caller.ask(query, { number, with: false }));
    const texts = sent.filter(({ viewer }) => viewer?.kind === 'AGENCY');
    expect(new Set(texts.map(({ trip }) => trip)).size).toBe(1);
    expect(texts.filter(({ text }) => /from (subject s|list_entry e) where/.test(text))).toEqual([]);
  });
});

describe('a check', () => {
  test('is not read further where a directive leaves out one of several fields that are merged', async () => {
    const caller = await callerNamed('services');
    const made = await caller.ask(checking, inputOf([company], 'RA-MERGED'));
    const { number } = made.json.data.checkSubjects.check;
    const query = `query ($number: String!, $with: Boolean!) {
      check(number: $number) { number } check(number: $number) @include(if: $with) { results { asked } } }`;
    const ask = (withResults: boolean) => caller.ask(query, { number, with: withResults });
    const shown = { check: { number, results: [{ asked: company }] } };
    for (let times = 0; times < 3; times += 1) {
      expect((await ask(true)).json.data).toEqual(shown);
      const sent = await sentStatements(async () => {
        expect((await ask(false)).json.data).toEqual({ check: { number } });
      });
      expect(sent.filter(({ text }) => text.includes('from check_result'))).toEqual([]);
    }
  });

  test('beside another in one request records each look under its own matter and business', async () => {
    const caller = await callerNamed('services');
    const query = `mutation ($one: CheckSubjectsInput!, $other: CheckSubjectsInput!) {
      one: checkSubjects(input: $one) { check { ...F } } other: checkSubjects(input: $other) { check { ...F } } } ${ofCheck}`;
    const { json } = await caller.ask(query, {
      one: inputOf([company], 'RA-ONE').input,
      other: inputOf([world.stored.personCode], 'RA-OTHER').input,
    });
    expect(json.errors).toBeUndefined();
    const looks = await hub.database.rows<{ code: string; business: string }>(sql`
      select distinct s.code, a.business_number as business from access_event a join subject s on s.id = a.subject_id
      where a.business_number in ('RA-ONE', 'RA-OTHER') order by business`);
    expect(looks).toEqual([
      { code: company, business: 'RA-ONE' },
      { code: world.stored.personCode, business: 'RA-OTHER' },
    ]);
  });

  test('is answered in one round trip after the act, and its looks are recorded in another', async () => {
    const caller = await callerNamed('services');
    const query = `mutation ($input: CheckSubjectsInput!) { checkSubjects(input: $input) { check { number
      results { asked verdict subject { code name } hits { suspended entry { number ground }
        measures { matter measure { code } memorandum { number } instruction { number dueAt } } } } } } }`;
    await caller.ask(query, inputOf([company], 'RA-TRIPS-0'));
    const sent = await sentStatements(() => caller.ask(query, inputOf([company], 'RA-TRIPS-1')));
    const after = sent.slice(sent.findLastIndex(({ text }) => /update ledger_head/.test(text)) + 1);
    const trips = Map.groupBy(
      after.filter(({ viewer }) => viewer !== null),
      ({ trip }) => trip,
    );
    expect([...trips.values()].map((all) => all.map(({ text }) => text.trim().slice(0, 60)))).toEqual([
      expect.arrayContaining([expect.stringMatching(/^select k\.id/)]),
      [expect.stringMatching(/^insert into access_event/)],
    ]);
  });

  test('records the looks that reading it again in turn would, beside its own', async () => {
    const caller = await callerNamed('services');
    const codes = [company, world.stored.hiddenCode, world.stored.personCode];
    const [last] = await hub.database.rows<{ id: number }>(sql`select max(id) as id from access_event`);
    const { json } = await caller.ask(checking, inputOf(codes, 'RA-LOOKS'));
    const looks = await hub.database.rows<Look & { matter: string; business: string }>(sql`
      select subject_id as subject, datasets, matter, business_number as business from access_event where id > ${last!.id}`);
    for (const { matter, business } of looks) expect([matter, business]).toEqual(['LICENSING', 'RA-LOOKS']);
    const { id } = json.data.checkSubjects.check as { id: string };
    const purpose = await caller.ask(`{ node(id: "${id}") { ...F } } ${ofCheck}`);
    expect(json.data.checkSubjects.check).toEqual(purpose.json.data.node);
    const again = await askedFor(caller, `{ node(id: "${id}") { ...F } }`, (d) => d.node, ofCheck);
    const bySubject = (all: readonly Look[]) =>
      [...Map.groupBy(all, ({ subject }) => subject)]
        .map(([subject, own]) => [subject, own.flatMap(({ datasets }) => datasets).sort()])
        .sort();
    expect(bySubject(looks)).toEqual(bySubject(again.looks));
  });
});
