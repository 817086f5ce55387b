import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { type TestHub, signIn, startTestHub } from '../support/hub.js';
import { company, plantWorld } from './support/world.js';

/** How many answers were given the short way, from the metrics. */
const prepared = async (): Promise<number> => {
  const metrics = await (await fetch(`${hub.url}/metrics`)).text();
  return Number(/^hub_graphql_prepared_total (\d+)$/m.exec(metrics)![1]);
};

interface Sent {
  token?: string | null;
  accept?: string;
  body: object;
  headers?: Record<string, string>;
}

/** Sends a request and tells what came, and whether it came the short way. */
const send = async ({ token = null, accept, body, headers = {} }: Sent) => {
  const before = await prepared();
  const answer = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accept === undefined ? {} : { accept }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const { date: _date, 'x-request-id': _id, ...told } = Object.fromEntries(answer.headers);
  const { 'ratelimit-remaining': remaining, ...rest } = told;
  return {
    status: answer.status,
    headers: rest,
    charged: remaining !== undefined,
    text: await answer.text(),
    short: (await prepared()) > before,
  };
};

let hub: TestHub;
let agency: string;
beforeAll(async () => {
  hub = await startTestHub();
  await plantWorld(hub);
  agency = await signIn(hub.url, 'demo-agency-tax');
}, 120_000);
afterAll(() => hub.close());

const screening = `query Screening($code: String!) { subject(code: $code) { code name kind
  entries(status: [PUBLISHED]) { number severity list { code name colour } identifiedBy { code name }
    measures { matter trigger basis suspended measure { code name basis { text } } memorandum { number title } } } } }`;

/** Asks until it is answered the short way, and returns both kinds of answer. */
const bothWays = async (sent: Sent) => {
  const { short: _long, ...long } = await send(sent);
  for (let tries = 0; tries < 5; tries += 1) {
    const { short, ...answer } = await send(sent);
    if (short) return { long, answer };
  }
  throw new Error('it was never answered the short way');
};

describe('a query that is asked again', () => {
  it.each([
    undefined,
    '*/*',
    'application/json',
    'application/json, multipart/mixed',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json',
  ])('is answered the same in every byte and header, accepting %s', async (accept) => {
    const sent = { token: agency, body: { query: screening, variables: { code: company } } };
    const { long, answer } = await bothWays(accept === undefined ? sent : { ...sent, accept });
    expect(answer).toEqual(long);
    expect(JSON.parse(answer.text).data.subject.entries.length).toBeGreaterThan(0);
  });

  it('tells what was withheld as it was told at first', async () => {
    const body = {
      query: `{ listEntries(first: 20) { nodes { number version responsiblePersons { name } notice { reason } } } }`,
    };
    const { long, answer } = await bothWays({ body });
    expect(JSON.parse(long.text).extensions.redactions.length).toBeGreaterThan(0);
    expect(answer).toEqual(long);
  });

  it.each([
    ['an error', { query: '{ instructions(first: 5) { nodes { number } } }' }],
    ['variables that do not fit', { query: screening, variables: {} }],
    ['variables of another type', { query: screening, variables: { code: 7 } }],
    ['an operation that is not there', { query: screening, operationName: 'Other' }],
    ['an unknown member', { query: screening, variables: { code: company }, extensions: {} }],
    ['a schema question', { query: '{ __schema { types { name } } }' }],
  ])('is left to Apollo with %s', async (_, body) => {
    const { short: _first, ...first } = await send({ body });
    const { short, ...again } = await send({ body });
    expect(short).toBe(false);
    expect(again).toEqual(first);
  });

  it('is charged, and its looks are recorded, as at first', async () => {
    const body = { query: screening, variables: { code: company } };
    const headers = { 'x-purpose': 'LICENSING;SHORT-0001' };
    const looks = async () =>
      (await hub.database.rows(sql`select id from access_event where business_number = 'SHORT-0001'`)).length;
    const left = async () => (await hub.as('demo-agency-tax'))('{ viewer { quotaLeft } }');
    const longLooks = (await send({ token: agency, body, headers })) && (await looks());
    const { data: before } = await left();
    const short = await send({ token: agency, body, headers });
    const { data: after } = await left();
    expect(short.short).toBe(true);
    expect(await looks()).toBe(longLooks * 2);
    expect(before!['viewer'].quotaLeft - after!['viewer'].quotaLeft).toBeGreaterThan(1);
  });
});

describe('what memory holds', () => {
  it('counts for nothing once the token is revoked, the client or its organization suspended', async () => {
    const body = { query: screening, variables: { code: company } };
    const ends: [string, (token: string) => Promise<unknown>][] = [
      ['token', (token) => revoke(token)],
      [
        'client',
        () =>
          hub.database.transaction((at) =>
            at.rows(sql`update client set status = 'SUSPENDED' where client_id = 'demo-agency-tax'`),
          ),
      ],
      [
        'organization',
        () =>
          hub.database.transaction((at) =>
            at.rows(sql`update organization set active = false where id = (select organization_id from client
              where client_id = 'demo-agency-tax')`),
          ),
      ],
    ];
    for (const [what, end] of ends) {
      await hub.database.transaction((at) => at.rows(sql`update client set status = 'ACTIVE'`));
      await hub.database.transaction((at) => at.rows(sql`update organization set active = true`));
      const token = await signIn(hub.url, 'demo-agency-tax');
      await bothWays({ token, body });
      await end(token);
      expect({ what, status: (await send({ token, body })).status }).toEqual({ what, status: 401 });
    }
    await hub.database.transaction((at) => at.rows(sql`update client set status = 'ACTIVE'`));
    await hub.database.transaction((at) => at.rows(sql`update organization set active = true`));
    agency = await signIn(hub.url, 'demo-agency-tax');
  });

  it('counts for nothing once the catalogue changed', async () => {
    const body = { query: screening, variables: { code: company } };
    const { answer } = await bothWays({ token: agency, body });
    const { name, code } = JSON.parse(answer.text).data.subject.entries[0].measures[0].measure;
    await hub.database.transaction((at) =>
      at.rows(sql`update measure set name = ${`${name}（修订）`} where code = ${code}`),
    );
    const changed = await send({ token: agency, body });
    expect(changed.text).toBe(answer.text.replaceAll(`"${name}"`, `"${name}（修订）"`));
  });
});

const revoke = (token: string) =>
  fetch(`${hub.url}/oauth/revoke`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('demo-agency-tax:demo').toString('base64')}` },
    body: new URLSearchParams({ token }),
  });

describe('what a request costs', () => {
  const batch = (name: string) => `query ${name}($codes: [String!]!, $status: [EntryStatus!]) {
    subjectsByCode(codes: $codes) { code entries(status: $status) { number } } }`;

  const remainingAfter = async (body: object): Promise<number> => {
    const answer = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${agency}` },
      body: JSON.stringify(body),
    });
    return Number(answer.headers.get('ratelimit-remaining'));
  };
  /** In units of the quota; when a new window begins between the two requests, it is asked again. */
  const costWith = async (name: string, status: string): Promise<number> => {
    const variables = { codes: Array.from({ length: 50 }, () => company), status: [status] };
    for (;;) {
      const before = await remainingAfter({ query: '{ __typename }' });
      const cost = before - (await remainingAfter({ query: batch(name), variables }));
      if (cost > 0) return cost;
    }
  };

  it('is the same after somebody sent wrong variables of the same shape', async () => {
    const right = await costWith('Right', 'PUBLISHED');
    expect(right).toBeGreaterThan(50);
    for (let times = 0; times < 3; times += 1) expect(await costWith('Wrong', 'NO_SUCH_STATUS')).toBe(1);
    expect(await costWith('Wrong', 'PUBLISHED')).toBe(right);
  });
});
