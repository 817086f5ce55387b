import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectRaw } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, print } from 'graphql';
import { sql } from '../../src/kernel/sql.js';
import { socketLimits } from '../../src/server/limits.js';
import { insertSession } from '../../src/modules/identity/session.repository.js';
import { ownerOf } from '../support/database.js';
import { type TestHub, askWith, signIn, startTestHub } from '../support/hub.js';
import { rolesOf } from './support/canaries.js';
import { type Socket, connect as connectTo, openSocket as openAt } from './support/socket.js';
import { entry, propose, publish, serve } from './support/steps.js';
import { type World, company, plantWorld } from './support/world.js';

/** The document the office registered. */
const registered = 'subscription OurChanges($after: String) { changed(after: $after) { position } }';

let folder: string;
let hub: TestHub;
let world: World;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-documents-'));
  writeFileSync(path.join(folder, 'changes.graphql'), registered);
  hub = await startTestHub({ HUB_TRUSTED_DOCUMENTS: folder });
  world = await plantWorld(hub);
}, 240_000);
afterAll(async () => {
  await hub?.close();
  rmSync(folder, { recursive: true, force: true });
});

const opened: Socket[] = [];
const keep = async (socket: Promise<Socket>) => {
  opened.push(await socket);
  return opened.at(-1)!;
};
const openSocket = (...more: [Record<string, string>?, string?]) => keep(openAt(hub, ...more));
const connect = (token: string, purpose?: string | null, at: TestHub = hub) =>
  keep(connectTo(at, token, purpose));
afterEach(() => {
  for (const socket of opened.splice(0)) socket.raw.terminate();
});

const codeOf = async (socket: Socket) => (await socket.closed).code;
const changed = (after: string | number, more = '') =>
  `subscription { changed(after: "${after}"${more}) { position at type summary } }`;
const issuedNow = 'subscription { instructionIssued { number status subject { name } } }';

const head = async () =>
  (await hub.database.one<{ at: number }>(sql`select change_position as at from ledger_head where id = 1`))!
    .at;

/** Draws changes and instructions: an entry of the market bureau is published. */
let decisions = 0;
const publishOne = async () => {
  const market = await hub.as('demo-agency-market');
  const subject = { code: company, kind: 'LEGAL_PERSON', name: '濮阳县样例鉴影商贸有限公司' };
  const number = await propose(market, {
    ...entry('BLACK-MARKET', '虚假宣传', `S-${++decisions}`, subject),
    responsiblePersons: [{ name: '某某', role: '法定代表人' }],
  });
  await serve(market, number, 'proof');
  await publish(await hub.as('demo-office-approver'), 'BLACK-MARKET', [number]);
  return number;
};

/** What the query gives behind a position, page by page. */
const changesBehind = async (token: string, purpose: string | null, after: number) => {
  const ask = askWith(hub.url, token);
  const found: unknown[] = [];
  for (let from = String(after); ;) {
    const { data } = await ask(
      `{ changes(after: "${from}", first: 100) { nodes { position at type summary } completeTo pageInfo { hasNextPage } } }`,
      {},
      { purpose },
    );
    found.push(...data.changes.nodes);
    from = data.changes.completeTo;
    if (!data.changes.pageInfo.hasNextPage) return found;
  }
};

describe('a socket', () => {
  test('that says nothing is closed', async () => {
    expect(await codeOf(await openSocket())).toBe(4408);
  });

  test.each<[string, object | undefined]>([
    ['nothing', undefined],
    ['an unknown token', { authorization: 'Bearer unknown' }],
    ['no bearer', { authorization: 'Basic ZGVtbzpkZW1v' }],
    ['a token that is no text', { authorization: { $gt: '' } }],
  ])('that signs in with %s is closed', async (_, payload) => {
    const socket = await openSocket();
    socket.send({ type: 'connection_init', payload });
    expect(await codeOf(socket)).toBe(4401);
    expect(socket.messages).toEqual([]);
  });

  test('that subscribes before it signed in is closed', async () => {
    const socket = await openSocket();
    socket.subscribe(changed(0));
    expect(await codeOf(socket)).toBe(4401);
  });

  test.each<[string, string | Buffer, number]>([
    ['no JSON', 'hello', 4400],
    ['an unknown message', '{"type":"start","id":"1"}', 4400],
    ['a batch', '[{"type":"connection_init"}]', 4400],
    ['bytes', Buffer.from([0, 1, 2]), 4400],
    [
      'too long a message',
      `{"type":"ping","payload":{"x":"${'x'.repeat(socketLimits.messageBytes.most)}"}}`,
      1009,
    ],
  ])('that sends %s is closed', async (_, message, code) => {
    const socket = await openSocket();
    socket.send(message);
    expect(await codeOf(socket)).toBe(code);
  });

  test('that floods is closed', async () => {
    const socket = await connect(await signIn(hub.url, 'demo-office'));
    for (let sent = 0; sent < socketLimits.messages.most; sent += 1) socket.send({ type: 'ping' });
    expect(await codeOf(socket)).toBe(4429);
  });

  test('of another protocol, or with data in its address, is refused', async () => {
    expect(await codeOf(await openSocket({}, 'graphql-ws'))).not.toBe(1000);
    const url = hub.url;
    expect(await codeOf(await keep(openAt({ url: `${url}/other` })))).toBe(1006);
    expect(await codeOf(await keep(openAt({ url: `${url}/graphql?token=x&x=` })))).toBe(1006);
  });

  test.each(['//', '//[', 'http://', '*', '/%'])(
    'at the address %s is refused, and the hub goes on',
    async (at) => {
      const { port, hostname } = new URL(hub.url);
      const raw = connectRaw(Number(port), hostname);
      raw.write(`GET ${at} HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      let answer = '';
      for await (const part of raw) answer += String(part);
      expect(answer).toMatch(/^HTTP\/1.1 40[04] /);
      expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
    },
  );

  test('is one of few of its client', async () => {
    const token = await signIn(hub.url, 'demo-auditor');
    for (let open = 0; open < socketLimits.perHolder.most; open += 1) await connect(token);
    await expect(connect(token)).rejects.toThrow('4429');
  });
});

describe('a session', () => {
  const session = async (headers: Record<string, string>) => {
    const token = `session-of-the-tests-${Math.random()}`;
    const subject = await hub.database.one<{ id: number }>(
      sql`select id from subject where code = ${company}`,
    );
    const now = hub.clock.now();
    await insertSession(
      hub.database,
      token,
      {
        person: 'person:test',
        subjectId: subject!.id,
        organizationId: null,
        roles: [],
        capacity: '法定代表人',
      },
      now,
      new Date(now.getTime() + 3_600_000),
    );
    const socket = await openSocket({ cookie: `hub_session=${token}`, ...headers });
    socket.send({ type: 'connection_init' });
    return { socket, token };
  };

  test.each<[string, Record<string, string>]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['nowhere', {}],
  ])('of a page of %s is refused', async (_, headers) => {
    const { socket } = await session(headers);
    expect(await codeOf(socket)).toBe(4403);
  });

  test('of a page of the hub hears of its subject, until it ends', async () => {
    const before = await head();
    const { socket, token } = await session({ origin: hub.url });
    await socket.until((messages) => messages.some(({ type }) => type === 'connection_ack'));
    socket.subscribe(changed(before));
    const query = `subscription { instructionIssued(after: "${before}") { subject { name } agency { code } } }`;
    socket.subscribe(query, 'issued');
    await publishOne();
    await socket.until(() => socket.events().length > 0 && socket.events('issued').length > 0);
    const { subject } = socket.events('issued')[0].instructionIssued;
    expect(subject.name).toBe('濮阳县样例鉴影商贸有限公司');
    await hub.modules.identity.sessions.close(token);
    expect(await codeOf(socket)).toBe(4401);
  });
});

describe('an operation', () => {
  let socket: Socket;
  const refused = async (query: string, client = 'demo-office', purpose: string | null = null) => {
    socket = await connect(await signIn(hub.url, client), purpose);
    socket.subscribe(query);
    await socket.until((messages) => messages.some(({ type }) => type === 'error'));
    return socket.events()[0].extensions;
  };

  test.each<[string, string, string]>([
    ['a query', '{ viewer { kind } }', 'BAD_USER_INPUT'],
    [
      'a mutation',
      'mutation { revokeClient(input: { clientId: "demo-bank", reason: "test" }) { client { status } } }',
      'BAD_USER_INPUT',
    ],
    ['what does not parse', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['what is not in the schema', 'subscription { changed { secret } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['two at once', 'subscription { a: changed { id } b: changed { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['introspection', 'subscription { __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'too many aliases',
      `subscription { changed { ${Array.from({ length: 31 }, (_, i) => `a${i}: id`).join(' ')} } }`,
      'QUERY_TOO_COMPLEX',
    ],
    ['a position still to come', changed(999_999_999), 'BAD_USER_INPUT'],
    ['no position', changed('x'), 'BAD_USER_INPUT'],
    ['instructions without a purpose', issuedNow, 'PURPOSE_REQUIRED'],
  ])('%s is refused', async (_, query, code) => {
    expect((await refused(query)).code).toBe(code);
  });

  test('is refused to whom the query beside it is', async () => {
    expect((await refused(issuedNow, 'demo-firm', 'FINANCE;X')).code).toBe('FORBIDDEN');
    const narrow = await connect(await signIn(hub.url, 'demo-agency-market', 'demo', 'lists:write'));
    narrow.subscribe(changed(0));
    await narrow.until((messages) => messages.some(({ type }) => type === 'error'));
    expect(narrow.events()[0].extensions.code).toBe('FORBIDDEN');
  });

  test('that is wrong learns no name of the schema', async () => {
    const narrow = await connect(await signIn(hub.url, 'demo-office', 'demo', 'changes:read'));
    const messageOf = async (query: string, id: string, variables?: object) => {
      narrow.subscribe(query, id, variables);
      await narrow.until(() => narrow.events(id).length > 0);
      return narrow.events(id)[0];
    };
    const misspelt = await messageOf('subscription { changed { positio } }', 'a');
    expect(misspelt.message).toContain('positio');
    expect(misspelt.message).not.toMatch(/position|Change/);
    const wrong = await messageOf(
      'subscription ($f: ChangeFilter) { changed(filter: $f) { position } }',
      'b',
      { f: { types: ['ENTRY_PUBLISHE'] } },
    );
    expect(wrong.extensions.code).toBe('BAD_USER_INPUT');
    expect(wrong.message).not.toMatch(/ENTRY_PUBLISHED|ChangeType/);
    const asked = await messageOf('subscription { __schema { types { name } } }', 'c');
    expect(asked.extensions.code).toBe('FORBIDDEN');
  });

  test('is one of few of its socket, and makes room when it completes', async () => {
    socket = await connect(await signIn(hub.url, 'demo-office'));
    for (let id = 0; id <= socketLimits.operations.most; id += 1) socket.subscribe(changed(0), `op${id}`);
    const last = `op${socketLimits.operations.most}`;
    await socket.until(() => socket.events(last).length > 0);
    expect(socket.events(last)[0].extensions.code).toBe('RATE_LIMITED');
    await socket.until(() => socket.events('op0').length > 0);
    socket.send({ type: 'complete', id: 'op0' });
    socket.subscribe(changed(0), 'again');
    await socket.until(() => socket.events('again').length > 0);
    expect(socket.events('again')[0].changed).toBeDefined();
  });

  test('is no request by HTTP', async () => {
    const { errors, data } = await (await hub.as('demo-office'))(changed(0));
    expect(errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect(data ?? null).toBeNull();
  });

  test('spends the quota, event by event', async () => {
    const poor = await startTestHub({ HUB_QUOTA_COST: '4' }, undefined, hub);
    const other = await connect(await signIn(poor.url, 'demo-region'), null, poor);
    other.subscribe(changed(0));
    await other.until((messages) => messages.some(({ type }) => type === 'complete'));
    const events = other.events();
    expect(events.length).toBeLessThanOrEqual(4);
    expect(events.at(-1).errors[0].extensions.code).toBe('RATE_LIMITED');
    await poor.close();
  });
});

describe('changes', () => {
  const subscribers = () => rolesOf(world).filter(({ clientId }) => clientId !== null);
  test.each(
    rolesOf({ ownerSecret: '' })
      .filter(({ clientId }) => clientId !== null)
      .map(({ name }) => name),
  )('come to %s as the query gives them, in order, each once', async (name) => {
    const { clientId, secret, scope, purpose } = subscribers().find((each) => each.name === name)!;
    const token = await signIn(hub.url, clientId!, secret, scope);
    const socket = await connect(token, purpose);
    socket.subscribe(changed(world.feedStart));
    const { errors } = await askWith(hub.url, token)('{ changes(first: 1) { completeTo } }');
    if (errors) {
      await socket.until((messages) => messages.some(({ type }) => type === 'error'));
      expect(socket.events()[0].extensions.code).toBe(errors[0]!.extensions.code);
      return;
    }
    await publishOne();
    const expected = await changesBehind(token, purpose, world.feedStart);
    expect(expected.length).toBeGreaterThan(0);
    await socket.until(() => socket.events().length >= expected.length);
    expect(socket.events().map((each) => each.changed)).toEqual(expected);
    expect(
      socket.messages.filter(({ type }) => type === 'next').map(({ payload }) => payload.extensions.after),
    ).toEqual(expected.map((each) => (each as { position: string }).position));
  });

  test('come of the types asked for', async () => {
    const socket = await connect(await signIn(hub.url, 'demo-office'));
    socket.subscribe(changed(world.feedStart, ', filter: { types: [ENTRY_PUBLISHED] }'));
    await socket.until(() => socket.events().length > 2);
    expect(new Set(socket.events().map((each) => each.changed.type))).toEqual(new Set(['ENTRY_PUBLISHED']));
  });

  test('come from another node, and go on there when one goes down', async () => {
    const other = await startTestHub({}, undefined, hub);
    const token = await signIn(hub.url, 'demo-office');
    const before = await head();
    const there = await connect(token, undefined, other);
    there.subscribe(changed(before));
    await publishOne();
    await there.until(() => there.events().length > 0);
    await other.close();
    expect(await codeOf(there)).toBe(1012);
    const received = there.events().map((each) => each.changed);
    await publishOne();
    const here = await connect(token);
    here.subscribe(changed(received.at(-1).position));
    const all = await changesBehind(token, 'LICENSING;TEST-0001', before);
    await here.until(() => here.events().length + received.length >= all.length);
    expect([...received, ...here.events().map((each) => each.changed)]).toEqual(all);
  });

  test('thousands of one act come in order, none lost, and hold nobody up', async () => {
    const many = 2_000;
    const before = await head();
    const socket = await connect(await signIn(hub.url, 'demo-office'));
    socket.subscribe('subscription ($after: String) { changed(after: $after) { position } }', '1', {
      after: String(before),
    });
    const act = { principal: hub.principal('OFFICE', 1, 'test'), requestId: 'test', idempotencyKey: null };
    await hub.work.run(act, 'test', null, async (unit) => {
      for (let count = 0; count < many; count += 1)
        unit.change({ type: 'RECORDS_IMPORTED', target: 'Import', targetId: 1, audience: 'PUBLIC' });
    });
    await socket.until(() => socket.events().length > 0);
    expect(socket.events().length).toBeLessThan(many); // they come one by one, not when all are read
    await socket.until((messages) => messages.length > many);
    expect(socket.events().map((each) => Number(each.changed.position))).toEqual(
      Array.from({ length: many }, (_, index) => before + index + 1),
    );
  }, 600_000);
});

describe('instructions', () => {
  test('come to the agency they are for, and the look is recorded', async () => {
    const [own, other] = await Promise.all([
      connect(await signIn(hub.url, 'demo-agency-market')),
      connect(await signIn(hub.url, 'demo-agency-housing')),
    ]);
    const at = await head();
    const query = `subscription { instructionIssued(after: "${at}") { number status subject { name } agency { code } } }`;
    own.subscribe(query);
    other.subscribe(query);
    const before = await hub.database.one<{ looks: number }>(
      sql`select count(*)::int as looks from access_event where operation = 'instructionIssued'`,
    );
    const number = await publishOne();
    const market = await hub.as('demo-agency-market');
    const { data } = await market(
      `{ instructions(filter: { entry: "${number}" }, first: 100) { nodes { number status subject { name } agency { code } } } }`,
    );
    const expected = data.instructions.nodes.toSorted((a: any, b: any) => (a.number < b.number ? -1 : 1));
    expect(expected.length).toBeGreaterThan(0);
    await own.until(() => own.events().length >= expected.length);
    const received = own.events().map((each) => each.instructionIssued);
    expect(received.toSorted((a, b) => (a.number < b.number ? -1 : 1))).toEqual(expected);
    const codes = new Set(other.events().map((each) => each.instructionIssued.agency.code));
    expect(codes.has(expected[0].agency.code)).toBe(false);
    const after = await hub.database.one<{ looks: number }>(
      sql`select count(*)::int as looks from access_event where operation = 'instructionIssued'`,
    );
    expect(after!.looks - before!.looks).toBeGreaterThanOrEqual(expected.length);
  });

  test('that cannot be recorded do not come', async () => {
    const socket = await connect(await signIn(hub.url, 'demo-agency-market'));
    await ownerOf(hub.database).rows(sql`alter table access_event rename to access_event_away`);
    try {
      socket.subscribe('subscription { instructionIssued(after: "0") { number } }');
      expect(await codeOf(socket)).toBe(4503);
      expect(socket.events()).toEqual([]);
    } finally {
      await ownerOf(hub.database).rows(sql`alter table access_event_away rename to access_event`);
    }
  });
});

describe('a client held to registered documents', () => {
  const restrict = async (only: boolean) => {
    const { errors } = await (
      await hub.as('demo-office')
    )(
      'mutation ($only: Boolean!) { restrictClient(input: { clientId: "demo-region", trustedDocumentsOnly: $only }) { client { id } } }',
      { only },
    );
    expect(errors).toBeUndefined();
  };
  const id = createHash('sha256')
    .update(print(parse(registered)))
    .digest('hex');
  const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

  test('sends no text of its own, and what it sent before ends', async () => {
    const socket = await connect(await signIn(hub.url, 'demo-region'));
    socket.subscribe(changed(world.feedStart));
    await socket.until(() => socket.events().length > 0);
    await restrict(true);
    expect(await codeOf(socket)).toBe(4403);

    const held = await connect(await signIn(hub.url, 'demo-region'));
    const ask = async (name: string, payload: object) => {
      held.send({ type: 'subscribe', id: name, payload });
      await held.until(() => held.events(name).length > 0);
      return held.events(name)[0];
    };
    const variables = { after: String(world.feedStart) };
    const codes = await Promise.all([
      ask('free', { query: registered, variables }),
      ask('both', { query: registered, variables, documentId: id }),
      ask('unknown', { query: '', extensions: persisted('f'.repeat(64)) }),
    ]);
    expect(codes.map(({ extensions }) => extensions.code)).toEqual([
      'FORBIDDEN',
      'BAD_REQUEST',
      'PERSISTED_QUERY_NOT_FOUND',
    ]);
    const got = [
      await ask('named', { query: '', variables, documentId: `sha256:${id}` }),
      await ask('persisted', { query: '', variables, extensions: persisted(id) }),
    ];
    for (const each of got) expect(Number(each.changed.position)).toBeGreaterThan(world.feedStart);
    await restrict(false);
  });
});

describe('whoever loses its right is closed without an event', () => {
  test('a token that is revoked', async () => {
    const token = await signIn(hub.url, 'demo-agency-tax');
    const socket = await connect(token);
    socket.subscribe(changed(world.feedStart));
    await socket.until(() => socket.events().length > 0);
    await fetch(`${hub.url}/oauth/revoke`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('demo-agency-tax:demo').toString('base64')}` },
      body: new URLSearchParams({ token }),
    });
    expect(await codeOf(socket)).toBe(4401);
  });

  test('a client whose scope is taken', async () => {
    const socket = await connect(await signIn(hub.url, 'demo-agency-tax'));
    socket.subscribe(changed(world.feedStart));
    await socket.until(() => socket.events().length > 0);
    await hub.database.rows(
      sql`update client set scopes = array_remove(scopes, 'changes:read') where client_id = 'demo-agency-tax'`,
    );
    expect(await codeOf(socket)).toBe(4403);
    await hub.database.rows(
      sql`update client set scopes = array_append(scopes, 'changes:read') where client_id = 'demo-agency-tax'`,
    );
  });

  test('a client that is revoked', async () => {
    const socket = await connect(await signIn(hub.url, 'demo-bank'), null);
    socket.subscribe(changed(world.feedStart));
    await socket.until(() => socket.events().length > 0);
    await (
      await hub.as('demo-office')
    )('mutation { revokeClient(input: { clientId: "demo-bank", reason: "test" }) { client { status } } }');
    expect(await codeOf(socket)).toBe(4401);
  });
});
