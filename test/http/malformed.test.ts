import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { limits } from '../../src/server/limits.js';
import { type TestHub, startTestHub } from '../support/hub.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

const json = 'application/json';
const preflight = { 'apollo-require-preflight': 'x' };

const post = (
  body: NonNullable<RequestInit['body']> | undefined,
  headers: Record<string, string> = { 'content-type': json },
) =>
  fetch(`${hub.url}/graphql`, { method: 'POST', headers: { ...preflight, ...headers }, body: body ?? null });

/** Refused as the caller's fault, in the form of every other error, with nothing of the inside. */
const expectRefused = async (answer: Response, statuses: number[]) => {
  const text = await answer.text();
  expect(statuses).toContain(answer.status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  const { errors, data } = JSON.parse(text);
  expect(errors[0]).toMatchObject({ message: expect.any(String), extensions: { code: expect.any(String) } });
  expect(errors[0].extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
  expect(data ?? null).toBeNull();
  expect(text).not.toMatch(/node_modules|\bat .*\.(js|ts):\d+|<html/i);
};

const query = (text: string) => JSON.stringify({ query: text });
const viewer = '{ viewer { kind } }';
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const nested = (levels: number) =>
  `{"query":"${viewer}","variables":{"x":${'['.repeat(levels)}${']'.repeat(levels)}}}`;

describe('a malformed body', () => {
  test.each<[string, NonNullable<RequestInit['body']> | undefined]>([
    ['nothing', undefined],
    ['an empty text', ''],
    ['blanks', ' \n\t '],
    ['no JSON', '{ viewer { kind } }'],
    ['JSON cut off', query(viewer).slice(0, -1)],
    ['JSON and more', `${query(viewer)} x`],
    ['two JSON objects', query(viewer).repeat(2)],
    ['null', 'null'],
    ['a number', '1'],
    ['true', 'true'],
    ['a text', '"{ viewer { kind } }"'],
    ['an empty list', '[]'],
    ['a batch of one', `[${query(viewer)}]`],
    ['a batch of two', `[${query(viewer)},${query(viewer)}]`],
    ['an object without anything', '{}'],
    ['an object without a query', '{"variables":{}}'],
    ['an empty query', '{"query":""}'],
    ['null for a query', '{"query":null}'],
    ['a document as a tree', '{"query":{"kind":"Document","definitions":[]}}'],
    ['variables in a text', '{"query":"{ viewer { kind } }","variables":"{}"}'],
    ['a list of variables', '{"query":"{ viewer { kind } }","variables":[]}'],
    ['an operation name that is none', '{"query":"{ viewer { kind } }","operationName":1}'],
    ['a name of a prototype', '{"query":"{ viewer { kind } }","__proto__":{"x":1}}'],
    ['a byte that is no UTF-8', bytes('{"query":"{ viewer { kind } } # ', [0xff], '"}')],
    ['a character cut off', bytes('{"query":"{ viewer { kind } } # ', [0xe4, 0xbf], '"}')],
    ['UTF-16', Buffer.from(query(viewer), 'utf16le')],
    ['a bare NUL', bytes('{"query":"{ viewer { kind } } # ', [0], '"}')],
    ['NULs', Buffer.alloc(100)],
    ['compressed', gzipSync(query(viewer))],
    ['arrays too deep', nested(limits.nesting.most)],
    ['arrays very deep', nested(60_000)],
    ['brackets alone', '['.repeat(200_000)],
    ['quotation marks that never end', `{"query":"${'\\"'.repeat(100_000)}`],
  ])('%s is answered with 400', async (_, body) => expectRefused(await post(body), [400]));

  test('as deep as may be is taken', async () => {
    const answer = await post(nested(limits.nesting.most - 2));
    expect(await answer.json()).toEqual({ data: { viewer: { kind: 'PUBLIC' } } });
  });

  test('brackets within a text do not count', async () => {
    const answer = await post(query(`${viewer} # \\" ${'[{'.repeat(100)}`));
    expect(answer.status).toBe(200);
  });

  test('whatever bytes it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (body) => {
        await expectRefused(await post(Buffer.from(body)), [400]);
      }),
      { numRuns: 40 },
    );
  });

  test('whatever JSON it is, it is no fault of the hub', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ query: fc.jsonValue(), variables: fc.jsonValue(), operationName: fc.jsonValue() }),
        ),
        async (body) => {
          const answer = await post(JSON.stringify(body), {
            'content-type': json,
            accept: 'application/graphql-response+json',
          });
          await expectRefused(answer, [400]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a body of another kind', () => {
  const form = new FormData();
  form.set('operations', query('mutation { __typename }'));
  form.set('map', '{}');
  test.each<[string, NonNullable<RequestInit['body']>, Record<string, string>]>([
    ['a form', new URLSearchParams({ query: viewer }), {}],
    ['a form with files', form, {}],
    ['plain text', query(viewer), { 'content-type': 'text/plain' }],
    ['a bare document', viewer, { 'content-type': 'application/graphql' }],
    ['XML', '<query/>', { 'content-type': 'text/xml' }],
    ['no kind at all', Buffer.from(query(viewer)), {}],
    ['a kind that is none', query(viewer), { 'content-type': 'json' }],
    ['another encoding', query(viewer), { 'content-type': 'application/json; charset=utf-16' }],
  ])('%s is refused', async (_, body, headers) => expectRefused(await post(body, headers), [400, 415]));

  test('too long is answered with 413, said or unsaid', async () => {
    const body = query(`${viewer} # ${'x'.repeat(limits.bodyBytes.most)}`);
    await expectRefused(await post(body), [413]);
    const pieces = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(body));
        controller.close();
      },
    });
    const chunked = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': json },
      body: pieces,
      duplex: 'half',
    } as RequestInit);
    await expectRefused(chunked, [413]);
  });
});

describe('what a page of another origin can send', () => {
  const mutation = 'mutation { publishMeasure(input: { measure: "X" }) { measure { id } } }';

  test('runs no mutation by GET, whatever its headers', async () => {
    const address = `${hub.url}/graphql?query=${encodeURIComponent(mutation)}`;
    await expectRefused(await fetch(address), [400]);
    const answer = await fetch(address, { headers: preflight });
    expect(answer.headers.get('allow')).toBe('POST');
    await expectRefused(answer, [405]);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'is not read as %s',
    async (type) => {
      const answer = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: query(viewer),
      });
      await expectRefused(answer, [400, 415]);
    },
  );

  test('asks nothing by GET without the header', async () => {
    await expectRefused(await fetch(`${hub.url}/graphql?query=${encodeURIComponent(viewer)}`), [400]);
  });

  test.each([
    'query=%7B',
    'query=%ff',
    'variables=%7B&query={a}',
    'query={a}&query={b}',
    '',
    'query=%7Ba%7D&extensions=1',
  ])('is refused by GET: %s', async (search) => {
    const answer = await fetch(`${hub.url}/graphql?${search}`, {
      headers: { ...preflight, accept: 'application/graphql-response+json' },
    });
    await expectRefused(answer, [400]);
  });
});

test('a mark of the byte order before the body is read past', async () => {
  const { data } = (await (await post(`\ufeff${query(viewer)}`)).json()) as { data: unknown };
  expect(data).toEqual({ viewer: { kind: 'PUBLIC' } });
});

describe('below HTTP', () => {
  /** Sends bytes as they are and reads until the hub closes. */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = net.connect(Number(new URL(hub.url).port), '127.0.0.1', () => socket.end(text));
      let answer = '';
      socket.on('data', (part) => (answer += part.toString()));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });
  const head = (...lines: string[]) =>
    `${['POST /graphql HTTP/1.1', 'Connection: close', `Content-Type: ${json}`, ...lines].join('\r\n')}\r\n\r\n`;
  const body = query(viewer);

  test.each([
    ['a length that is none', head('Host: hub', 'Content-Length: x') + body],
    ['a negative length', head('Host: hub', 'Content-Length: -1') + body],
    ['a length that is too small', head('Host: hub', `Content-Length: ${body.length - 5}`) + body],
    ['two lengths', head('Host: hub', 'Content-Length: 5', `Content-Length: ${body.length}`) + body],
    ['a length and pieces', head('Host: hub', 'Content-Length: 5', 'Transfer-Encoding: chunked') + body],
    ['pieces that are none', head('Host: hub', 'Transfer-Encoding: chunked') + `zz\r\n${body}`],
    ['a host that is none', head('Host: [', `Content-Length: ${body.length}`) + body],
    ['no host', head(`Content-Length: ${body.length}`) + body],
  ])('%s is answered with 400', async (_, text) => {
    const answer = await raw(text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toMatch(/"kind":"PUBLIC"|<html|node_modules/i);
  });

  test('a good host is no pass for the next one', async () => {
    const statusOf = async (host: string, url = '/graphql') => {
      const first = head(`Host: ${host}`, `Content-Length: ${body.length}`).replace('/graphql', url);
      return /^HTTP\/1\.1 (\d+) /.exec(await raw(first + body))![1];
    };
    expect(await statusOf('hub')).toBe('200');
    expect(await statusOf('[')).toBe('400');
    expect(await statusOf('hub')).toBe('200');
    // Host and url in one text would be the same of both.
    expect(await statusOf('//graphql?')).toBe('200');
    expect(await statusOf('', '/graphql?//graphql')).toBe('400');
  });
});

test('after all that the hub answers as before', async () => {
  expect(await (await post(query(viewer))).json()).toEqual({ data: { viewer: { kind: 'PUBLIC' } } });
});
