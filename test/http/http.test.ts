import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { type TestHub, signIn, startTestHub } from '../support/hub.js';
import { type Caller, type Reply, callerWith, replyOf } from './support/caller.js';
import { captureLog } from './support/log.js';
import { idNumber } from './support/codes.js';
import { ownerOf } from '../support/database.js';

let hub: TestHub;
let log: { text(): string };
let anybody: Caller;
let token: string;
beforeAll(async () => {
  hub = await startTestHub();
  log = captureLog(hub);
  anybody = callerWith(hub.url, null, { name: 'public', purpose: null });
  token = await signIn(hub.url, 'demo-agency-market');
});
afterAll(() => hub.close());

const json = 'application/json';
const graphqlJson = 'application/graphql-response+json';
const post = (body: string, headers: Record<string, string> = {}): Promise<Reply> =>
  anybody.send('/graphql', { method: 'POST', headers: { 'content-type': json, ...headers }, body });
const query = (text: string, variables: object = {}) => JSON.stringify({ query: text, variables });
const codeOf = (reply: Reply): string | undefined => JSON.parse(reply.text).errors?.[0]?.extensions?.code;
const viewer = '{ viewer { kind } }';
const personNumber = idNumber('65010219880229003');

describe('GraphQL over HTTP', () => {
  test.each([json, graphqlJson, `${graphqlJson}, ${json};q=0.9`, '*/*'])('answers as %s', async (accept) => {
    const reply = await post(query(viewer), { accept });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toContain(accept === '*/*' ? json : accept.split(',')[0]);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(reply.text)).toEqual({ data: { viewer: { kind: 'PUBLIC' } } });
  });

  test('refuses to answer in what it does not speak', async () => {
    expect((await post(query(viewer), { accept: 'text/csv' })).status).toBe(406);
  });

  test('takes queries by GET, mutations only by POST', async () => {
    const get = (text: string) =>
      anybody.send(`/graphql?query=${encodeURIComponent(text)}`, {
        headers: { 'apollo-require-preflight': 'x' },
      });
    expect(JSON.parse((await get(viewer)).text).data.viewer.kind).toBe('PUBLIC');
    const refused = await get('mutation { publishMeasure(input: { measure: "X" }) { measure { id } } }');
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('POST');
  });

  test('refuses what a page of another origin could send without being asked', async () => {
    const simple = await anybody.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: query(viewer),
    });
    expect(simple.status).toBeGreaterThanOrEqual(400);
    expect(simple.text).not.toContain('PUBLIC');
    const link = await anybody.send(`/graphql?query=${encodeURIComponent(viewer)}`);
    expect([link.status, codeOf(link)]).toEqual([400, 'BAD_REQUEST']);
    const origin = await post(query(viewer), { origin: 'https://elsewhere.example' });
    expect(origin.headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each([
    ['no JSON', '{ viewer', 400],
    ['no query', '{}', 400],
    ['a batch', `[${query(viewer)},${query(viewer)}]`, 400],
    ['a query that is none', query('{ viewer '), 400],
    ['a field that is not there', query('{ secrets }'), 400],
    ['a list in place of variables', JSON.stringify({ query: viewer, variables: [1] }), 400],
    ['too many words', query(`{ ${'viewer { kind } '.repeat(2_000)} }`), 400],
    ['a body beyond the limit', query(`{ viewer { kind } } # ${'x'.repeat(256 * 1024)}`), 413],
  ])('refuses %s', async (_, body, status) => {
    const reply = await post(body, { accept: graphqlJson });
    expect(reply.status).toBe(status);
    expect(reply.text).not.toMatch(/node_modules|\bat .*\.(js|ts):\d+/);
    expect(reply.text).not.toContain('"kind":"PUBLIC"');
  });

  test('takes no ID number in an address, and does not repeat one', async () => {
    const address = `/graphql?query=${encodeURIComponent(`{ person(idNumber: "${personNumber}", name: "x") { id } }`)}`;
    const reply = await anybody.send(address, { headers: { 'apollo-require-preflight': 'x' } });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'BAD_USER_INPUT']);
    expect(reply.text).not.toContain(personNumber);
    const typed = await post(
      query('query ($n: Int) { subjects(first: $n) { nodes { id } } }', { n: personNumber }),
    );
    expect(codeOf(typed)).toBe('BAD_USER_INPUT');
    expect(typed.text).not.toContain(personNumber);
  });

  test('keeps ID numbers out of every text of a mutation', async () => {
    const office = await hub.as('demo-office');
    const { errors } = await office(
      'mutation ($i: RaiseObjectionInput!) { raiseObjection(input: $i) { objection { id } } }',
      { i: { entry: 'E', ground: '主体错误', statement: `证号 ${personNumber}`, channel: 'WEB' } },
    );
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'input.statement' });
  });

  test('says of a character nobody can store that the input is bad', async () => {
    const reply = await post(query('query ($c: String!) { subject(code: $c) { id } }', { c: '91\0' }));
    expect(codeOf(reply)).toBe('BAD_USER_INPUT');
  });
});

describe('tokens and headers', () => {
  const ask = (authorization: string) => post(query(viewer), { authorization });

  test.each(['Bearer nonsense', 'Bearer ', 'Basic ZGVtbzpkZW1v', 'Token x', `Bearer ${'x'.repeat(600)}`])(
    'refuse "%s"',
    async (authorization) => {
      const reply = await ask(authorization);
      expect([reply.status, codeOf(reply)]).toEqual([401, 'UNAUTHENTICATED']);
    },
  );

  test('are refused from the request after their revocation on', async () => {
    const revoked = await signIn(hub.url, 'demo-firm');
    expect((await ask(`Bearer ${revoked}`)).status).toBe(200);
    await fetch(`${hub.url}/oauth/revoke`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('demo-firm:demo').toString('base64')}` },
      body: new URLSearchParams({ token: revoked }),
    });
    const reply = await ask(`Bearer ${revoked}`);
    expect([reply.status, codeOf(reply)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('are refused once their time is over', async () => {
    const old = await signIn(hub.url, 'demo-bank');
    expect((await ask(`Bearer ${old}`)).status).toBe(200);
    hub.clock.advance({ minutes: 61 });
    const reply = await ask(`Bearer ${old}`);
    hub.clock.advance({ minutes: -61 });
    expect([reply.status, codeOf(reply)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test.each(['a b', 'schlüssel', 'x'.repeat(101)])('Idempotency-Key "%s" is refused', async (key) => {
    const reply = await post(query(viewer), { 'idempotency-key': key });
    expect([reply.status, codeOf(reply)]).toEqual([400, 'BAD_USER_INPUT']);
    expect(reply.text).toContain('"field":"Idempotency-Key"');
  });

  test('an Idempotency-Key does a thing once, and one thing only', async () => {
    const market = await hub.as('demo-agency-market');
    const draft = (name: string) =>
      market(
        `mutation ($name: String!) { draftMeasure(input: { code: "HTTP-1", name: $name, kind: PUNISHMENT, tier: WATCH, level: COUNTY,
          matters: [INSPECTION], basisText: "《河南省社会信用条例》第三十二条", basisRank: LOCAL_REGULATION, implementers: [] }) { measure { id } } }`,
        { name },
        { idempotencyKey: 'http-1' },
      );
    const first = await draft('加强检查');
    expect(first.errors).toBeUndefined();
    expect((await draft('加强检查')).data).toEqual(first.data);
    const other = await draft('另一措施');
    expect(other.status).toBe(422);
    expect(other.errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', field: 'Idempotency-Key' });
  });

  test('an Idempotency-Key sent fifty times at once does a thing once', async () => {
    const market = await hub.as('demo-agency-market');
    const draft = () =>
      market(
        `mutation { draftMeasure(input: { code: "HTTP-50", name: "加强检查", kind: PUNISHMENT, tier: WATCH, level: COUNTY,
          matters: [INSPECTION], basisText: "《河南省社会信用条例》第三十二条", basisRank: LOCAL_REGULATION, implementers: [] }) { measure { id } } }`,
        {},
        { idempotencyKey: 'http-50' },
      );
    const answers = await Promise.all(Array.from({ length: 50 }, draft));
    const [done, ...alike] = answers.filter(({ status }) => status === 200);
    for (const each of alike) expect(each.data).toEqual(done!.data);
    for (const each of answers.filter(({ status }) => status !== 200)) {
      expect(each.status).toBe(409);
      expect(each.errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', field: 'Idempotency-Key' });
    }
    expect((await draft()).data).toEqual(done!.data);
    const made = sql`select count(*)::int as n from audit_event where event like 'measures.%' and detail ->> 'code' = 'HTTP-50'`;
    expect(await hub.database.rows(made)).toEqual([{ n: 1 }]);
  });
});

describe('a version', () => {
  const drafted = (code: string) =>
    `mutation { draftMeasure(input: { code: "${code}", name: "加强检查", kind: PUNISHMENT, tier: WATCH, level: COUNTY,
      matters: [INSPECTION], basisText: "《河南省社会信用条例》第三十二条", basisRank: LOCAL_REGULATION, implementers: [] }) { measure { version } } }`;
  const publish = `mutation ($input: PublishMeasureInput!) { publishMeasure(input: $input) { measure { status version } } }`;

  test('is read with a thing and held when it is changed: of fifty at once one wins', async () => {
    const [market, office] = [await hub.as('demo-agency-market'), await hub.as('demo-office')];
    const { version } = (await market(drafted('HTTP-VERSION'))).data.draftMeasure.measure;
    const input = { measure: 'HTTP-VERSION', expectedVersion: version };
    const answers = await Promise.all(Array.from({ length: 50 }, () => office(publish, { input })));
    const won = answers.filter(({ errors }) => errors === undefined);
    expect(won).toHaveLength(1);
    const now = won[0]!.data.publishMeasure.measure;
    expect(now).toEqual({ status: 'PUBLISHED', version: version + 1 });
    for (const { errors } of answers.filter((each) => each !== won[0]))
      expect(errors?.[0]?.extensions).toEqual({
        code: 'CONFLICT',
        field: 'input.expectedVersion',
        version: now.version,
        currentVersion: now.version,
      });
  });

  test('is told of an entry to those who follow its proceedings, not to the public', async () => {
    const query = '{ listEntries(first: 1) { nodes { version } } }';
    const [seen, open] = [await (await hub.as('demo-office'))(query), await hub.asPublic(query)];
    for (const node of seen.data.listEntries.nodes) expect(node.version).toEqual(expect.any(Number));
    for (const node of open.data.listEntries.nodes) expect(node.version).toBeNull();
  });

  test('never tells whether there is something: a guess at the unknown is not found', async () => {
    const office = await hub.as('demo-office');
    const answer = await office(publish, { input: { measure: 'NOT-THERE', expectedVersion: 1 } });
    expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('one key stands for each mutation once; more in a request are refused before anything is done', async () => {
    const market = await hub.as('demo-agency-market');
    const field = (alias: string) => drafted(`HTTP-KEY-${alias}`).slice('mutation { '.length, -2);
    const both = `mutation { a: ${field('A')} b: ${field('B')} }`;
    const answer = await market(both, {}, { idempotencyKey: 'http-two' });
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'Idempotency-Key',
    });
    expect(await hub.database.rows(sql`select 1 from measure where code like 'HTTP-KEY-%'`)).toEqual([]);
    expect((await market(both)).errors).toBeUndefined();
  });
});

describe('files under a key', () => {
  test('the same key and file is one file; another file under it is refused', async () => {
    const send = (bytes: string) =>
      anybody.send('/files?name=a.pdf', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/pdf',
          'idempotency-key': 'http-file',
        },
        body: bytes,
      });
    const first = await send('%PDF-1.4 one');
    expect(first.status).toBe(201);
    expect((await send('%PDF-1.4 one')).text).toBe(first.text);
    const other = await send('%PDF-1.4 two');
    expect(other.status).toBe(422);
    expect(JSON.parse(other.text)).toMatchObject({ code: 'CONFLICT', field: 'Idempotency-Key' });
  });
});

describe('beside GraphQL', () => {
  test('it is healthy, and ready as long as the database is', async () => {
    expect((await anybody.send('/healthz')).text).toBe('{"status":"ok"}');
    expect((await anybody.send('/readyz')).status).toBe(200);
    const gone = jest
      .spyOn(hub.database, 'rows')
      .mockRejectedValueOnce(new Error('connection to 10.0.0.1 refused'));
    const reply = await anybody.send('/readyz');
    gone.mockRestore();
    expect(reply.status).toBe(503);
    expect(reply.text).not.toContain('10.0.0.1');
    expect((await anybody.send('/healthz')).status).toBe(200);
  });

  test('metrics count by route, without anything of the request', async () => {
    await anybody.send(`/nothing?secret=${personNumber}`);
    const { text } = await anybody.send('/metrics');
    expect(text).toMatch(
      /hub_http_request_seconds_count\{method="POST",route="\/graphql",status="200"\} \d+/,
    );
    expect(text).toContain('route="none",status="404"');
    expect(text).not.toContain('secret');
  });

  test('what is not there is 404', async () => {
    for (const path of ['/nothing', '/graphql/x', '/../package.json', '/graphiql/../../package.json'])
      expect((await anybody.send(path)).status).toBe(404);
  });

  test.each(['/graphql', '/healthz', '/oauth/token', '/graphiql/', '/nothing'])(
    '%s says what a browser may do with it, and not what the hub runs on',
    async (path) => {
      const method = path === '/oauth/token' ? 'POST' : 'GET';
      const { headers } = await replyOf(await fetch(`${hub.url}${path}`, { method }));
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe-inline/);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    },
  );

  test('a browser at /graphql finds no page of an outside address', async () => {
    const reply = await anybody.send('/graphql', { headers: { accept: 'text/html' } });
    expect(reply.text).not.toMatch(/https?:\/\//);
  });

  test('the console page loads nothing from outside', async () => {
    expect(existsSync('dist/console/graphiql/index.html')).toBe(true); // made by npm run build:console
    const { status, text } = await anybody.send('/graphiql/');
    expect(status).toBe(200);
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});

describe('a fault of the hub', () => {
  const away = (from: string, to: string) =>
    ownerOf(hub.database).rows({ text: `alter table ${from} rename to ${to}`, values: [] } as never);

  test('tells the caller nothing of its inside', async () => {
    await away('credit_list', 'credit_list_away');
    const reply = await post(query('{ creditLists(first: 3) { nodes { code } } viewer { kind } }'));
    await away('credit_list_away', 'credit_list');
    expect(JSON.parse(reply.text).errors).toEqual([
      {
        message: expect.stringContaining('The hub failed on this.'),
        path: ['creditLists'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: reply.headers.get('x-request-id') },
      },
    ]);
    expect(reply.wire).not.toMatch(/credit_list|select|42P01|PGlite|\.js/i);
  });
});

describe('the log', () => {
  test('holds method, route, status and fault, and nothing that was sent', async () => {
    await callerWith(hub.url, token, { name: 'market', purpose: 'LICENSING;ZZ-LOGGED' }).ask(
      'query Named($code: String!) { subject(code: $code) { name } }',
      { code: 'ZZ-VARIABLE' },
    );
    await anybody.send(`/nothing?ZZ-ADDRESS=${personNumber}`);
    await anybody.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': json },
      body: '{"ZZ-BROKEN',
    });
    const text = log.text();
    expect(text).toContain('"method":"POST","route":"/graphql","status":200');
    expect(text).toContain('"code":"42P01"');
    expect(text).not.toMatch(/ZZ-LOGGED|ZZ-VARIABLE|ZZ-ADDRESS|ZZ-BROKEN|\bNamed\b|credit_list/);
    expect(text).not.toContain(personNumber);
    expect(text).not.toContain(token);
    expect(text).not.toMatch(/authorization|x-purpose/i);
  });
});
