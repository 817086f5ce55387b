import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fastify from 'fastify';
import type { Sql } from '../../src/kernel/sql.js';
import { refuseUnderPressure } from '../../src/server/http.js';
import { type TestHub, signIn, startTestHub } from '../support/hub.js';
import { replyOf } from './support/caller.js';

const inFlight = 3;
const queued = 2;

let hub: TestHub;
let token: string;
beforeAll(async () => {
  hub = await startTestHub({
    HUB_MAX_IN_FLIGHT: String(inFlight),
    HUB_MAX_QUEUED: String(queued),
    HUB_HELD_SUBJECTS: '0',
  });
  token = await signIn(hub.url, 'demo-agency-tax');
});
afterAll(() => hub.close());
afterEach(() => void jest.restoreAllMocks());

const ask = async (init: RequestInit = {}) =>
  replyOf(
    await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ creditLists(first: 1) { nodes { code } } }' }),
      ...init,
    }),
  );

/** From here on every request waits at its first statement until `release`; tells how many have come that far. */
const holdRequests = () => {
  const { as, prove } = hub.database;
  const held: (() => void)[] = [];
  let released = false;
  const statements: string[] = [];
  const hold = async (statement: string): Promise<void> => {
    statements.push(statement);
    if (!released) await new Promise<void>((go) => held.push(go));
  };
  jest.spyOn(hub.database, 'prove').mockImplementation(async (...asked) => {
    await hold('how fresh memory has to be');
    return prove.apply(hub.database, asked);
  });
  jest.spyOn(hub.database, 'as').mockImplementation((...viewer) => {
    const at = as.apply(hub.database, viewer);
    return {
      rows: async <Row extends object>(query: Sql) => {
        await hold(query.text);
        return at.rows<Row>(query);
      },
    };
  });
  const release = () => {
    released = true;
    for (const go of held.splice(0)) go();
  };
  return { held, statements, release };
};

const until = async (reached: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await reached())) await new Promise((again) => setTimeout(again, 5));
};
const gauge = async (name: string, gate: string): Promise<string | undefined> =>
  new RegExp(`${name}\\{gate="${gate}"\\} (\\d+)`).exec(
    await (await fetch(`${hub.url}/metrics`)).text(),
  )?.[1];
const inside = (gate: string) => gauge('hub_requests_in_flight', gate);
const allWait = () => until(async () => (await gauge('hub_requests_waiting', '/graphql')) === String(queued));

/** A request whose body never comes to its end. */
const slowSender = (path: string, headers: string[] = []): Promise<net.Socket> =>
  send(path, ['Content-Length: 50', ...headers], '{');

/** A request sent so, whose answer nobody reads. */
const send = async (path: string, headers: string[], body: string): Promise<net.Socket> => {
  const { port } = new URL(hub.url);
  const socket = net.connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  const head = [`POST ${path} HTTP/1.1`, 'Host: hub', ...headers];
  await new Promise<void>((sent) => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, () => sent()));
  return socket;
};

const busy = { message: 'The hub is busy. Try again later.', extensions: { code: 'SERVICE_UNAVAILABLE' } };

describe('more requests than the hub can take', () => {
  test('are refused at once and unread; those it took are answered, in their order', async () => {
    const { held, statements, release } = holdRequests();
    const taken = Array.from({ length: inFlight }, () => ask());
    await until(() => held.length === inFlight);
    const waiting = Array.from({ length: queued }, () => ask());
    await allWait();
    const refused = await ask();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(JSON.parse(refused.text)).toEqual({ errors: [busy] });
    expect(held).toHaveLength(inFlight);

    const before = statements.length;
    const unread = await ask({ headers: { authorization: 'Bearer nonsense' }, body: 'no JSON' });
    expect([unread.status, JSON.parse(unread.text)]).toEqual([503, { errors: [busy] }]);
    expect(statements).toHaveLength(before);

    expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(200);
    release();
    for (const { status } of await Promise.all([...taken, ...waiting])) expect(status).toBe(200);
    expect((await ask()).status).toBe(200);
    expect(await inside('/graphql')).toBe('0');
  });

  test('that go before their turn leave their place', async () => {
    const { held, release } = holdRequests();
    const taken = Array.from({ length: inFlight }, () => ask());
    await until(() => held.length === inFlight);
    const json = ['Content-Type: application/json', 'Content-Length: 2'];
    const leaving = await Promise.all(Array.from({ length: queued }, () => send('/graphql', json, '{}')));
    await allWait();
    for (const socket of leaving) socket.destroy();
    await until(async () => (await gauge('hub_requests_waiting', '/graphql')) === '0');
    release();
    for (const { status } of await Promise.all(taken)) expect(status).toBe(200);
    expect(await inside('/graphql')).toBe('0');
  });

  test('who sends slowly holds no place', async () => {
    const senders = await Promise.all(
      Array.from({ length: inFlight + queued + 1 }, () =>
        slowSender('/graphql', ['Content-Type: application/json']),
      ),
    );
    expect((await ask()).status).toBe(200);
    for (const socket of senders) socket.destroy();
    expect(await inside('/graphql')).toBe('0');
  });

  test('of files leave the others alone', async () => {
    const headers = [`Authorization: Bearer ${token}`, 'Content-Type: text/csv'];
    const path = '/imports?format=cf&procedure=ORDINARY&finality=FINAL';
    const senders = await Promise.all([1, 2].map(() => slowSender(path, headers)));
    await until(async () => (await inside('uploads')) === '2');
    expect((await ask()).status).toBe(200);
    for (const socket of senders) socket.destroy();
    await until(async () => (await inside('uploads')) === '0');
  });

  test('whatever they come to, each place is given back', async () => {
    const bodies = [
      '',
      '[]',
      '{"query":"{"}',
      '{"query":"{ viewer { kind } }"}',
      `{"query":"${'x'.repeat(300_000)}"}`,
    ];
    for (const body of bodies) for (let times = 0; times <= inFlight; times += 1) await ask({ body });
    expect(await inside('/graphql')).toBe('0');
    expect((await ask()).status).toBe(200);
  });
});

describe('a node whose event loop lags', () => {
  const busy = async (lag: number | undefined) => {
    const app = fastify();
    app.addHook('onRequest', (request, reply, next) => {
      const body = refuseUnderPressure(request, reply, 'eventLoopDelay', lag);
      if (body === undefined) next();
      else void reply.send(body);
    });
    for (const url of ['/oauth/token', '/healthz']) app.get(url, async () => 'served');
    const answers = await Promise.all(['/oauth/token', '/healthz'].map((url) => app.inject(url)));
    await app.close();
    return answers.map(({ statusCode, headers, body }) => [statusCode, headers['retry-after'], body]);
  };

  test('refuses all but the question whether it lives', async () => {
    const [refused, alive] = await busy(3000);
    expect(refused).toEqual([503, '2', expect.stringContaining('SERVICE_UNAVAILABLE')]);
    expect(alive).toEqual([200, undefined, 'served']);
  });

  test('serves where no sample was taken', async () => {
    for (const lag of [undefined, Infinity]) expect((await busy(lag))[0]![0]).toBe(200);
  });
});
