import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Sql, sql } from '../../src/kernel/sql.js';
import { ownerOf } from '../support/database.js';
import { type TestHub, signIn, startTestHub } from '../support/hub.js';
import { idNumber } from './support/codes.js';
import { type Caller, callerWith, replyOf } from './support/caller.js';
import { captureLog } from './support/log.js';

let hub: TestHub;
let log: { text(): string };
let anybody: Caller;
let office: Caller;
beforeAll(async () => {
  hub = await startTestHub({ HUB_URL: 'https://hub.example' });
  log = captureLog(hub);
  anybody = callerWith(hub.url, null, { name: 'public', purpose: null });
  office = callerWith(hub.url, await signIn(hub.url, 'demo-office'), {
    name: 'office',
    purpose: 'LICENSING;1',
  });
});
afterAll(() => hub.close());

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const personNumber = idNumber('65010219880229003');

/** One request of each kind: pages, data, refusals, what is not there. */
const addresses: [string, string][] = [
  ['GET', '/graphql'],
  ['POST', '/graphql'],
  ['GET', '/healthz'],
  ['GET', '/readyz'],
  ['GET', '/metrics'],
  ['GET', '/graphiql/'],
  ['GET', '/graphiql/demo-clients.json'],
  ['GET', '/my/'],
  ['GET', '/my/nothing.js'],
  ['GET', '/signin/callback'],
  ['POST', '/signout'],
  ['POST', '/oauth/token'],
  ['POST', '/oauth/revoke'],
  ['GET', '/.well-known/oauth-authorization-server'],
  ['POST', '/imports'],
  ['GET', '/imports/M-NONE'],
  ['POST', '/files'],
  ['GET', '/documents/D20261020-ZZZZZZZZ.pdf'],
  ['GET', '/nothing'],
  ['DELETE', '/documents/D20261020-ZZZZZZZZ.pdf'],
];

describe('every answer', () => {
  test.each(addresses)(
    '%s %s names its request, is kept by nobody, and goes by TLS',
    async (method, path) => {
      const { headers } = await replyOf(await fetch(`${hub.url}${path}`, { method, redirect: 'manual' }));
      expect(headers.get('x-request-id')).toMatch(uuid);
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
      const page = /^\/(graphiql|my)\/$/.test(path);
      expect(headers.get('cache-control')).toEqual(
        page ? 'public, max-age=0' : expect.stringContaining('no-store'),
      );
    },
  );

  test('has an id of its own', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await anybody.send('/healthz')).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(3);
  });

  test('takes no id from the request', async () => {
    const { headers } = await anybody.send('/healthz', { headers: { 'x-request-id': 'ZZ-CHOSEN' } });
    expect(headers.get('x-request-id')).toMatch(uuid);
  });
});

describe('what is not there', () => {
  test.each(['/nothing', `/${personNumber}`, '/imports/a/b/c', '/graphql/x'])(
    '%s: 404 in JSON',
    async (path) => {
      const reply = await anybody.send(path);
      expect([reply.status, JSON.parse(reply.text)]).toEqual([
        404,
        { code: 'NOT_FOUND', message: 'Nothing is served at this address.' },
      ]);
    },
  );

  test.each([
    ['DELETE', '/graphql', 'GET, HEAD, OPTIONS, POST'],
    ['GET', '/oauth/token', 'POST'],
    ['PUT', '/imports', 'POST'],
    ['DELETE', '/documents/D20261020-ZZZZZZZZ.pdf', 'GET, HEAD'],
    ['POST', '/healthz?x=1', 'GET, HEAD'],
  ])('%s %s: 405 names what is taken', async (method, path, allow) => {
    const reply = await anybody.send(path, { method });
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, allow]);
    expect(JSON.parse(reply.text).code).toBe('BAD_REQUEST');
  });

  test('an address that cannot be read is not repeated', async () => {
    const reply = await anybody.send(`/${personNumber}%ff`);
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.text).code).toBe('BAD_USER_INPUT');
    expect(reply.text).not.toContain(personNumber);
    expect(reply.headers.get('x-request-id')).toMatch(uuid);
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });
});

describe('a fault of the hub', () => {
  /** Every statement fails as a driver fails, with names and values in its message; only the count of the quota stands. */
  const failing = () => {
    const { rows } = hub.database;
    const fail = async (query: Sql) => {
      if (query.text.includes('insert into quota')) return rows.call(hub.database, query) as Promise<never[]>;
      throw new Error('select secret_column from ZZ_TABLE at /srv/hub/dist/x.js');
    };
    const spies = [
      jest.spyOn(hub.database, 'rows').mockImplementation(fail),
      jest.spyOn(hub.database, 'as').mockReturnValue({ rows: fail }),
      jest.spyOn(hub.database, 'prove').mockImplementation(async () => void (await fail(sql`select 1`))),
    ];
    return () => spies.forEach((each) => each.mockRestore());
  };
  const internal = { code: 'INTERNAL_SERVER_ERROR' };

  test.each([
    ['a look-up of the token', () => office.ask('{ viewer { kind } }'), true],
    ['a paper', () => office.send('/documents/D20261020-ZZZZZZZZ.pdf'), true],
    ['a file', () => office.send('/imports/M-NONE'), true],
    [
      'a sign-in of a client',
      () =>
        anybody.send('/oauth/token', {
          method: 'POST',
          headers: {
            authorization: `Basic ${btoa('demo-firm:demo')}`,
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: 'grant_type=client_credentials',
        }),
      false,
    ],
  ])('in %s gives nothing but the id under which the log has it', async (_, ask, told) => {
    const mend = failing();
    const reply = await ask();
    mend();
    const id = reply.headers.get('x-request-id')!;
    expect(id).toMatch(uuid);
    expect(reply.wire).not.toMatch(/secret_column|ZZ_TABLE|\.js\b|select /);
    const answer = JSON.parse(reply.text);
    if (told) expect(answer.errors?.[0].extensions ?? answer).toMatchObject({ ...internal, requestId: id });
    const line = log
      .text()
      .split('\n')
      .find((each) => each.includes(id) && each.includes('"fault"'));
    expect(line).toContain(`"reqId":"${id}"`);
    expect(line).not.toMatch(/secret_column|ZZ_TABLE/);
  });

  test('within a query is told the same way', async () => {
    const rename = (from: string, to: string) =>
      ownerOf(hub.database).rows({ text: `alter table ${from} rename to ${to}`, values: [] } as never);
    await rename('credit_list', 'zz_away');
    const reply = await anybody.ask('{ creditLists(first: 1) { nodes { code } } }');
    await rename('zz_away', 'credit_list');
    const id = reply.headers.get('x-request-id');
    expect(reply.json.errors[0].extensions).toEqual({ ...internal, requestId: id });
    expect(reply.wire).not.toMatch(/credit_list|42P01/);
    expect(log.text()).toMatch(new RegExp(`"reqId":"${id}","fault"`));
  });
});
