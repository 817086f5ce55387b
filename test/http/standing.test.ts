import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from '../../src/kernel/sql.js';
import { demoOrganizations } from '../../src/modules/organizations/index.js';
import { type Ask, type TestHub, askWith, signIn, startTestHub } from '../support/hub.js';

let hub: TestHub;
let node: TestHub;
let office: Ask;
beforeAll(async () => {
  hub = await startTestHub();
  node = await startTestHub({}, undefined, hub);
  office = await hub.as('demo-office');
});
afterAll(async () => {
  await node.close();
  await hub.close();
});

const codeOf = (name: string) => demoOrganizations.find(({ key }) => key === name)!.code;
const who = '{ viewer { clientId } }';
const statusOn = async (at: TestHub, token: string) => (await askWith(at.url, token)(who)).status;
const changeClient = (verb: string, clientId: string, reason = '核实中') =>
  office(
    `mutation ($clientId: String!, $reason: String!) { ${verb}(input: { clientId: $clientId, reason: $reason }) { client { status } } }`,
    { clientId, reason },
  );
const changeOrganization = (verb: string, code: string, reason = '核实中') =>
  office(
    `mutation ($code: String!, $reason: String!) { ${verb}(input: { code: $code, reason: $reason }) { organization { active } } }`,
    { code, reason },
  );
const auditsSince = async (position: number) =>
  hub.database.rows<{ event: string; target: string }>(
    sql`select event, target from audit_event where position > ${position} order by position`,
  );
const auditHead = async () =>
  (await hub.database.one<{ head: number }>(sql`select audit_position as head from ledger_head`))!.head;

describe('a suspended client', () => {
  test('works no more from the next request on, on every node, and signs in anew when resumed', async () => {
    const token = await signIn(hub.url, 'demo-bank');
    expect([await statusOn(hub, token), await statusOn(node, token)]).toEqual([200, 200]);
    const before = await auditHead();
    expect((await changeClient('suspendClient', 'demo-bank')).data.suspendClient.client.status).toBe(
      'SUSPENDED',
    );
    expect([await statusOn(hub, token), await statusOn(node, token)]).toEqual([401, 401]);
    await expect(signIn(node.url, 'demo-bank')).rejects.toThrow('401');

    expect((await changeClient('resumeClient', 'demo-bank')).data.resumeClient.client.status).toBe('ACTIVE');
    expect(await statusOn(hub, token)).toBe(401);
    expect(await statusOn(node, await signIn(hub.url, 'demo-bank'))).toBe(200);
    expect(await auditsSince(before)).toEqual([
      { event: 'organizations.clientSuspended', target: 'Client' },
      { event: 'organizations.clientResumed', target: 'Client' },
    ]);
  });

  test('is not suspended twice, nor resumed when it works; revoked it never comes back', async () => {
    const faultOf = async (answer: ReturnType<typeof changeClient>) =>
      (await answer).errors?.[0]?.extensions.code;
    expect(await faultOf(changeClient('resumeClient', 'demo-association'))).toBe('ILLEGAL_TRANSITION');
    expect(await faultOf(changeClient('suspendClient', 'demo-association'))).toBeUndefined();
    expect(await faultOf(changeClient('suspendClient', 'demo-association'))).toBe('ILLEGAL_TRANSITION');
    expect(await faultOf(changeClient('revokeClient', 'demo-association'))).toBeUndefined();
    expect(await faultOf(changeClient('resumeClient', 'demo-association'))).toBe('ILLEGAL_TRANSITION');
  });
});

describe('a suspended organization', () => {
  test('stops with all its clients at once; what it has to do stays due', async () => {
    const market = await hub.as('demo-agency-market');
    const token = await signIn(hub.url, 'demo-agency-market');
    const due = '{ instructions(first: 100) { totalCount nodes { number status } } }';
    const owed = (await market(due)).data.instructions;
    const before = await auditHead();
    const { data } = await changeOrganization('suspendOrganization', codeOf('market'));
    expect(data.suspendOrganization.organization.active).toBe(false);
    expect([await statusOn(hub, token), await statusOn(node, token)]).toEqual([401, 401]);
    await expect(signIn(hub.url, 'demo-agency-market')).rejects.toThrow('401');

    const resumed = await changeOrganization('resumeOrganization', codeOf('market'));
    expect(resumed.data.resumeOrganization.organization.active).toBe(true);
    expect(await statusOn(hub, token)).toBe(401);
    expect((await (await hub.as('demo-agency-market'))(due)).data.instructions).toEqual(owed);
    expect(await auditsSince(before)).toEqual([
      { event: 'organizations.organizationSuspended', target: 'Organization' },
      { event: 'organizations.organizationResumed', target: 'Organization' },
    ]);
  });

  test('is never the one that suspends', async () => {
    const { errors } = await changeOrganization('suspendOrganization', codeOf('office'));
    expect(errors![0]!.extensions).toMatchObject({ code: 'SEPARATION_OF_DUTIES', field: 'input.code' });
  });
});

test('a token its client revokes is noted in the audit', async () => {
  const token = await signIn(hub.url, 'demo-firm');
  const before = await auditHead();
  const revoke = () =>
    fetch(`${hub.url}/oauth/revoke`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('demo-firm:demo').toString('base64')}` },
      body: new URLSearchParams({ token }),
    });
  expect([(await revoke()).status, (await revoke()).status]).toEqual([200, 200]);
  expect(await statusOn(node, token)).toBe(401);
  expect(await auditsSince(before)).toEqual([{ event: 'organizations.tokenRevoked', target: 'Client' }]);
  const [{ actor, organization }] = (await hub.database.rows<{ actor: string; organization: string }>(sql`
    select a.actor, org.code as organization from audit_event a join organization org on org.id = a.organization_id
    where a.position > ${before}`)) as [{ actor: string; organization: string }];
  expect({ actor, organization }).toEqual({ actor: 'demo-firm', organization: codeOf('firm') });
});

describe('what was changed since it was read', () => {
  const organizationOf = async (code: string) =>
    (await office('{ organizations(first: 100) { nodes { code version } } }')).data.organizations.nodes.find(
      (each: { code: string }) => each.code === code,
    );
  const suspend = (verb: string, code: string, version: number) =>
    office(
      `mutation { ${verb}(input: { code: "${code}", reason: "核实中", expectedVersion: ${version} }) { organization { version } } }`,
    );

  test('is not acted on: an organization', async () => {
    const code = codeOf('ecology');
    const { version } = await organizationOf(code);
    expect((await suspend('suspendOrganization', code, version + 1)).errors![0]!.extensions).toMatchObject({
      code: 'CONFLICT',
      field: 'input.expectedVersion',
      currentVersion: version,
    });
    const done = await suspend('suspendOrganization', code, version);
    expect(done.data.suspendOrganization.organization.version).toBe(version + 1);
    expect((await suspend('resumeOrganization', code, version)).errors![0]!.extensions.code).toBe('CONFLICT');
    expect((await suspend('resumeOrganization', code, version + 1)).errors).toBeUndefined();
  });

  test('is not acted on: a client that is restricted; a revoked one is not restricted at all', async () => {
    const restrict = (more = '') =>
      office(
        `mutation { restrictClient(input: { clientId: "demo-region", trustedDocumentsOnly: false${more} }) { client { version } } }`,
      );
    const { version } = (await restrict()).data.restrictClient.client;
    expect((await restrict(`, expectedVersion: ${version - 1}`)).errors![0]!.extensions.code).toBe(
      'CONFLICT',
    );
    expect((await restrict(`, expectedVersion: ${version}`)).errors).toBeUndefined();
    await changeClient('revokeClient', 'demo-region');
    expect((await restrict()).errors![0]!.extensions.code).toBe('ILLEGAL_TRANSITION');
  });
});
