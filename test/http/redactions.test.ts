import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestHub, startTestHub } from '../support/hub.js';
import { type Caller, callerFor } from './support/caller.js';
import { done } from './support/steps.js';
import { type World, company, person, plantWorld } from './support/world.js';

let hub: TestHub;
let world: World;
const as = (
  clientId: string | null,
  purpose: string | null = 'LICENSING;R-1',
  secret?: string,
): Promise<Caller> =>
  callerFor(hub, { name: clientId ?? 'public', clientId, purpose, ...(secret ? { secret } : {}) });
beforeAll(async () => {
  hub = await startTestHub();
  world = await plantWorld(hub);
});
afterAll(() => hub.close());

const masked = '濯****';
const needPurpose = 'Send x-purpose: <matter>;<business number>, percent-encoded.';

interface Told {
  path: (string | number)[];
  reason: string;
  grant: string;
}
const redactionsOf = (json: any): Told[] => json.extensions?.redactions ?? [];
const pathsOf = (json: any): string[] => redactionsOf(json).map(({ path }) => path.join('.'));

const readPerson = `query ($n: String!) { listEntry(number: $n) { number subject { name idNumber idNumberMasked } } }`;

describe('a denied field', () => {
  test('is null or masked, and told with path, reason and what would grant it', async () => {
    const caller = await as(null, null);
    const { status, json } = await caller.ask(
      `query ($n: String!) { entry: listEntry(number: $n) { number who: subject { name idNumber idNumberMasked }
        responsiblePersons { name } noticeServedOn } }`,
      { n: world.entries.ofPerson },
    );
    expect(status).toBe(200);
    expect(json.errors).toBeUndefined();
    expect(json.data.entry).toEqual({
      number: world.entries.ofPerson,
      who: { name: masked, idNumber: null, idNumberMasked: null },
      responsiblePersons: null,
      noticeServedOn: null,
    });
    expect(pathsOf(json).sort()).toEqual([
      'entry.noticeServedOn',
      'entry.responsiblePersons',
      'entry.who.idNumber',
      'entry.who.idNumberMasked',
      'entry.who.name',
    ]);
    for (const { reason, grant } of redactionsOf(json)) {
      expect(reason).toMatch(/\w{3}.*\.$/);
      expect(grant).toMatch(/\w{3}.*\.$/);
    }
  });

  test('has the path it has in the answer, aliases and places in lists included', async () => {
    const caller = await as('demo-firm');
    const { json } = await caller.ask(
      '{ page: listEntries(first: 3, filter: { colour: BLACK }) { rows: nodes { behind: responsiblePersons { name } } } }',
    );
    expect(json.data.page.rows).toEqual([{ behind: null }, { behind: null }, { behind: null }]);
    expect(pathsOf(json)).toEqual(['page.rows.0.behind', 'page.rows.1.behind', 'page.rows.2.behind']);
  });

  test('of an organisation is not told where there is nothing to hide', async () => {
    const { json } = await (
      await as(null)
    ).ask('query ($c: String!) { subject(code: $c) { name idNumber } }', {
      c: company,
    });
    expect(json.data.subject).toEqual({ name: '濮阳县样例鉴影商贸有限公司', idNumber: null });
    expect(json.extensions).toBeUndefined();
  });

  test('never fails a query, whatever is asked for', async () => {
    const { json } = await (
      await as('demo-bank')
    ).ask(
      `{ creditRecords(first: 5) { nodes { title facts procedure finality } }
         listEntries(first: 5) { nodes { ground history { reason } notice { proof } subject { name idNumber } } } }`,
    );
    expect(json.errors).toBeUndefined();
    expect(json.data.creditRecords.nodes.every((row: any) => row.title && row.facts === null)).toBe(true);
    expect(json.data.listEntries.nodes.length).toBe(5);
  });
});

describe('a person', () => {
  const readAs = async (clientId: string, purpose?: string | null) =>
    (await (await as(clientId, purpose)).ask(readPerson, { n: world.entries.ofPerson })).json;

  test('is known to the agency that identified the entry, number included', async () => {
    const json = await readAs('demo-agency-market');
    expect(json.data.listEntry.subject).toEqual({
      name: person.name,
      idNumber: person.idNumber,
      idNumberMasked: `650${'*'.repeat(13)}${person.idNumber.slice(-2)}`,
    });
    expect(redactionsOf(json)).toEqual([]);
  });

  test('is known by name to an agency that has to act, by its number not', async () => {
    const json = await readAs('demo-agency-tax');
    expect(json.data.listEntry.subject).toMatchObject({ name: person.name, idNumber: null });
    expect(pathsOf(json)).toEqual(['listEntry.subject.idNumber']);
  });

  test.each([
    ['an agency without a tie', 'demo-agency-housing', undefined],
    ['the agency itself without a purpose', 'demo-agency-market', null],
    ['the office without a purpose', 'demo-office', null],
    ['a firm', 'demo-firm', undefined],
    ['another subject', 'demo-subject', null],
    ['another region', 'demo-region', undefined],
  ])('is masked for %s', async (_, clientId, purpose) => {
    const json = await readAs(clientId, purpose);
    expect(json.data.listEntry.subject).toEqual({ name: masked, idNumber: null, idNumberMasked: null });
  });

  test('is masked for the auditor, who sees the masked number', async () => {
    const json = await readAs('demo-auditor');
    expect(json.data.listEntry.subject).toEqual({
      name: masked,
      idNumber: null,
      idNumberMasked: expect.stringContaining('650*'),
    });
  });

  test('sees itself in clear', async () => {
    const office = await hub.as('demo-office');
    const { createClient } = await done(
      office(
        `mutation ($code: String!) { createClient(input: {
          clientId: "zq-person", kind: SUBJECT, name: "本人", scopes: [], subject: $code }) { secret } }`,
        { code: world.stored.personCode },
      ),
    );
    const { json } = await (
      await as('zq-person', null, createClient.secret)
    ).ask('{ viewer { subject { name idNumber } } }');
    expect(json.data.viewer.subject).toEqual({ name: person.name, idNumber: person.idNumber });
  });
});

describe('a match of ID number and name', () => {
  const match = `query ($id: String!, $name: String!) { person(idNumber: $id, name: $name) { code name idNumber idNumberMasked
    entries { subject { name } } } }`;

  test('shows a firm the clear name, in that request only', async () => {
    const firm = await as('demo-firm');
    const { json } = await firm.ask(match, { id: person.idNumber, name: person.name });
    expect(json.data.person).toMatchObject({
      name: person.name,
      idNumber: null,
      idNumberMasked: expect.stringContaining('650*'),
      entries: [{ subject: { name: person.name } }],
    });
    const later = await firm.ask(readPerson, { n: world.entries.ofPerson });
    expect(later.json.data.listEntry.subject.name).toBe(masked);
  });

  test('with another name shows nothing, not even that the number is known', async () => {
    const firm = await as('demo-firm');
    const wrong = await firm.ask(match, { id: person.idNumber, name: '濯缨' });
    const unknown = await firm.ask(match, { id: '11010119900307299X', name: '濯缨' });
    expect(wrong.json).toEqual({ data: { person: null } });
    expect(unknown.text).toBe(wrong.text);
  });
});

describe('without a purpose', () => {
  const mixed = `query ($c: String!) {
    subject(code: $c) { name entries { number } records { nodes { number } } }
    listEntries(first: 20, filter: { status: [PROPOSED, NOTIFIED, SUSPENDED, PUBLISHED] }) { nodes { number } }
    creditRecords(first: 20) { nodes { number disclosure } }
    persons: subjects(first: 50, filter: { kind: NATURAL_PERSON }) { nodes { code name } } }`;

  test.each(['demo-office', 'demo-auditor', 'demo-agency-market', 'demo-agency-tax'])(
    '%s sees what everybody sees, and is told that there may be more',
    async (clientId) => {
      const everybody = await (await as(null, null)).ask(mixed, { c: company });
      const { json } = await (await as(clientId, null)).ask(mixed, { c: company });
      expect(json.errors).toBeUndefined();
      expect(json.data).toEqual(everybody.json.data);
      expect(redactionsOf(json).filter(({ path }) => path.length === 0)).toEqual([
        { path: [], reason: expect.stringContaining('without a purpose'), grant: needPurpose },
      ]);
      const more = await (await as(clientId)).ask(mixed, { c: company });
      expect(more.json.data.listEntries).not.toEqual(everybody.json.data.listEntries);
      expect(redactionsOf(more.json).filter(({ path }) => path.length === 0)).toEqual([]);
    },
  );

  test('nobody is told so whom a purpose would show no more', async () => {
    for (const clientId of [null, 'demo-firm', 'demo-region', 'demo-subject']) {
      const { json } = await (await as(clientId, null)).ask('{ listEntries(first: 1) { nodes { number } } }');
      expect(json.extensions).toBeUndefined();
    }
    const { json } = await (
      await as('demo-office', null)
    ).ask('{ creditLists(first: 1) { nodes { code } } }');
    expect(json.extensions).toBeUndefined();
  });
});

describe('counts', () => {
  test('of entries are of those that everybody sees', async () => {
    const { data } = await hub.asPublic(`{ statistics { entriesByColour { key count } }
      black: listEntries(first: 100, filter: { colour: BLACK }) { nodes { number } }
      red: listEntries(first: 100, filter: { colour: RED }) { nodes { number } } }`);
    expect(data.statistics.entriesByColour).toEqual([
      { key: 'BLACK', count: data.black.nodes.length },
      { key: 'RED', count: data.red.nodes.length },
    ]);
  });

  test('of instructions by agency are for government', async () => {
    const document = '{ statistics { records instructionsByAgency { agency { code } status count } } }';
    const read = async (clientId: string | null) => (await (await as(clientId)).ask(document)).json;
    for (const clientId of [null, 'demo-bank']) {
      const { data, extensions } = await read(clientId);
      expect(data.statistics.instructionsByAgency).toBeNull();
      expect(extensions.redactions).toMatchObject([{ path: ['statistics', 'instructionsByAgency'] }]);
    }
    const { data } = await read('demo-agency-housing');
    expect(data.statistics.instructionsByAgency.length).toBeGreaterThan(0);
  });

  test('of the watch list are for government', async () => {
    const document = '{ creditList(code: "WATCH-PY") { versions { version added } } }';
    const read = async (clientId: string | null) =>
      (await (await as(clientId)).ask(document)).json.data.creditList.versions;
    expect(await read(null)).toEqual([]);
    expect(await read('demo-bank')).toEqual([]);
    expect(await read('demo-agency-housing')).toEqual([{ version: 1, added: 1 }]);
  });
});
