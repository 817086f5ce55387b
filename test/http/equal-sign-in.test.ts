import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CryptoKey, SignJWT, exportJWK, generateKeyPair } from 'jose';
import { demoOrganizations } from '../../src/modules/organizations/demo.rules.js';
import { cryptoWorkOf } from '../support/crypto-work.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { statementsOf } from '../support/statements.js';

const algorithms = ['ES256', 'PS256', 'EdDSA'];
/** One of each kind there is: by secret, by key, stopped, and one that is nobody. */
const clients = ['secret-firm', 'key-firm', 'stopped-firm', 'nobody-firm'];

let hub: TestHub;
const strangers = new Map<string, CryptoKey>();
beforeAll(async () => {
  hub = await startTestHub({ HUB_HELD_SUBJECTS: '0' });
  for (const alg of algorithms) strangers.set(alg, (await generateKeyPair(alg)).privateKey);
  const office = await hub.as('demo-office');
  const act = async (name: string, type: string, payload: string, input: object) => {
    const { errors } = await office(`mutation ($input: ${type}!) { ${name}(input: $input) { ${payload} } }`, {
      input,
    });
    expect(errors).toBeUndefined();
  };
  const firm = demoOrganizations.find(({ key }) => key === 'firm')!.code;
  for (const clientId of ['secret-firm', 'key-firm', 'stopped-firm'])
    await act('createClient', 'CreateClientInput', 'secret', {
      ...{ clientId, name: '核查', kind: 'FIRM', organization: firm, scopes: ['changes:read'] },
    });
  const own = await exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey);
  await act('setClientAuthentication', 'SetClientAuthenticationInput', 'client { id }', {
    ...{ clientId: 'key-firm', jwks: JSON.stringify({ keys: [own] }) },
  });
  await act('suspendClient', 'SuspendClientInput', 'client { id }', {
    ...{ clientId: 'stopped-firm', reason: '核查' },
  });
});
afterAll(() => hub.close());

const bySecret = (clientId: string) => async () => ({
  headers: { authorization: `Basic ${Buffer.from(`${clientId}:wrong`).toString('base64')}` },
  fields: {},
});

const byKey = (clientId: string, alg: string, kid?: string) => async () => {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: clientId, sub: clientId, aud: hub.config.url, jti: randomUUID() };
  return {
    headers: {},
    fields: {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await new SignJWT({ ...claims, iat: now, exp: now + 60 })
        .setProtectedHeader({ alg, ...(kid === undefined ? {} : { kid }) })
        .sign(strangers.get(alg)!),
    },
  };
};

type Way = (
  clientId: string,
) => () => Promise<{ headers: Record<string, string>; fields: Record<string, string> }>;

/** What an attempt costs, and what came back. */
const attempt = async (path: string, prepare: ReturnType<Way>) => {
  const { headers, fields } = await prepare();
  let told = '';
  let crypto: string[] = [];
  const statements = await statementsOf(async () => {
    crypto = await cryptoWorkOf(async () => {
      const answer = await fetch(hub.url + path, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ grant_type: 'client_credentials', token: 'none', ...fields }),
      });
      told = `${answer.status} ${await answer.text()}`;
    });
  });
  return { told, crypto, statements };
};

const ways: [string, Way, string[]][] = [
  ['a secret', bySecret, ['SCRYPTREQUEST']],
  ...algorithms.map((alg): [string, Way, string[]] => [
    `an assertion signed ${alg}`,
    (clientId) => byKey(clientId, alg),
    ['SIGNREQUEST'],
  ]),
  ['an assertion that names a key', (clientId) => byKey(clientId, 'ES256', 'k1'), []],
  ['nothing but its name', (clientId) => async () => ({ headers: {}, fields: { client_id: clientId } }), []],
];

describe.each(['/oauth/token', '/oauth/revoke'])('a sign-in that fails at %s', (path) => {
  test.each(ways)('with %s does the same work for every client and for none', async (_how, way, expected) => {
    await attempt(path, way('nobody-firm')); // what is made once is made
    for (const clientId of clients) {
      const { told, crypto, statements } = await attempt(path, way(clientId));
      expect(told).toMatch(/^401 .*"invalid_client"/);
      expect({ clientId, crypto }).toEqual({ clientId, crypto: expected });
      expect(statements).toEqual((await attempt(path, way('nobody-firm'))).statements);
      expect(statements).toHaveLength(1);
    }
  });
});
