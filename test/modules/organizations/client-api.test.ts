import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type Ask, type TestHub, askWith, signIn, startTestHub } from '../../support/hub.js';
import { demoOrganizations } from '../../../src/modules/organizations/demo.rules.js';

let hub: TestHub;
let office: Ask;

const market = demoOrganizations.find(({ key }) => key === 'market')!;
const createClient = `mutation ($input: CreateClientInput!) { createClient(input: $input) {
  secret client { id clientId name kind status scopes rotatedAt revokedAt organization { code name } } } }`;
const viewer = '{ viewer { kind clientId scopes organization { code } } }';
const input = {
  clientId: 'market-licensing',
  name: '市场主体登记系统',
  kind: 'AGENCY',
  organization: market.code,
  scopes: ['checks:write'],
};

beforeAll(async () => {
  hub = await startTestHub();
  office = await hub.as('demo-office');
});
afterAll(() => hub.close());

describe('the office and its clients over GraphQL', () => {
  test('makes a client, gives it a new secret, revokes it; each counts at the next request', async () => {
    const { data } = await office(createClient, { input });
    expect(data.createClient.client).toMatchObject({
      ...input,
      status: 'ACTIVE',
      organization: { code: market.code, name: market.name },
      rotatedAt: null,
    });
    const first = askWith(hub.url, await signIn(hub.url, input.clientId, data.createClient.secret));
    expect((await first(viewer)).data.viewer).toEqual({
      kind: 'AGENCY',
      clientId: input.clientId,
      scopes: ['checks:write'],
      organization: { code: market.code },
    });

    const rotated = await office(
      `mutation ($input: RotateClientSecretInput!) { rotateClientSecret(input: $input) { secret client { rotatedAt } } }`,
      { input: { clientId: input.clientId } },
    );
    expect(rotated.data.rotateClientSecret.client.rotatedAt).toBe(hub.clock.now().toISOString());
    expect(await first(viewer)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const { secret } = rotated.data.rotateClientSecret;
    const second = askWith(hub.url, await signIn(hub.url, input.clientId, secret));
    expect((await second(viewer)).status).toBe(200);

    const revoked = await office(
      `mutation ($input: RevokeClientInput!) { revokeClient(input: $input) { client { status revokedAt } } }`,
      { input: { clientId: input.clientId, reason: '系统停用' } },
    );
    expect(revoked.data.revokeClient.client).toEqual({
      status: 'REVOKED',
      revokedAt: hub.clock.now().toISOString(),
    });
    expect((await second(viewer)).status).toBe(401);
    await expect(signIn(hub.url, input.clientId, secret)).rejects.toThrow('401 invalid_client');
  });

  test('reads what became of a client in one request that does two things to it', async () => {
    const made = await office(createClient, { input: { ...input, clientId: 'two-steps' } });
    const both = await office(`mutation {
      rotateClientSecret(input: { clientId: "two-steps" }) { client { status } }
      revokeClient(input: { clientId: "two-steps", reason: "停用" }) { client { status } } }`);
    expect(both.data.rotateClientSecret.client.status).toBe('ACTIVE');
    expect(both.data.revokeClient.client.status).toBe('REVOKED');
    const found = await office(`query ($id: ID!) { node(id: $id) { ... on Client { clientId status } } }`, {
      id: made.data.createClient.client.id,
    });
    expect(found.data.node).toEqual({ clientId: 'two-steps', status: 'REVOKED' });
  });

  test('names the field that is wrong', async () => {
    const { errors } = await office(createClient, { input: { ...input, clientId: 'X' } });
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.clientId' });
  });

  test('is the only one that lists, finds and makes clients', async () => {
    const list = '{ clients(first: 100) { nodes { id clientId organization { code } } } }';
    const listed = await office(list);
    expect(listed.data.clients.nodes.map((each: { clientId: string }) => each.clientId)).toContain(
      'demo-subject',
    );
    const { id } = listed.data.clients.nodes[0];
    for (const clientId of ['demo-agency-tax', 'demo-auditor', 'demo-firm', 'demo-subject']) {
      const other = await hub.as(clientId);
      expect((await other(list)).errors![0]!.extensions.code).toBe('FORBIDDEN');
      expect((await other(createClient, { input })).errors![0]!.extensions.code).toBe('FORBIDDEN');
      expect((await other(`{ node(id: "${id}") { id } }`)).data.node).toBeNull();
    }
    const narrow = askWith(hub.url, await signIn(hub.url, 'demo-office', 'demo', 'audit:read'));
    expect((await narrow(list)).errors![0]!.extensions.code).toBe('FORBIDDEN');
  });
});

test('everybody reads the organizations, page after page', async () => {
  const query = `query ($after: String) { organizations(filter: { kind: AGENCY, level: COUNTY }, first: 4, after: $after) {
    nodes { code name kind active } pageInfo { hasNextPage endCursor } } }`;
  const codes: string[] = [];
  for (let after: string | null = null; ;) {
    const { data }: Answer = await hub.asPublic(query, { after });
    codes.push(...data.organizations.nodes.map(({ code }: { code: string }) => code));
    after = data.organizations.pageInfo.endCursor;
    if (!data.organizations.pageInfo.hasNextPage) break;
  }
  const known = demoOrganizations.filter(({ kind, level }) => kind === 'AGENCY' && level === 'COUNTY');
  expect(codes).toEqual([...codes].sort());
  expect(codes).toEqual(expect.arrayContaining(known.map(({ code }) => code)));
});
