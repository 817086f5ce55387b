import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import net from 'node:net';
import { sql } from '../../../src/kernel/sql.js';
import type { Database } from '../../../src/db/database.js';
import { demoOrganizations, demoSecret } from '../../../src/modules/organizations/demo.rules.js';
import { seedDemoClients } from '../../../src/modules/organizations/demo.service.js';
import { hashToken } from '../../../src/modules/organizations/token.repository.js';
import { onPostgres } from '../../support/database.js';
import { clearDue } from '../../support/retention.js';
import {
  type Served,
  actOf,
  basic,
  kitOver,
  openOrganizations,
  post,
  requestToken,
  serve,
  stopServing,
  bearer,
} from './support.js';

type Hub = Awaited<ReturnType<typeof openOrganizations>>;
let hub: Hub;
let database: Database;
let served: Served;
const printed: unknown[][] = [];

const tax = demoOrganizations.find(({ key }) => key === 'tax')!.code;
const agencyClient = async (clientId: string, scopes = ['checks:write', 'records:read']) => {
  const { secret } = await hub.module.clients.createClient(actOf(), {
    clientId,
    name: '测试',
    kind: 'AGENCY',
    organization: tax,
    scopes,
  });
  return secret;
};
const tokenOf = async (clientId: string, secret: string, fields = {}): Promise<string> => {
  const { status, body } = await requestToken(served, clientId, secret, fields);
  expect({ status, error: body.error }).toEqual({ status: 200, error: undefined });
  return body.access_token;
};

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const signal = () => {
  let raise = (): void => undefined;
  const raised = new Promise<void>((resolve) => (raise = resolve));
  return { raise: () => raise(), raised };
};

beforeAll(async () => {
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation((...words) => void printed.push(words));
  }
  hub = await openOrganizations();
  database = hub.database;
  await hub.kit.work.run(actOf(), 'seed', null, (unit) => seedDemoClients(unit, hub.ids));
  served = await serve(hub.module);
});
afterAll(async () => {
  await stopServing();
  await database.close();
  jest.restoreAllMocks();
});

describe('POST /oauth/token', () => {
  test('gives an opaque bearer token with all scopes of the client, and the token makes its principal', async () => {
    const secret = await agencyClient('front-end');
    const { status, headers, body } = await requestToken(served, 'front-end', secret);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      expires_in: hub.kit.config.tokenMinutes * 60,
      token_type: 'Bearer',
      scope: 'checks:write records:read',
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(await hub.module.tokens.authenticate(bearer(body.access_token))).toEqual({
      kind: 'AGENCY',
      organizationId: hub.ids.get('tax'),
      subjectId: null,
      clientId: 'front-end',
      personId: null,
      scopes: new Set(['checks:write', 'records:read']),
      purpose: null,
      trustedDocumentsOnly: false,
    });
  });

  test('takes the secret in the body too, from pages of any origin and whatever they accept, as JSON', async () => {
    const secret = await agencyClient('body-client');
    const fields = { grant_type: 'client_credentials', client_id: 'body-client', client_secret: secret };
    const headers = { origin: served.url, accept: 'text/html' };
    expect((await post(`${served.url}/oauth/token`, fields, headers)).status).toBe(200);
    const foreign = { origin: 'https://example.org' };
    const refused = await post(
      `${served.url}/oauth/token`,
      { ...fields, client_secret: 'x' },
      { ...headers, ...foreign },
    );
    expect(refused).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('narrows the scopes to those asked for, and refuses more instead of cutting down', async () => {
    const secret = await agencyClient('narrow-client');
    const token = await tokenOf('narrow-client', secret, { scope: 'records:read' });
    expect([...(await hub.module.tokens.authenticate(bearer(token)))!.scopes]).toEqual(['records:read']);
    for (const scope of ['records:read lists:publish', 'no:such', 'openid', 'a\u0000b']) {
      const { status, body } = await requestToken(served, 'narrow-client', secret, { scope });
      expect({ scope, status, error: body.error }).toEqual({ scope, status: 400, error: 'invalid_scope' });
    }
  });

  test('a client that holds no scope gets a token without any', async () => {
    const secret = await agencyClient('bare-client', []);
    expect(
      (await hub.module.tokens.authenticate(bearer(await tokenOf('bare-client', secret))))!.scopes.size,
    ).toBe(0);
    expect((await requestToken(served, 'bare-client', secret, { scope: 'records:read' })).body.error).toBe(
      'invalid_scope',
    );
  });

  test('answers a wrong secret, an unknown client, a malformed one and the stored hash alike', async () => {
    await agencyClient('known-client');
    const stored = await database.one<{ hash: string }>(
      sql`select secret_hash as hash from client where client_id = 'known-client'`,
    );
    const answers = await Promise.all([
      requestToken(served, 'known-client', 'wrong'),
      requestToken(served, 'unknown-client', 'wrong'),
      requestToken(served, 'Malformed Client', 'wrong'),
      requestToken(served, 'known-client', stored!.hash),
    ]);
    for (const { status, body } of answers) {
      expect({ status, body }).toEqual({
        status: 401,
        body: { error: 'invalid_client', error_description: 'client authentication failed' },
      });
    }
  });

  test.each([
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['no grant', {}, 'invalid_request'],
    [
      'another resource',
      { grant_type: 'client_credentials', resource: 'https://example.org/' },
      'invalid_target',
    ],
  ] as [string, Record<string, string>, string][])('refuses %s with 400', async (_what, fields, error) => {
    const authorization = basic('demo-firm', demoSecret);
    expect(await post(`${served.url}/oauth/token`, fields, { authorization })).toMatchObject({
      status: 400,
      body: { error },
    });
  });

  test.each([
    ['no body and no client', {}, undefined],
    ['a JSON body', { 'content-type': 'application/json' }, '{"grant_type":"client_credentials"}'],
    ['a body without type', { 'content-type': '' }, 'grant_type=client_credentials'],
    ['a malformed type', { 'content-type': ';;' }, 'x'],
    ['a Bearer header', { authorization: 'Bearer abc' }, 'grant_type=client_credentials'],
    ['a Basic header that is no base64', { authorization: 'Basic ***' }, 'grant_type=client_credentials'],
    [
      'a Basic header of a wrong encoding',
      { authorization: `Basic ${btoa('%zz:%')}` },
      'grant_type=client_credentials',
    ],
    ['a NUL in the client', { authorization: `Basic ${btoa('a%00b:x')}` }, 'grant_type=client_credentials'],
    ['a parameter twice', {}, 'grant_type=client_credentials&client_id=a&client_id=b&client_secret=c'],
    ['a body beyond 56 KiB', {}, `grant_type=client_credentials&x=${'y'.repeat(60_000)}`],
    [
      'two ways to sign in',
      { authorization: basic('demo-firm', 'demo') },
      'grant_type=client_credentials&client_secret=demo',
    ],
  ] as [string, Record<string, string>, string | undefined][])(
    'answers %s with 400 or 401 as OAuth says',
    async (_what, headers, body) => {
      const response = await fetch(`${served.url}/oauth/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const answer = (await response.json()) as { error: string };
      expect([400, 401]).toContain(response.status);
      expect(answer.error).toMatch(/^invalid_(request|client)$/);
    },
  );

  test('exposes nothing else of the authorization server', async () => {
    const paths = [
      '/auth',
      '/oauth/auth',
      '/me',
      '/jwks',
      '/reg',
      '/session/end',
      '/request',
      '/token',
      '/token/introspection',
    ];
    for (const path of [...paths, '/.well-known/openid-configuration']) {
      for (const method of ['GET', 'POST']) {
        expect({ path, status: (await fetch(served.url + path, { method })).status }).toEqual({
          path,
          status: 404,
        });
      }
    }
    expect((await fetch(`${served.url}/oauth/token`)).status).toBe(404);
  });

  test('names its endpoints in metadata (RFC 8414)', async () => {
    const response = await fetch(`${served.url}/.well-known/oauth-authorization-server`);
    expect(await response.json()).toMatchObject({
      issuer: hub.kit.config.url,
      token_endpoint: `${hub.kit.config.url}/oauth/token`,
      revocation_endpoint: `${hub.kit.config.url}/oauth/revoke`,
      grant_types_supported: ['client_credentials'],
    });
  });

  test('a caller that goes away in the middle leaves the server whole', async () => {
    const socket = net.connect(Number(new URL(served.url).port), '127.0.0.1');
    socket.write(
      'POST /oauth/token HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 99\r\n\r\ngrant',
    );
    await pause(50);
    socket.destroy();
    await tokenOf('demo-firm', demoSecret);
  });
});

describe('the life of a token', () => {
  test('ends with its minutes, to the second', async () => {
    const { kit, clock, module } = kitOver(database);
    const own = await serve(module);
    const { body } = await requestToken(own, 'demo-bank', demoSecret);
    clock.advance({ minutes: kit.config.tokenMinutes, seconds: -1 });
    expect(await module.tokens.authenticate(bearer(body.access_token))).toMatchObject({ kind: 'BANK' });
    clock.advance({ seconds: 1 });
    expect(await module.tokens.authenticate(bearer(body.access_token))).toBeNull();
  });

  test('ends when the client revokes it, and only its own', async () => {
    const secret = await agencyClient('revoking-client');
    const token = await tokenOf('revoking-client', secret);
    const others = await tokenOf('demo-firm', demoSecret);
    const headers = { authorization: basic('revoking-client', secret) };
    for (const each of [token, others, 'unknown']) {
      expect((await post(`${served.url}/oauth/revoke`, { token: each }, headers)).status).toBe(200);
    }
    expect(await hub.module.tokens.authenticate(bearer(token))).toBeNull();
    expect(await hub.module.tokens.authenticate(bearer(others))).toMatchObject({ clientId: 'demo-firm' });
    const stranger = { authorization: basic('revoking-client', 'wrong') };
    expect((await post(`${served.url}/oauth/revoke`, { token: others }, stranger)).status).toBe(401);
    expect((await post(`${served.url}/oauth/revoke`, {}, headers)).status).toBe(400);
  });

  test('ends with a rotation, as does the old secret', async () => {
    const old = await agencyClient('rotating-client');
    const token = await tokenOf('rotating-client', old);
    const { secret } = await hub.module.clients.rotateClientSecret(actOf(), { clientId: 'rotating-client' });
    expect(await hub.module.tokens.authenticate(bearer(token))).toBeNull();
    expect((await requestToken(served, 'rotating-client', old)).status).toBe(401);
    expect(
      await hub.module.tokens.authenticate(bearer(await tokenOf('rotating-client', secret))),
    ).not.toBeNull();
  });

  test('ends with the client, at the next request, and there is no other', async () => {
    const secret = await agencyClient('ending-client');
    const token = await tokenOf('ending-client', secret);
    await hub.module.standing.revokeClient(actOf(), { clientId: 'ending-client', reason: '停用' });
    expect(await hub.module.tokens.authenticate(bearer(token))).toBeNull();
    expect((await requestToken(served, 'ending-client', secret)).body.error).toBe('invalid_client');
    expect(await database.rows(sql`select 1 from oauth_token where client_id = 'ending-client'`)).toEqual([]);
  });

  test('rests while its organization takes no part', async () => {
    const token = await tokenOf('demo-association', demoSecret);
    const setActive = (active: boolean) =>
      database.rows(
        sql`update organization set active = ${active} where id = ${hub.ids.get('association')!}`,
      );
    await setActive(false);
    expect(await hub.module.tokens.authenticate(bearer(token))).toBeNull();
    expect((await requestToken(served, 'demo-association', demoSecret)).status).toBe(401);
    await setActive(true);
    expect(await hub.module.tokens.authenticate(bearer(token))).not.toBeNull();
  });

  test('loses a scope that its client loses', async () => {
    const token = await tokenOf('narrow-client', await rotated('narrow-client'));
    await database.rows(sql`update client set scopes = '{records:read}' where client_id = 'narrow-client'`);
    expect([...(await hub.module.tokens.authenticate(bearer(token)))!.scopes]).toEqual(['records:read']);
  });

  test('unknown, empty, odd and hashed tokens are nobody', async () => {
    const token = await tokenOf('demo-firm', demoSecret);
    for (const odd of ['', 'x', '\u0000', hashToken(token), token.toUpperCase()]) {
      expect(await hub.module.tokens.authenticate(bearer(odd))).toBeNull();
    }
  });

  test('expired tokens leave the table with the sweep, later ones stay', async () => {
    const { clock, module, kit } = kitOver(database);
    const own = await serve(module);
    await requestToken(own, 'demo-bank', demoSecret);
    clock.advance({ days: 2 });
    await requestToken(own, 'demo-bank', demoSecret);
    await clearDue(kit);
    const left = await database.rows<{ live: boolean }>(
      sql`select expires_at > ${clock.now()}::timestamptz as live from oauth_token where client_id = 'demo-bank'`,
    );
    expect(left).toEqual([{ live: true }]);
  });

  test('is not had with the old secret while that is being rotated', async () => {
    const old = await rotated('rotating-client');
    // Whoever holds the head of the ledger keeps the rotation from its end.
    const [held, release] = [signal(), signal()];
    const holding = database.transaction(async (transaction) => {
      await transaction.rows(sql`select id from ledger_head for update`);
      held.raise();
      await release.raised;
    });
    await held.raised;
    const rotation = hub.module.clients.rotateClientSecret(actOf(), { clientId: 'rotating-client' });
    await pause(300);
    const request = requestToken(served, 'rotating-client', old);
    await pause(300);
    release.raise();
    const [{ status, body }] = await Promise.all([request, rotation, holding]);
    if (onPostgres) expect(status).toBe(401);
    if (body.access_token) expect(await hub.module.tokens.authenticate(bearer(body.access_token))).toBeNull();
  });

  describe('whose organization is suspended while it is being got', () => {
    const housing = demoOrganizations.find(({ key }) => key === 'housing')!.code;
    const set = (verb: 'suspendOrganization' | 'resumeOrganization') =>
      hub.module.standing[verb](actOf(), { code: housing, reason: '核实中' });
    const worksAfterwards = async (body: { access_token?: string }) => {
      await set('resumeOrganization');
      return (
        body.access_token !== undefined && (await hub.module.tokens.authenticate(bearer(body.access_token)))
      );
    };

    test('is not had by whoever signed in before', async () => {
      // The suspension comes between the look at the client and the token.
      const between = Object.create(database, {
        rows: { value: database.rows.bind(database) },
        one: {
          value: async (query: Parameters<Database['one']>[0]) => {
            const found = await database.one(query);
            if (query.text.includes('dpop_bound')) await set('suspendOrganization');
            return found;
          },
        },
      }) as Database;
      const own = await serve(kitOver(between).module);
      const { status, body } = await requestToken(own, 'demo-agency-housing', demoSecret);
      expect({ status, error: body.error }).toEqual({ status: 401, error: 'invalid_client' });
      expect(await worksAfterwards(body)).toBeFalsy();
    });

    test('waits for the suspension, or is ended by it', async () => {
      const [held, release] = [signal(), signal()];
      const holding = database.transaction(async (transaction) => {
        await transaction.rows(sql`select id from ledger_head for update`);
        held.raise();
        await release.raised;
      });
      await held.raised;
      const suspension = set('suspendOrganization');
      await pause(300);
      const request = requestToken(served, 'demo-agency-housing', demoSecret);
      await pause(300);
      release.raise();
      const [{ status, body }] = await Promise.all([request, suspension, holding]);
      if (onPostgres) expect(status).toBe(401);
      expect(await worksAfterwards(body)).toBeFalsy();
    });
  });

  const rotated = async (clientId: string) =>
    (await hub.module.clients.rotateClientSecret(actOf(), { clientId })).secret;
});

test('production refuses demo clients, and tokens they got before', async () => {
  const { module } = kitOver(database, 'production');
  const token = await tokenOf('demo-office', demoSecret);
  const own = await serve(module);
  expect((await requestToken(own, 'demo-office', demoSecret)).body.error).toBe('invalid_client');
  expect(await hub.module.tokens.authenticate(bearer(token))).toMatchObject({ kind: 'OFFICE' });
  expect(await module.tokens.authenticate(bearer(token))).toBeNull();
  const secret = await agencyClient('real-client');
  expect((await requestToken(own, 'real-client', secret)).status).toBe(200);
});

test('a failing database answers server_error and tells no one more', async () => {
  const broken = Object.create(database, {
    one: { value: () => Promise.reject(new Error('select * from secret_things')) },
  }) as Database;
  const own = await serve(kitOver(broken).module);
  const { status, body } = await requestToken(own, 'demo-firm', demoSecret);
  expect({ status, error: body.error }).toEqual({ status: 500, error: 'server_error' });
  expect(JSON.stringify(body) + own.logged.join('')).not.toContain('secret_things');
  expect(own.logged.join('')).toContain('oauth failed');
});

test('neither logs nor the console nor any table hold a token or secret in clear', async () => {
  const secret = await agencyClient('canary-client');
  const token = await tokenOf('canary-client', secret);
  await requestToken(served, 'canary-client', `${secret}x`);
  await post(
    `${served.url}/oauth/revoke`,
    { token: 'other' },
    { authorization: basic('canary-client', secret) },
  );
  const tables = await database.rows<{ text: string }>(sql`
    select row_to_json(t)::text as text from oauth_token t union all select row_to_json(c)::text from client c
    union all select row_to_json(a)::text from audit_event a union all select row_to_json(i)::text from idempotency i
    union all select row_to_json(s)::text from status_change s`);
  const everything = [...served.logged, ...tables.map(({ text }) => text)].join('\n');
  expect(everything).toContain(hashToken(token));
  expect(everything).not.toContain(token);
  expect(everything).not.toContain(secret);
  expect(everything).not.toContain(Buffer.from(secret).toString('base64').slice(4, 40));
  expect(served.logged.join('')).toContain('/oauth/token');
  expect(printed).toEqual([]);
});
