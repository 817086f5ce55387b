import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { type TestHub, signIn, startTestHub } from '../support/hub.js';

let hub: TestHub;
let token: string;
beforeAll(async () => {
  hub = await startTestHub({ HUB_QUOTA_COST: '1000' });
  token = await signIn(hub.url, 'demo-firm');
});
afterAll(() => hub.close());

/**
 * The audits send no header that a page of another origin could not send; the hub asks for one on GET. Some ask for a
 * type of the schema, which needs a token that may read it.
 */
const fetchFn: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('apollo-require-preflight', 'audit');
  headers.set('authorization', `Bearer ${token}`);
  return fetch(input, { ...init, headers });
};

const audits = serverAudits({ url: () => `${hub.url}/graphql`, fetchFn });

test('the audits are those of the suite', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
  '%s %s',
  async (_id, _name, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  },
);
