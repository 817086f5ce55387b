import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CryptoKey, type JWK, SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { sql } from '../../src/kernel/sql.js';
import { demoOrganizations } from '../../src/modules/organizations/demo.rules.js';
import { type Ask, type TestHub, askWith, signIn, startTestHub } from '../support/hub.js';

let hub: TestHub;
let node: TestHub;
let office: Ask;
let pair: Pair;
let other: Pair;
beforeAll(async () => {
  hub = await startTestHub();
  node = await startTestHub({}, undefined, hub);
  office = await hub.as('demo-office');
  [pair, other] = [await newPair(), await newPair()];
});
afterAll(async () => {
  await node.close();
  await hub.close();
});

interface Pair {
  alg: string;
  jwk: JWK;
  privateKey: CryptoKey;
}
const newPair = async (alg = 'ES256'): Promise<Pair> => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, jwk: await exportJWK(publicKey), privateKey };
};

const firm = demoOrganizations.find(({ key }) => key === 'firm')!.code;
const done = async (query: string, input: object) => {
  const { data, errors } = await office(query, { input });
  expect(errors).toBeUndefined();
  return data;
};
/** A client of the firm; returns its secret. */
const newClient = async (clientId: string): Promise<string> => {
  const data = await done(
    'mutation ($input: CreateClientInput!) { createClient(input: $input) { secret } }',
    { clientId, name: '核查', kind: 'FIRM', organization: firm, scopes: ['changes:read'] },
  );
  return data.createClient.secret;
};
const authenticate = (clientId: string, how: object) =>
  office(
    `mutation ($input: SetClientAuthenticationInput!) { setClientAuthentication(input: $input) {
      client { authentication dpopBound rotatedAt } } }`,
    { input: { clientId, ...how } },
  );

const token = async (fields: Record<string, string>, headers: Record<string, string> = {}, at = hub) => {
  const answer = await fetch(`${at.url}/oauth/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ grant_type: 'client_credentials', ...fields }),
  });
  return { status: answer.status, body: (await answer.json()) as any };
};
const basic = (clientId: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
});

/** The authorization server goes by the machine's clock. */
const seconds = () => Math.floor(Date.now() / 1000);
interface Assertion {
  claims?: object;
  alg?: string;
  by?: Pair;
}
const assertion = async (clientId: string, { claims = {}, by = pair }: Assertion = {}) => ({
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: await new SignJWT({
    iss: clientId,
    sub: clientId,
    aud: hub.config.url,
    jti: randomUUID(),
    iat: seconds(),
    exp: seconds() + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: by.alg })
    .sign(by.privateKey),
});

describe('a client that signs in with keys', () => {
  beforeAll(async () => {
    await newClient('key-firm');
    const { data, errors } = await authenticate('key-firm', { jwks: JSON.stringify({ keys: [pair.jwk] }) });
    expect(errors).toBeUndefined();
    expect(data.setClientAuthentication.client).toMatchObject({ authentication: 'KEYS', dpopBound: false });
  });

  test('gets a token for an assertion of its own', async () => {
    const { status, body } = await token(await assertion('key-firm'));
    expect([status, body.token_type, body.scope]).toEqual([200, 'Bearer', 'changes:read']);
    const { data } = await askWith(hub.url, body.access_token)('{ viewer { clientId } }');
    expect(data.viewer.clientId).toBe('key-firm');
  });

  test('once for each assertion, on whichever node', async () => {
    const one = await assertion('key-firm');
    const answers = await Promise.all([hub, node, hub, node].map((at) => token(one, {}, at)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    expect((await token(one, {}, node)).body.error).toBe('invalid_client');
  });

  test.each<[string, () => Promise<Record<string, string>>]>([
    ['of another key', () => assertion('key-firm', { by: other })],
    ['for another audience', () => assertion('key-firm', { claims: { aud: 'https://elsewhere.example' } })],
    ['from another issuer', () => assertion('key-firm', { claims: { iss: 'demo-firm' } })],
    ['about another client', () => assertion('key-firm', { claims: { sub: 'demo-firm' } })],
    ['that is over', () => assertion('key-firm', { claims: { exp: seconds() - 60 } })],
    ['that lasts too long', () => assertion('key-firm', { claims: { exp: seconds() + 3600 } })],
    ['without an end', () => assertion('key-firm', { claims: { exp: undefined } })],
    ['without an id', () => assertion('key-firm', { claims: { jti: undefined } })],
    ['from the future', () => assertion('key-firm', { claims: { iat: seconds() + 600 } })],
    [
      'signed with nothing',
      async () => {
        const { client_assertion, ...rest } = await assertion('key-firm');
        const [, payload] = client_assertion.split('.');
        const header = Buffer.from('{"alg":"none"}').toString('base64url');
        return { ...rest, client_assertion: `${header}.${payload}.` };
      },
    ],
    [
      'signed with the public key as if it were a secret',
      async () => ({
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await new SignJWT({ jti: randomUUID() })
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuer('key-firm')
          .setSubject('key-firm')
          .setAudience(hub.config.url)
          .setExpirationTime('1m')
          .sign(new TextEncoder().encode(JSON.stringify(pair.jwk))),
      }),
    ],
  ])('gets none for an assertion %s', async (_what, make) => {
    const { status, body } = await token(await make());
    expect([status, body.error, body.access_token]).toEqual([401, 'invalid_client', undefined]);
  });

  test('gets none with a secret, nor does a client with a secret for an assertion', async () => {
    expect((await token({}, basic('key-firm', 'whatever'))).status).toBe(401);
    expect((await token(await assertion('demo-firm'))).status).toBe(401);
  });

  test('keeps no token of keys that were replaced', async () => {
    const { body } = await token(await assertion('key-firm'));
    await authenticate('key-firm', { jwks: JSON.stringify({ keys: [other.jwk] }) });
    expect((await askWith(node.url, body.access_token)('{ viewer { kind } }')).status).toBe(401);
    expect((await token(await assertion('key-firm'))).status).toBe(401);
    expect((await token(await assertion('key-firm', { by: other }))).status).toBe(200);
  });

  test.each(['EdDSA', 'PS256'])('may sign by %s', async (alg) => {
    const by = await newPair(alg);
    await authenticate('key-firm', { jwks: JSON.stringify({ keys: [by.jwk] }) });
    expect((await token(await assertion('key-firm', { by }))).status).toBe(200);
  });

  test('may have several keys, each with a kid', async () => {
    const keys = [
      { ...pair.jwk, kid: 'a' },
      { ...other.jwk, kid: 'b' },
    ];
    expect((await authenticate('key-firm', { jwks: JSON.stringify({ keys }) })).errors).toBeUndefined();
    const refused = await authenticate('key-firm', { jwks: JSON.stringify({ keys: [pair.jwk, other.jwk] }) });
    expect(refused.errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.jwks' });
  });

  test('is told not to send a private key, and a weak one is refused', async () => {
    const secret = await exportJWK(pair.privateKey);
    for (const keys of [[secret], [{ kty: 'oct', k: 'AAAA' }], [{ kty: 'RSA', n: 'AAAA', e: 'AQAB' }], []]) {
      const { errors } = await authenticate('key-firm', { jwks: JSON.stringify({ keys }) });
      expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.jwks' });
      expect(JSON.stringify(errors)).not.toContain(String(secret.d));
    }
  });

  test('signs in with a secret again once it got a new one', async () => {
    const { rotateClientSecret } = await done(
      'mutation ($input: RotateClientSecretInput!) { rotateClientSecret(input: $input) { secret client { authentication } } }',
      { clientId: 'key-firm' },
    );
    expect(rotateClientSecret.client.authentication).toBe('SECRET');
    expect((await token({}, basic('key-firm', rotateClientSecret.secret))).status).toBe(200);
    expect((await token(await assertion('key-firm'))).status).toBe(401);
  });
});

/** Proofs go by the clock of the hub. */
const hubSeconds = () => Math.floor(hub.clock.now().getTime() / 1000);
interface ProofParts {
  claims?: object;
  header?: object;
  by?: Pair;
}
const proof = (htm: string, htu: string, { claims = {}, header = {}, by = pair }: ProofParts = {}) =>
  new SignJWT({ htm, htu, jti: randomUUID(), iat: hubSeconds(), ...claims })
    .setProtectedHeader({ alg: by.alg, typ: 'dpop+jwt', jwk: by.jwk, ...header })
    .sign(by.privateKey);

describe('a token bound to a key', () => {
  let secret: string;
  let bound: string;
  const athOf = (text: string) => createHash('sha256').update(text).digest('base64url');
  const ask = async (headers: Record<string, string>, at = hub) => {
    const answer = await fetch(`${at.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ viewer { clientId } }' }),
    });
    return { status: answer.status, www: answer.headers.get('www-authenticate'), text: await answer.text() };
  };
  const withProof = async (parts: ProofParts = {}, at = hub, htm = 'POST', htu = `${at.url}/graphql`) => ({
    authorization: `DPoP ${bound}`,
    dpop: await proof(htm, htu, { ...parts, claims: { ath: athOf(bound), ...parts.claims } }),
  });
  const getBound = async (clientId = 'bound-firm', by = pair) => {
    const dpop = await proof('POST', `${hub.url}/oauth/token`, { by });
    return token({}, { ...basic(clientId, secret), dpop });
  };
  beforeAll(async () => {
    secret = await newClient('bound-firm');
    const { status, body } = await getBound();
    expect([status, body]).toEqual([200, expect.objectContaining({ token_type: 'DPoP' })]);
    bound = body.access_token;
  });

  test('counts with a proof of that key, on each node', async () => {
    expect((await ask(await withProof())).text).toContain('"clientId":"bound-firm"');
    expect((await ask(await withProof({}, node), node)).status).toBe(200);
  });

  test('counts at addresses beside GraphQL too', async () => {
    const at = `${hub.url}/imports/IMP-0`;
    const asked = async (htu: string) =>
      (await fetch(at, { headers: { ...(await withProof({}, hub, 'GET', htu)) } })).status;
    expect(await asked(`${hub.url}/graphql`)).toBe(401);
    expect([403, 404]).toContain(await asked(at));
  });

  test('counts once for each proof, on whichever node and however often at once', async () => {
    const headers = await withProof();
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
  });

  test.each<[string, () => Promise<Record<string, string>>]>([
    ['as a bearer', async () => ({ authorization: `Bearer ${bound}` })],
    ['as a bearer with a proof', async () => ({ ...(await withProof()), authorization: `Bearer ${bound}` })],
    ['without a proof', async () => ({ authorization: `DPoP ${bound}` })],
    ['with a proof of another key', () => withProof({ by: other })],
    ['with a proof of another method', () => withProof({}, hub, 'GET')],
    ['with a proof of another address', () => withProof({}, hub, 'POST', `${hub.url}/imports`)],
    ['with a proof of another host', () => withProof({}, hub, 'POST', 'https://elsewhere.example/graphql')],
    ['with a proof of no token', () => withProof({ claims: { ath: undefined } })],
    ['with a proof of another token', () => withProof({ claims: { ath: athOf('other') } })],
    ['with an old proof', () => withProof({ claims: { iat: hubSeconds() - 120 } })],
    ['with a proof from the future', () => withProof({ claims: { iat: hubSeconds() + 120 } })],
    ['with a proof without time', () => withProof({ claims: { iat: undefined } })],
    ['with a proof without id', () => withProof({ claims: { jti: undefined } })],
    ['with a proof whose id is too long', () => withProof({ claims: { jti: 'x'.repeat(300) } })],
    ['with a token of another type as proof', () => withProof({ header: { typ: 'JWT' } })],
    ['with a proof of a key that does not fit', () => withProof({ header: { jwk: other.jwk } })],
    [
      'with a proof that shows its private key',
      async () => withProof({ header: { jwk: await exportJWK(pair.privateKey) } }),
    ],
    [
      'with a proof signed with nothing',
      async () => {
        const headers = await withProof();
        const [, payload] = headers.dpop.split('.');
        const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'dpop+jwt', jwk: pair.jwk }));
        return { ...headers, dpop: `${header.toString('base64url')}.${payload}.` };
      },
    ],
    ['with two proofs', async () => ({ ...(await withProof()), dpop: 'a, b' })],
    ['with nonsense', async () => ({ ...(await withProof()), dpop: 'nonsense' })],
  ])('does not count %s', async (_what, make) => {
    const { status, text, www } = await ask(await make());
    expect(status).toBe(401);
    expect(text).toContain('UNAUTHENTICATED');
    expect(www).toMatch(/^(Bearer|DPoP) .*error="invalid_token"/);
  });

  test('a bearer token is not made a bound one by a proof', async () => {
    const free = await signIn(hub.url, 'demo-firm');
    const headers = { dpop: await proof('POST', `${hub.url}/graphql`, { claims: { ath: athOf(free) } }) };
    expect((await ask({ ...headers, authorization: `DPoP ${free}` })).status).toBe(401);
    expect((await ask({ ...headers, authorization: `Bearer ${free}` })).status).toBe(200);
  });

  test('no token is had for a wrong or a used proof', async () => {
    const dpop = await proof('POST', `${hub.url}/oauth/token`);
    expect((await token({}, { ...basic('bound-firm', secret), dpop })).status).toBe(200);
    const again = await token({}, { ...basic('bound-firm', secret), dpop });
    expect([again.status, again.body.error]).toEqual([400, 'invalid_dpop_proof']);
    const elsewhere = await proof('POST', `${hub.url}/graphql`);
    expect((await token({}, { ...basic('bound-firm', secret), dpop: elsewhere })).status).toBe(400);
  });

  test('a client of which it is asked gets no other, and keeps none', async () => {
    const before = (await token({}, basic('bound-firm', secret))).body.access_token;
    await authenticate('bound-firm', { dpopBound: true });
    expect((await askWith(hub.url, before)('{ viewer { kind } }')).status).toBe(401);
    const { status, body } = await token({}, basic('bound-firm', secret));
    expect([status, body.error]).toEqual([400, 'invalid_request']);
    expect((await getBound()).body.token_type).toBe('DPoP');
  });

  test('the database holds the thumbprint of its key and nothing of the proof', async () => {
    await getBound();
    const rows = await hub.database.rows<{ payload: { jkt?: string } }>(
      sql`select payload from oauth_token where client_id = 'bound-firm'`,
    );
    expect(rows.map(({ payload }) => payload.jkt)).toContain(await calculateJwkThumbprint(pair.jwk));
    const spent = await hub.database.rows(sql`select payload from oauth_token where model = 'DPoP'`);
    expect(new Set(spent.map((row) => JSON.stringify(row)))).toEqual(new Set(['{"payload":{}}']));
  });
});
