import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { demoPersons, demoTrader } from '../../src/modules/identity/index.js';
import { tablesHolding } from '../support/scan.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { clearDue } from '../support/retention.js';
import { captureLog } from './support/log.js';
import { Visitor, askAs, signInAtDemo } from './support/visitor.js';

let hub: TestHub;
let logged: { text(): string };
let company: string;
const printed: unknown[][] = [];
const visitors: Visitor[] = [];

beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((...words) => void printed.push(words));
  hub = await startTestHub();
  logged = captureLog(hub);
  company = (await hub.database.one<{ code: string }>(
    sql`select s.code from client cl join subject s on s.id = cl.subject_id where cl.client_id = 'demo-subject'`,
  ))!.code;
});
afterAll(() => hub.close());

const visitor = (): Visitor => {
  const made = new Visitor();
  visitors.push(made);
  return made;
};
const signedIn = async (sub: string, query?: string) => {
  const who = visitor();
  const end = await signInAtDemo(who, hub.url, sub, query);
  return { who, end };
};
const viewer = (who: Visitor, headers?: Record<string, string>) =>
  askAs(who, hub.url, '{ viewer { kind clientId capacity scopes subject { code name idNumber } } }', headers);
const sessions = async () =>
  (await hub.database.one<{ n: number }>(sql`select count(*)::int as n from session`))!.n;

describe('a subject signs in at the demonstration', () => {
  test('a person sees itself, its own number and its entry', async () => {
    const { who, end } = await signedIn('demo-person');
    expect(end.url).toBe(`${hub.url}/my/`);
    const { data, errors } = await viewer(who);
    expect(errors).toBeUndefined();
    const { name, idNumber } = demoPersons.person;
    expect(data.viewer).toEqual({
      kind: 'SUBJECT',
      clientId: null,
      capacity: 'SELF',
      scopes: [],
      subject: { code: expect.stringMatching(/^P/), name, idNumber },
    });
    const own = await askAs(
      who,
      hub.url,
      '{ viewer { subject { entries { number status list { code } } } } }',
    );
    expect(own.data.viewer.subject.entries).toEqual([
      { number: expect.any(String), status: 'PUBLISHED', list: { code: 'BLACK-COURT' } },
    ]);
  });

  test('a representative acts for the organisation, in its capacity', async () => {
    const { who } = await signedIn('demo-representative', `for=${company}`);
    const { data } = await viewer(who);
    expect(data.viewer).toMatchObject({ capacity: '法定代表人', subject: { code: company, idNumber: null } });
  });

  test("a sole trader's operator acts for the business", async () => {
    const { who } = await signedIn('demo-trader', `for=${demoTrader.code.toLowerCase()}`);
    const { data } = await viewer(who);
    expect(data.viewer).toMatchObject({ capacity: '经营者', subject: { code: demoTrader.code } });
  });

  test('about whom nothing is held has no subject, reads what everybody reads, and is not registered', async () => {
    const subjects = () => hub.database.one(sql`select count(*)::int as n from subject`);
    const before = await subjects();
    const { who } = await signedIn('demo-stranger');
    expect((await viewer(who)).data.viewer).toMatchObject({
      kind: 'SUBJECT',
      capacity: 'SELF',
      subject: null,
    });
    const open = await askAs(
      who,
      hub.url,
      '{ listEntries(first: 20) { nodes { number subject { name kind } } } }',
    );
    expect(open.data.listEntries.nodes.length).toBeGreaterThan(5);
    const persons = open.data.listEntries.nodes.filter((each: any) => each.subject.kind === 'NATURAL_PERSON');
    expect(persons.map((each: any) => each.subject.name)).toEqual(['周**']);
    const shut = await askAs(who, hub.url, '{ accessEvents(first: 5) { nodes { operation } } }');
    expect(shut.data?.accessEvents.nodes ?? []).toEqual([]);
    expect(await subjects()).toEqual(before);
  });

  test('one without a subject can object to nobody’s entry', async () => {
    const { who } = await signedIn('demo-stranger');
    const { data } = await askAs(who, hub.url, '{ listEntries(first: 1) { nodes { number } } }');
    const entry = data.listEntries.nodes[0].number;
    const answer = await askAs(
      who,
      hub.url,
      `mutation { raiseObjection(input: { entry: "${entry}", channel: WEB, ground: "事实有误", statement: "不是我" }) { objection { number } } }`,
    );
    expect(answer.data?.raiseObjection ?? null).toBeNull();
    expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('the same person for itself and for an organisation is one actor, in two sessions', async () => {
    const itself = await signedIn('demo-trader');
    const business = await signedIn('demo-trader', `for=${demoTrader.code}`);
    const actors = await hub.database.rows<{ person: string }>(sql`
      select person from session order by created_at desc, id limit 200`);
    const principals = await Promise.all(
      [itself, business].map(({ who }) =>
        hub.modules.identity.sessions.authenticate(who.cookie('hub_session')!),
      ),
    );
    expect(principals[0]!.personId).toBe(principals[1]!.personId);
    expect(principals[0]!.personId).toMatch(/^person:[0-9a-f]{64}$/);
    expect(principals.map((each) => each!.subjectId)).toEqual([null, expect.any(Number)]);
    expect(actors.map(({ person }) => person)).toContain(principals[0]!.personId);
  });

  test('nobody acts for an organisation that is not among the claims', async () => {
    const before = await sessions();
    const { who, end } = await signedIn('demo-person', `for=${company}`);
    expect(end.response.status).toBe(403);
    expect(await end.response.text()).toContain('不能代表该单位');
    expect(who.cookie('hub_session')).toBeUndefined();
    expect(await sessions()).toBe(before);
  });
});

describe('the address to come back to', () => {
  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%5cevil.example/../..//evil',
    'javascript:alert(1)',
    '/my/\nLocation: https://evil.example',
    '/\t/evil.example',
    `/${'a'.repeat(300)}`,
    'my/',
    '',
  ])('%j stays at home', async (wanted) => {
    const { end } = await signedIn(
      'demo-stranger',
      new URLSearchParams({ for: 'self', return: wanted }).toString(),
    );
    expect(new URL(end.url).origin).toBe(hub.url);
  });

  test('a path of the hub is kept', async () => {
    const { end } = await signedIn('demo-person', 'for=self&return=%2Fmy%2F%3Fopen%3Dobjections');
    expect(end.url).toBe(`${hub.url}/my/?open=objections`);
  });
});

describe('what does not fit together is refused', () => {
  /** A sign-in up to the callback, which is not called. */
  const upToCallback = async (change: (url: URL) => void = () => undefined) => {
    const who = visitor();
    const begun = await who.send(`${hub.url}/signin?for=self`);
    const asked = new URL(begun.headers.get('location')!);
    change(asked);
    const page = await who.follow(asked.href);
    const picked = await who.send(page.url, {
      method: 'POST',
      body: new URLSearchParams({ sub: 'demo-person' }),
    });
    const { url } = await who.follow(picked.headers.get('location')!, /\/signin\/callback/);
    return { who, url };
  };
  const refused = async (who: Visitor, url: string) => {
    const before = await sessions();
    const response = await who.send(url);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.getSetCookie().join()).not.toContain('hub_session');
    expect(await sessions()).toBe(before);
  };

  test('a wrong state', async () => {
    const { who, url } = await upToCallback();
    const other = new URL(url);
    other.searchParams.set('state', 'another');
    await refused(who, other.href);
  });

  test('a nonce that the ID token does not have', async () => {
    const { who, url } = await upToCallback((asked) => asked.searchParams.set('nonce', 'another'));
    await refused(who, url);
  });

  test('a code asked for with another PKCE challenge', async () => {
    const { who, url } = await upToCallback((asked) =>
      asked.searchParams.set('code_challenge', 'A'.repeat(43)),
    );
    await refused(who, url);
  });

  test('a callback that comes twice, even with its ticket', async () => {
    const { who, url } = await upToCallback();
    const ticket = who.cookie('hub_signin')!;
    expect((await who.send(url)).status).toBe(303);
    await refused(who, url);
    who.putCookie('hub_signin', ticket, '/signin');
    await refused(who, url);
  });

  test("a callback in another's browser", async () => {
    const { url } = await upToCallback();
    await refused(visitor(), url);
  });

  test('a ticket of its own making, and one past its time', async () => {
    const { who, url } = await upToCallback();
    const ticket = who.cookie('hub_signin')!;
    const [body, mark] = ticket.split('.');
    const changed = JSON.parse(Buffer.from(body!, 'base64url').toString()) as { actsFor: string };
    changed.actsFor = company;
    who.putCookie(
      'hub_signin',
      `${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${mark}`,
      '/signin',
    );
    await refused(who, url);
    who.putCookie('hub_signin', ticket, '/signin');
    hub.clock.advance({ minutes: 11 });
    await refused(who, url);
  });

  test('cancelling, and an ID number in place of a code', async () => {
    const { who } = await upToCallback();
    const begun = await who.send(`${hub.url}/signin?for=self`);
    const state = new URL(begun.headers.get('location')!).searchParams.get('state')!;
    const issuer = encodeURIComponent(`${hub.url}/demo-issuer`);
    await refused(who, `${hub.url}/signin/callback?error=access_denied&state=${state}&iss=${issuer}`);
    const response = await visitor().send(`${hub.url}/signin?for=11010519491231002X`);
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('11010519491231002X');
  });
});

describe('the session', () => {
  test('its cookie is out of reach of scripts and other sites, and the table holds its hash only', async () => {
    const { who } = await signedIn('demo-person');
    const text = who.cookieText('hub_session')!;
    expect(text).toMatch(/; Path=\/; Max-Age=1800; HttpOnly; SameSite=Strict$/);
    expect(await tablesHolding(hub.database, who.cookie('hub_session')!)).toEqual([]);
  });

  test('ends with its minutes, to the second, and is then refused', async () => {
    const { who } = await signedIn('demo-person');
    hub.clock.advance({ minutes: 30, seconds: -1 });
    expect((await viewer(who)).data.viewer.kind).toBe('SUBJECT');
    hub.clock.advance({ seconds: 1 });
    const ended = await viewer(who);
    expect(ended.status).toBe(401);
    expect(ended.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('ends by signing out, from a page of the hub only', async () => {
    const { who } = await signedIn('demo-person');
    const token = who.cookie('hub_session')!;
    const strange: Record<string, string>[] = [
      {},
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ];
    for (const headers of strange)
      expect((await who.send(`${hub.url}/signout`, { method: 'POST', headers })).status).toBe(403);
    expect((await viewer(who)).status).toBe(200);
    const out = await who.send(`${hub.url}/signout`, { method: 'POST', headers: { origin: hub.url } });
    expect(out.status).toBe(204);
    expect(who.cookie('hub_session')).toBeUndefined();
    who.putCookie('hub_session', token);
    expect((await viewer(who)).status).toBe(401);
  });

  test('ends when the browser signs in anew', async () => {
    const { who } = await signedIn('demo-person');
    const first = who.cookie('hub_session')!;
    await signInAtDemo(who, hub.url, 'demo-stranger');
    expect(who.cookie('hub_session')).not.toBe(first);
    expect(await hub.modules.identity.sessions.authenticate(first)).toBeNull();
  });

  test('is not accepted from other origins, nor without a word of the browser', async () => {
    const { who } = await signedIn('demo-person');
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: hub.url },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ]) {
      const answer = await viewer(who, headers as Record<string, string>);
      expect({ headers, status: answer.status, code: answer.errors?.[0]?.extensions.code }).toEqual({
        headers,
        status: 403,
        code: 'FORBIDDEN',
      });
    }
    expect((await viewer(who, { origin: hub.url })).data.viewer.kind).toBe('SUBJECT');
  });

  test('does not weaken what keeps simple requests of other sites out', async () => {
    const { who } = await signedIn('demo-person');
    const simple = await who.send(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ query: '{ viewer { kind } }' }),
    });
    expect(simple.status).toBeGreaterThanOrEqual(400);
  });

  test('gives way to a token', async () => {
    const { who } = await signedIn('demo-person');
    const answer = await viewer(who, { authorization: 'Bearer nonsense', 'sec-fetch-site': 'same-origin' });
    expect(answer.status).toBe(401);
  });

  test('expired ones are swept', async () => {
    await signedIn('demo-person');
    hub.clock.advance({ minutes: 31 });
    await clearDue(hub);
    expect(await sessions()).toBe(0);
  });
});

test('signing in is on record by a hash, and nothing personal is in logs, addresses, audit or sessions', async () => {
  const { who } = await signedIn('demo-person');
  await signedIn('demo-representative', `for=${company}`);
  const audited = await hub.database.rows<{ actor: string; detail: unknown }>(
    sql`select actor, detail from audit_event where event = 'identity.signedIn' order by position desc limit 2`,
  );
  expect(audited).toEqual([
    { actor: expect.stringMatching(/^person:/), detail: { forItself: false } },
    { actor: expect.stringMatching(/^person:/), detail: { forItself: true } },
  ]);
  const visited = visitors
    .flatMap((each) => each.visited)
    .map((url) => decodeURIComponent(url))
    .join('\n');
  expect(visited).toContain('/signin/callback');
  const log = logged.text();
  expect(log).toContain('/signin/callback');
  for (const { sub, name, idNumber } of Object.values(demoPersons)) {
    for (const personal of [name, idNumber, sub]) {
      expect({ personal, inLog: log.includes(personal), inUrl: visited.includes(personal) }).toEqual({
        personal,
        inLog: false,
        inUrl: false,
      });
    }
    expect(await tablesHolding(hub.database, idNumber)).toEqual([]);
  }
  expect(log).not.toContain(who.cookie('hub_session')!);
  const tables = await tablesHolding(hub.database, 'demo-issuer');
  expect(tables).toEqual([]);
  expect(printed).toEqual([]);
});
