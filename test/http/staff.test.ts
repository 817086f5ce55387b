import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { demoOrganizations } from '../../src/modules/organizations/demo.rules.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { type TestIssuer, issuerClient, startIssuer } from '../support/issuer.js';
import { Visitor, askAs } from './support/visitor.js';

let issuer: TestIssuer;
let hub: TestHub;
beforeAll(async () => {
  issuer = await startIssuer();
  hub = await startTestHub({
    HUB_OIDC_ISSUER: issuer.url,
    HUB_OIDC_CLIENT_ID: issuerClient.id,
    HUB_OIDC_CLIENT_SECRET: issuerClient.secret,
    HUB_OIDC_CLAIM_STAFF: 'gw',
    HUB_OIDC_CLAIM_NAME: 'xm',
    HUB_OIDC_CLAIM_ID_NUMBER: 'sfzh',
    HUB_STAFF_IDLE_MINUTES: '10',
    HUB_STAFF_HOURS: '1',
  });
  issuer.redirectUri = `${hub.url}/signin/callback`;
});
afterAll(async () => {
  await hub.close();
  await issuer.close();
});

const codeOf = (wanted: string): string => demoOrganizations.find(({ key }) => key === wanted)!.code;
const post = (key: string, ...roles: string[]) => ({ organization: codeOf(key), roles });
const signIn = async (sub: string, gw: unknown, query = 'for=staff') => {
  issuer.account = { sub, gw };
  const who = new Visitor();
  const end = await who.follow(`${hub.url}/signin?${query}`);
  return { who, status: end.response.status, text: await end.response.text() };
};
const choose = (who: Visitor, organization: string, site = 'same-origin') =>
  who.send(`${hub.url}/signin/post`, {
    method: 'POST',
    headers: { 'sec-fetch-site': site },
    body: new URLSearchParams({ organization }),
  });
const viewerOf = (who: Visitor) =>
  askAs(who, hub.url, '{ viewer { kind capacity scopes organization { code } subject { code } } }');
const draft = (code: string) => `mutation { draftMeasure(input: { code: "${code}", name: "加强检查",
  kind: PUNISHMENT, tier: WATCH, level: COUNTY, matters: [INSPECTION], basisText: "《样例条例》第一条",
  basisRank: LOCAL_REGULATION, implementers: ["${codeOf('market')}"] }) { measure { code } } }`;
const publish = (code: string) =>
  `mutation { publishMeasure(input: { measure: "${code}" }) { measure { status } } }`;
const codeIn = ({ errors }: { errors?: any[] }) => errors?.[0]?.extensions.code ?? null;

describe('staff signs in', () => {
  test('with the rights of its roles in its organization, under a pseudonym', async () => {
    const { who } = await signIn('staff-of-tax', [post('tax', '经办', 'nonsense')]);
    const { viewer } = (await viewerOf(who)).data;
    expect(viewer).toMatchObject({ kind: 'AGENCY', capacity: '经办', subject: null });
    expect(viewer.organization.code).toBe(codeOf('tax'));
    expect(viewer.scopes).toContain('lists:write');
    expect(viewer.scopes).not.toContain('lists:publish');
    const kept = await hub.database.rows<{ actor: string; detail: unknown }>(
      sql`select actor, detail from audit_event where event = 'identity.staffSignedIn'`,
    );
    expect(kept).toEqual([
      { actor: expect.stringMatching(/^person:[0-9a-f]{64}$/), detail: { roles: ['clerk'] } },
    ]);
  });

  test.each([
    ['nowhere', undefined, 403, '没有工作岗位信息'],
    [
      'in an unknown organization',
      [{ organization: '91410928MA00000000', roles: ['clerk'] }],
      403,
      '没有在本平台登记',
    ],
    ['without a known role', [post('tax', 'root')], 403, '没有可用的岗位角色'],
    [
      'as administrator of an agency, which has no such right',
      [post('tax', 'admin')],
      403,
      '没有可用的岗位角色',
    ],
  ])('not %s', async (_name, gw, status, text) => {
    const refused = await signIn('nobody-here', gw);
    expect(refused.status).toBe(status);
    expect(refused.text).toContain(text);
    expect(refused.who.cookie('hub_session')).toBeUndefined();
  });

  test('in the organization it names, and in no other capacity at once', async () => {
    const both = [post('tax', 'clerk'), post('market', 'reader')];
    const { who } = await signIn('staff-of-two', both, `for=staff:${codeOf('market')}`);
    expect((await viewerOf(who)).data.viewer).toMatchObject({ capacity: '查看', subject: null });
    expect((await signIn('staff-of-two', both, `for=staff:${codeOf('housing')}`)).status).toBe(403);
  });

  test('in the one of several organizations that it chooses, once it has chosen', async () => {
    const posts = [
      post('tax', 'clerk'),
      post('market', 'reader'),
      post('market', '经办'),
      post('housing', 'root'),
      { organization: '91410928MA00000000', roles: ['clerk'] },
    ];
    const { who, status, text } = await signIn('staff-of-many', posts, 'for=staff&return=/graphiql/');
    expect([status, who.cookie('hub_session')]).toEqual([200, undefined]);
    expect([...text.matchAll(/name="organization" value="(\w+)"/g)].map(([, code]) => code)).toEqual([
      codeOf('tax'),
      codeOf('market'),
    ]);
    expect(text).not.toContain('staff-of-many');
    const kept = who.cookie('hub_signin')!;
    expect(Buffer.from(kept.split('.')[0]!, 'base64url').toString()).not.toContain('staff-of-many');
    const chosen = await choose(who, codeOf('market'));
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/graphiql/']);
    expect((await viewerOf(who)).data.viewer).toMatchObject({
      capacity: '经办、查看',
      organization: { code: codeOf('market') },
    });
    expect(who.cookie('hub_signin')).toBeUndefined();
    expect((await choose(who, codeOf('tax'))).status).toBe(400);
  });

  test.each<[string, (who: Visitor) => Promise<Response>]>([
    ['that was not offered', (who) => choose(who, codeOf('office'))],
    ['of none', (who) => choose(who, '')],
    ['from a page of another origin', (who) => choose(who, codeOf('tax'), 'cross-site')],
    [
      'that somebody made up',
      (who) => {
        const [, mark] = who.cookie('hub_signin')!.split('.');
        const made = {
          person: `person:${'0'.repeat(64)}`,
          returnTo: '/',
          until: 9e15,
          posts: [post('office', 'admin')],
        };
        const body = Buffer.from(JSON.stringify(made)).toString('base64url');
        who.putCookie('hub_signin', `${body}.${mark}`, '/signin');
        return choose(who, codeOf('office'));
      },
    ],
    [
      'that came too late',
      (who) => {
        hub.clock.advance({ minutes: 6 });
        return choose(who, codeOf('tax'));
      },
    ],
  ])('in no organization by a choice %s', async (_, answer) => {
    const { who } = await signIn('staff-of-two', [post('tax', 'clerk'), post('market', 'clerk')]);
    const refused = await answer(who);
    expect([400, 403]).toContain(refused.status);
    expect(who.cookie('hub_session')).toBeUndefined();
  });

  test('anew without its role: refused, and the session before is over', async () => {
    const { who } = await signIn('staff-leaving', [post('office', 'approver')]);
    expect((await viewerOf(who)).data.viewer.kind).toBe('OFFICE');
    expect((await signIn('staff-leaving', [post('office')])).status).toBe(403);
    expect((await viewerOf(who)).status).toBe(401);
  });

  test('and is out when its organization leaves the mechanism, at the next request', async () => {
    const { who } = await signIn('staff-of-housing', [post('housing', 'clerk')]);
    const office = await hub.as('demo-office');
    const set = async (verb: string) => {
      const { errors } = await office(
        `mutation { ${verb}(input: { code: "${codeOf('housing')}", reason: "核实中" }) { organization { active } } }`,
      );
      expect(errors).toBeUndefined();
    };
    await set('suspendOrganization');
    expect((await viewerOf(who)).status).toBe(401);
    expect((await signIn('staff-of-housing', [post('housing', 'clerk')])).status).toBe(403);
    await set('resumeOrganization');
    expect((await viewerOf(who)).status).toBe(401);
    const { who: anew } = await signIn('staff-of-housing', [post('housing', 'clerk')]);
    expect((await viewerOf(anew)).status).toBe(200);
  });
});

describe('separation of duties', () => {
  test('two persons of the office do the two steps; one does not, whatever it signs in as', async () => {
    const clerk = await signIn('anna', [post('office', 'clerk')]);
    expect(codeIn(await askAs(clerk.who, hub.url, draft('STAFF-1')))).toBeNull();
    expect(codeIn(await askAs(clerk.who, hub.url, publish('STAFF-1')))).toBe('FORBIDDEN');
    const secondClerk = await signIn('carl', [post('office', 'clerk')]);
    expect(codeIn(await askAs(secondClerk.who, hub.url, publish('STAFF-1')))).toBe('FORBIDDEN');
    const again = await signIn('anna', [post('office', 'approver')]);
    expect(codeIn(await askAs(again.who, hub.url, publish('STAFF-1')))).toBe('SEPARATION_OF_DUTIES');
    const other = await signIn('bo', [post('office', 'approver')]);
    expect((await askAs(other.who, hub.url, publish('STAFF-1'))).data.publishMeasure.measure.status).toBe(
      'PUBLISHED',
    );
  });

  test('a client of the office names no person: it counts as any person of the office, both ways round', async () => {
    const client = await hub.as('demo-office');
    expect(codeIn(await client(draft('STAFF-2')))).toBeNull();
    const person = await signIn('bo', [post('office', 'clerk', 'approver')]);
    expect(codeIn(await askAs(person.who, hub.url, publish('STAFF-2')))).toBe('SEPARATION_OF_DUTIES');
    expect(codeIn(await askAs(person.who, hub.url, draft('STAFF-3')))).toBeNull();
    expect(codeIn(await client(publish('STAFF-3')))).toBe('SEPARATION_OF_DUTIES');
  });
});

describe('a blocked person', () => {
  const act = (who: Visitor, verb: string, person: string, wanted = 'posts { blockedAt blockReason }') =>
    askAs(
      who,
      hub.url,
      `mutation { ${verb}(input: { person: "${person}", reason: "账号疑似被冒用 410928199003078888" }) { ${wanted} } }`,
    );
  const personOf = async (key: string, sub: string): Promise<string> => {
    const office = await hub.as('demo-office');
    const { data } = await office(
      '{ staff(organization: "' + codeOf(key) + '", first: 100) { nodes { person signedInAt } } }',
    );
    const known = new Set(data.staff.nodes.map((each: { person: string }) => each.person));
    const person = `person:${hub.keys.keyedHash('person', issuer.url, sub)}`;
    expect(known).toContain(person);
    return person;
  };
  const admin = async () => (await signIn('the-admin', [post('office', 'admin')])).who;

  test('is out at once on every node, comes in nowhere as staff, and is let in again', async () => {
    const posts = [post('tax', 'clerk'), post('market', 'clerk')];
    const { who } = await signIn('staff-blocked', posts, `for=staff:${codeOf('tax')}`);
    const node = await startTestHub({}, undefined, hub);
    expect((await askAs(who, node.url, '{ viewer { kind } }')).status).toBe(200);
    const person = await personOf('tax', 'staff-blocked');

    const by = await admin();
    const { data } = await act(by, 'blockPerson', person, 'sessionsEnded posts { blockedAt blockReason }');
    expect(data.blockPerson).toMatchObject({ sessionsEnded: 1, posts: [{ blockedAt: expect.any(String) }] });
    expect(data.blockPerson.posts[0].blockReason).not.toContain('199003078888');
    expect((await askAs(who, node.url, '{ viewer { kind } }')).status).toBe(401);
    expect((await viewerOf(who)).status).toBe(401);
    await node.close();

    for (const key of ['tax', 'market']) {
      const refused = await signIn('staff-blocked', posts, `for=staff:${codeOf(key)}`);
      expect(refused.status).toBe(403);
      expect(refused.text).toContain('工作人员登录已停用');
      expect(refused.who.cookie('hub_session')).toBeUndefined();
    }
    issuer.account = { sub: 'staff-blocked', gw: posts, sfzh: '11010519491231002X', xm: '某人' };
    const itself = new Visitor();
    await itself.follow(`${hub.url}/signin?for=self`);
    expect((await viewerOf(itself)).data?.viewer.kind).toBe('SUBJECT');

    expect(codeIn(await act(by, 'blockPerson', person))).toBe('ILLEGAL_TRANSITION');
    expect(codeIn(await act(by, 'unblockPerson', person))).toBeNull();
    expect(codeIn(await act(by, 'unblockPerson', person))).toBe('ILLEGAL_TRANSITION');
    expect((await signIn('staff-blocked', posts, `for=staff:${codeOf('market')}`)).status).not.toBe(403);
    const kept = await hub.database.rows<{ event: string; actor: string; detail: { person: string } }>(
      sql`select event, actor, detail from audit_event where event like 'identity.person%' order by position`,
    );
    expect(kept.map(({ event }) => event)).toEqual(['identity.personBlocked', 'identity.personUnblocked']);
    for (const { actor, detail } of kept) {
      expect(actor).toMatch(/^person:/);
      expect(actor).not.toBe(person);
      expect(detail.person).toBe(person);
    }
  });

  test('is never the one that blocks, nor somebody unknown', async () => {
    const by = await admin();
    expect(codeIn(await act(by, 'blockPerson', await personOf('office', 'the-admin')))).toBe(
      'SEPARATION_OF_DUTIES',
    );
    for (const person of [`person:${'0'.repeat(64)}`, 'demo-office', "person:' or 1=1"])
      expect(codeIn(await act(by, 'blockPerson', person))).toBe('NOT_FOUND');
  });

  test('need not be blocked to be signed out', async () => {
    const { who } = await signIn('staff-left-open', [post('tax', 'reader')]);
    const person = await personOf('tax', 'staff-left-open');
    const { data } = await act(await admin(), 'endStaffSessions', person, 'sessionsEnded');
    expect(data.endStaffSessions).toEqual({ sessionsEnded: 1 });
    expect((await viewerOf(who)).status).toBe(401);
    expect((await signIn('staff-left-open', [post('tax', 'reader')])).status).not.toBe(403);
  });
});

test('a session of staff ends without requests, and after its hours in any case', async () => {
  const { who } = await signIn('staff-idle', [post('tax', 'reader')]);
  const status = async (minutes: number) => {
    hub.clock.advance({ minutes });
    return (await viewerOf(who)).status;
  };
  for (let each = 0; each < 6; each++) expect(await status(9)).toBe(200);
  expect(await status(7)).toBe(401);
  const { who: idle } = await signIn('staff-idle', [post('tax', 'reader')]);
  hub.clock.advance({ minutes: 10 });
  expect((await viewerOf(idle)).status).toBe(401);
});
