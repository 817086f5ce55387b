import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/kernel/ids.js';
import { raw, sql } from '../../src/kernel/sql.js';
import { operationRights } from '../../src/policy/operations.js';
import { demoClients, demoOrganizations } from '../../src/modules/organizations/demo.rules.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { anyCall } from './support/any-call.js';
import { type Caller, callerFor } from './support/caller.js';
import { type World, company, plantWorld } from './support/world.js';

let hub: TestHub;
let world: World;
beforeAll(async () => {
  hub = await startTestHub();
  world = await plantWorld(hub);
});
afterAll(() => hub.close());

const narrowed = (
  clientId: string,
  scope: string,
  purpose: string | null = 'LICENSING;V-1',
): Promise<Caller> => callerFor(hub, { name: clientId, clientId, purpose, scope });
const who =
  '{ viewer { kind clientId scopes organization { code } subject { code } purpose { matter } quotaLeft } }';

describe('viewer', () => {
  test.each(demoClients.map((each) => [each.clientId, each] as const))('%s', async (clientId, client) => {
    const { data, errors } = await (await hub.as(clientId))(who, {}, { purpose: null });
    expect(errors).toBeUndefined();
    const organization = demoOrganizations.find(({ key }) => key === client.organization);
    expect(data.viewer).toEqual({
      kind: client.kind,
      clientId,
      scopes: [...client.scopes].sort(),
      organization: organization ? { code: organization.code } : null,
      subject: client.kind === 'SUBJECT' ? { code: expect.any(String) } : null,
      purpose: null,
      quotaLeft: expect.any(Number),
    });
  });

  test('without a token is the public', async () => {
    expect((await hub.asPublic(who, {}, { purpose: null })).data.viewer).toMatchObject({
      kind: 'PUBLIC',
      clientId: null,
      scopes: [],
    });
  });

  test('shows what the token was narrowed to', async () => {
    const { json } = await (await narrowed('demo-agency-market', 'lists:write changes:read')).ask(who);
    expect(json.data.viewer.scopes).toEqual(['changes:read', 'lists:write']);
  });
});

describe('a token narrowed to other work', () => {
  const guarded = (['Query', 'Mutation'] as const).flatMap((root) =>
    Object.entries(operationRights[root]).flatMap(([name, right]) =>
      // What is for subjects alone needs no scope granted: theirs are implied.
      right.scope && right.kinds !== 'EVERYBODY' && right.kinds.some((kind) => kind !== 'SUBJECT')
        ? [[name, root, right.scope, right.kinds] as const]
        : [],
    ),
  );

  test.each(guarded)('is refused %s, and told which scope it takes', async (name, root, scope, kinds) => {
    const clientId = kinds.includes('OFFICE') ? 'demo-office' : 'demo-agency-market';
    const caller = await narrowed(clientId, scope === 'lists:write' ? 'catalogue:write' : 'lists:write');
    const type = root === 'Query' ? hub.schema.getQueryType()! : hub.schema.getMutationType()!;
    const { document, variables } = anyCall(type, name);
    const { json } = await caller.ask(document, variables);
    expect(json.errors).toHaveLength(1);
    expect(json.errors[0].extensions).toEqual({ code: 'FORBIDDEN' });
    expect(json.errors[0].message).toContain(scope);
  });

  test('does not get by another way what it may not ask for', async () => {
    const ids = async (table: string, type: string) =>
      toGlobalId(
        type,
        (await hub.database.rows<{ id: number }>(sql`select max(id)::int as id from ${raw(table)}`))[0]!.id,
      );
    const document = `query ($c: String!, $n: String!, $access: ID!) {
      subject(code: $c) { records(first: 100) { nodes { disclosure } } }
      listEntry(number: $n) { instructions { number } }
      access: node(id: $access) { id } }`;
    const variables = {
      c: company,
      n: world.entries.published,
      access: await ids('access_event', 'AccessEvent'),
    };
    const { json: narrow } = await (await narrowed('demo-office', 'lists:write')).ask(document, variables);
    expect(narrow.data).toEqual({
      subject: { records: { nodes: [{ disclosure: 'OPEN' }] } },
      listEntry: { instructions: [] },
      access: null,
    });
    const wide = await narrowed('demo-office', 'records:read instructions:read audit:read');
    const { json: full } = await wide.ask(document, variables);
    expect(full.data.subject.records.nodes).toHaveLength(4);
    expect(full.data.listEntry.instructions.length).toBeGreaterThan(2);
    expect(full.data).toMatchObject({ access: { id: variables.access } });
  });

  test('still reads what it acts on', async () => {
    const market = await hub.as('demo-agency-market');
    const issued = await market(
      '{ instructions(first: 1, filter: { status: [ISSUED] }) { nodes { number } } }',
    );
    const waiting = issued.data.instructions.nodes[0].number;
    const caller = await narrowed('demo-agency-market', 'instructions:write', null);
    const { json } = await caller.ask(
      'mutation ($i: String!) { acknowledgeInstruction(input: { instruction: $i }) { instruction { number status entry { number } } } }',
      { i: waiting },
    );
    expect(json.errors).toBeUndefined();
    expect(json.data.acknowledgeInstruction.instruction).toMatchObject({
      number: waiting,
      status: 'ACKNOWLEDGED',
    });
  });
});
