import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from '../../../src/kernel/sql.js';
import type { Claims } from '../../../src/modules/identity/claims.rules.js';
import { demoPersons, demoTrader } from '../../../src/modules/identity/demo.rules.js';
import { SessionService } from '../../../src/modules/identity/session.service.js';
import { createSubjectsModule } from '../../../src/modules/subjects/index.js';
import { type TestKit, actFor, openTestKit, principalFor } from '../../support/kit.js';
import { clearDue } from '../../support/retention.js';
import { tablesHolding } from '../../support/scan.js';

let kit: TestKit;
let sessions: SessionService;
let personId: number;
let traderId: number;

beforeAll(async () => {
  kit = await openTestKit();
  const { subjects } = createSubjectsModule(kit);
  sessions = new SessionService(kit.work, kit.database, subjects, kit.keys, kit.clock, 30, {
    idleMinutes: 30,
    minutes: 480,
  });
  [personId, traderId] = (await kit.work.run(
    actFor(principalFor('OFFICE', null)),
    'register',
    null,
    async (unit) => [
      await subjects.resolveSubject(unit, { ...named, kind: 'NATURAL_PERSON' }, 'person'),
      await subjects.resolveSubject(unit, { ...demoTrader, kind: 'SOLE_TRADER' }, 'trader'),
    ],
  )) as [number, number];
});
afterAll(() => kit.close());

const named = { name: demoPersons.person.name, idNumber: demoPersons.person.idNumber };
const claims: Claims = {
  issuer: 'https://idp.example',
  sub: 'u-1',
  ...named,
  represents: [{ code: demoTrader.code, capacity: '经营者' }],
  posts: [],
};
const open = (who: Claims = claims, actsFor = 'self', replaced: string | null = null) =>
  sessions.open(who, actsFor, 'request', replaced);
const count = async (table: 'session' | 'subject') => {
  const counts = {
    session: sql`select count(*)::int as n from session`,
    subject: sql`select count(*)::int as n from subject`,
  };
  return (await kit.database.one<{ n: number }>(counts[table]))!.n;
};

test('a person is known by ID number and name, and acts as itself', async () => {
  const { token, minutes } = await open();
  expect(minutes).toBe(30);
  expect(await sessions.authenticate(token)).toEqual({
    kind: 'SUBJECT',
    subjectId: personId,
    organizationId: null,
    clientId: null,
    personId: expect.stringMatching(/^person:[0-9a-f]{64}$/),
    capacity: 'SELF',
    scopes: new Set(),
    purpose: null,
  });
});

test('for an organisation it is the same person with another subject', async () => {
  const [itself, business] = await Promise.all([
    sessions.authenticate((await open()).token),
    sessions.authenticate((await open(claims, demoTrader.code)).token),
  ]);
  expect(business).toMatchObject({ subjectId: traderId, capacity: '经营者', personId: itself!.personId });
});

test('whoever is not known gets no subject, and no row is made for it', async () => {
  const before = await count('subject');
  const unknownCode = '91350100M000100Y43';
  const cases: [Claims, string][] = [
    [{ ...claims, name: '别样人' }, 'self'],
    [{ ...claims, idNumber: demoPersons.stranger.idNumber }, 'self'],
    [{ ...claims, idNumber: 'E12345678' }, 'self'],
    [{ ...claims, represents: [{ code: unknownCode, capacity: '经办人' }] }, unknownCode],
    [{ ...claims, represents: [{ code: 'no code', capacity: '经办人' }] }, 'no code'],
  ];
  for (const [who, actsFor] of cases) {
    const { token } = await open(who, actsFor);
    expect(await sessions.authenticate(token)).toMatchObject({ kind: 'SUBJECT', subjectId: null });
  }
  expect(await count('subject')).toBe(before);
});

test('another issuer or subject identifier is another person', async () => {
  const persons = await Promise.all(
    [claims, { ...claims, sub: 'u-2' }, { ...claims, issuer: 'https://other.example' }].map(
      async (each) => (await sessions.authenticate((await open(each)).token))!.personId,
    ),
  );
  expect(new Set(persons).size).toBe(3);
});

test('what is refused leaves no session', async () => {
  const before = await count('session');
  await expect(open({ ...claims, idNumber: null })).rejects.toMatchObject({ why: 'noPerson' });
  await expect(open({ ...claims, name: null })).rejects.toMatchObject({ why: 'noPerson' });
  await expect(open({ ...claims, represents: [] }, demoTrader.code)).rejects.toMatchObject({
    why: 'notRepresented',
  });
  expect(await count('session')).toBe(before);
});

test('a session ends with its minutes, by closing, and by the next one', async () => {
  const first = await open();
  const second = await open(claims, 'self', first.token);
  expect(await sessions.authenticate(first.token)).toBeNull();
  await sessions.close(second.token);
  expect(await sessions.authenticate(second.token)).toBeNull();
  const third = await open();
  kit.clock.advance({ minutes: 30, seconds: -1 });
  expect(await sessions.authenticate(third.token)).not.toBeNull();
  kit.clock.advance({ seconds: 1 });
  expect(await sessions.authenticate(third.token)).toBeNull();
});

test('the sweep takes the ended ones only', async () => {
  kit.clock.advance({ minutes: 31 });
  const { token } = await open();
  await clearDue(kit);
  expect(await count('session')).toBe(1);
  expect(await sessions.authenticate(token)).not.toBeNull();
});

test('no table holds a token, an ID number or the identifier at the issuer', async () => {
  const { token } = await open({ ...claims, sub: 'an-identifier-at-the-issuer' });
  for (const text of [token, named.idNumber, 'an-identifier-at-the-issuer', 'idp.example'])
    expect({ text, tables: await tablesHolding(kit.database, text) }).toEqual({ text, tables: [] });
});

test.each(['', 'x', '\u0000', "' or 1=1"])('%j is nobody', async (odd) => {
  expect(await sessions.authenticate(odd)).toBeNull();
});
