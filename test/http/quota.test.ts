import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestHub, signIn, startTestHub } from '../support/hub.js';

const quota = 100;
const settings = { HUB_QUOTA_COST: String(quota), HUB_QUOTA_COST_PUBLIC: '50' };
let hub: TestHub;
let node: TestHub;
beforeAll(async () => {
  hub = await startTestHub(settings);
  node = await startTestHub(settings, undefined, hub);
});
afterAll(async () => {
  await node.close();
  await hub.close();
});
const nextMinute = () => hub.clock.advance(60_000);

const ask = async (token: string | null, query: string, url = hub.url) => {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
  });
  const header = (name: string) => answer.headers.get(name);
  return { status: answer.status, header, json: (await answer.json()) as any };
};
/** `{ viewer … }` costs 1 and its quota 1 more. */
const standing = '{ viewer { quotaLeft quota { limit remaining cost resetAt } } }';
/** A page costs two for each row: itself, and the page around it. */
const rows = (first: number) => `{ measures(first: ${first}) { nodes { code } } }`;

describe('the quota of a client', () => {
  test('is charged by cost, told in the answer and in its headers, and ends with the window', async () => {
    const token = await signIn(hub.url, 'demo-firm');
    nextMinute();
    const first = await ask(token, standing);
    const { cost } = first.json.data.viewer.quota;
    expect(first.json.data.viewer).toEqual({
      quotaLeft: quota - cost,
      quota: { limit: quota, remaining: quota - cost, cost, resetAt: expect.any(String) },
    });
    expect(first.header('ratelimit-limit')).toBe(String(quota));
    expect(first.header('ratelimit-remaining')).toBe(String(quota - cost));
    expect(Number(first.header('ratelimit-reset'))).toBeGreaterThan(0);
    expect(first.header('ratelimit-policy')).toBe(`${quota};w=60`);

    const spent = await ask(token, rows((quota - cost) / 2));
    expect([spent.status, spent.header('ratelimit-remaining')]).toEqual([200, '0']);
    const beyond = await ask(token, '{ viewer { kind } }');
    expect(beyond.status).toBe(429);
    expect(beyond.json.data).toBeUndefined();
    expect(beyond.json.errors[0].extensions.code).toBe('RATE_LIMITED');
    expect(beyond.header('retry-after')).toBe(beyond.header('ratelimit-reset'));

    nextMinute();
    expect((await ask(token, standing)).json.data.viewer.quota.remaining).toBe(quota - cost);
  });

  test('is one for all nodes, and for the same node started again', async () => {
    const token = await signIn(hub.url, 'demo-bank');
    nextMinute();
    expect((await ask(token, rows(50))).header('ratelimit-remaining')).toBe('0');
    expect((await ask(token, '{ viewer { kind } }', node.url)).status).toBe(429);
    const again = await startTestHub(settings, undefined, hub);
    try {
      expect((await ask(token, '{ viewer { kind } }', again.url)).status).toBe(429);
    } finally {
      await again.close();
    }
  });

  test('is not what another client may spend', async () => {
    const [one, other] = [await signIn(hub.url, 'demo-firm'), await signIn(hub.url, 'demo-association')];
    nextMinute();
    await ask(one, rows(50));
    expect((await ask(one, '{ viewer { kind } }')).status).toBe(429);
    expect((await ask(other, '{ viewer { kind } }')).status).toBe(200);
  });

  test('counts what is asked side by side once each', async () => {
    const token = await signIn(hub.url, 'demo-region');
    nextMinute();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => ask(token, rows(5), [hub.url, node.url][index % 2])),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
  });
});

describe('the quota of an address', () => {
  test('is smaller, and spent by whatever comes from there without a token, malformed requests too', async () => {
    nextMinute();
    expect((await ask(null, rows(24))).header('ratelimit-remaining')).toBe('2');
    expect((await ask(null, '{ nothing')).status).toBe(400);
    expect((await ask(null, '{ viewer { kind } }')).status).toBe(200);
    expect((await ask(null, '{ viewer { kind } }')).status).toBe(429);
  });
});

test('a refused mutation does nothing', async () => {
  const token = await signIn(hub.url, 'demo-office');
  nextMinute();
  await ask(token, rows(50));
  const { status } = await ask(
    token,
    'mutation { revokeClient(input: { clientId: "demo-bank", reason: "演示" }) { client { status } } }',
  );
  expect(status).toBe(429);
  await expect(signIn(hub.url, 'demo-bank')).resolves.toEqual(expect.any(String));
});
