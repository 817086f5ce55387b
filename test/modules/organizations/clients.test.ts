import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemPrincipal } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import type { Database } from '../../../src/db/database.js';
import { RequestContext } from '../../../src/db/request-context.js';
import { ScopedReader } from '../../../src/db/scoped-reader.js';
import { verifyAudit } from '../../../src/modules/ledger/ledger.repository.js';
import { clientLoader } from '../../../src/modules/organizations/client.loader.js';
import { clientPage } from '../../../src/modules/organizations/client.repository.js';
import { seedDemoClients } from '../../../src/modules/organizations/demo.service.js';
import { demoClients, demoOrganizations } from '../../../src/modules/organizations/demo.rules.js';
import {
  organizationIdsByCode,
  organizationPage,
} from '../../../src/modules/organizations/organization.repository.js';
import { hashSecret, newSecret, secretMatches } from '../../../src/modules/organizations/secret.service.js';
import { entryHistoryLoader } from '../../../src/modules/organizations/status.loader.js';
import { actOf, openOrganizations } from './support.js';

type Hub = Awaited<ReturnType<typeof openOrganizations>>;
let hub: Hub;
let database: Database;

const tax = demoOrganizations.find(({ key }) => key === 'tax')!.code;
const input = (clientId: string, change: object = {}) => ({
  clientId,
  name: '办税服务厅',
  kind: 'AGENCY' as const,
  organization: tax,
  scopes: ['checks:write', 'records:read'],
  ...change,
});
const auditsOf = (targetId: number) =>
  database.rows<{ event: string; detail: unknown }>(
    sql`select event, detail from audit_event where target = 'Client' and target_id = ${targetId} order by position`,
  );

beforeAll(async () => {
  hub = await openOrganizations();
  database = hub.database;
});
afterAll(() => database.close());

describe('secrets', () => {
  test('a hash answers to its own secret only, and never holds it', async () => {
    const [one, other] = [newSecret(), newSecret()];
    const hash = await hashSecret(one);
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(hash).not.toContain(one);
    expect(await hashSecret(one)).not.toBe(hash);
    expect(await secretMatches(one, hash)).toBe(true);
    expect(await secretMatches(other, hash)).toBe(false);
    expect(await secretMatches(hash, hash)).toBe(false);
    expect(await secretMatches('', 'nonsense')).toBe(false);
  });
});

describe('making a client', () => {
  test('stores the hash of the secret, the scopes and an audit row, and nothing of the secret', async () => {
    const { id, secret } = await hub.module.clients.createClient(actOf(), input('made-client'));
    const row = await database.one<Record<string, unknown>>(
      sql`select client_id, kind, organization_id, scopes, status, demo, secret_hash from client where id = ${id}`,
    );
    expect(row).toMatchObject({
      client_id: 'made-client',
      kind: 'AGENCY',
      organization_id: hub.ids.get('tax'),
      scopes: ['checks:write', 'records:read'],
      status: 'ACTIVE',
      demo: false,
    });
    expect(await secretMatches(secret, String(row!['secret_hash']))).toBe(true);
    const audits = await auditsOf(id);
    expect(audits.map(({ event }) => event)).toEqual(['organizations.clientCreated']);
    expect(JSON.stringify([row, audits])).not.toContain(secret);
    expect((await verifyAudit(database)).fault).toBeNull();
  });

  test.each([
    ['a taken identifier', input('made-client'), 'CONFLICT', 'input.clientId'],
    [
      'an unknown organization',
      input('other-client', { organization: '114109280000000000' }),
      'NOT_FOUND',
      'input.organization',
    ],
    [
      'an organization of another kind',
      input('other-client', { kind: 'BANK', scopes: [] }),
      'BAD_USER_INPUT',
      'input.kind',
    ],
    [
      'a scope beyond its kind',
      input('other-client', { scopes: ['lists:publish'] }),
      'BAD_USER_INPUT',
      'input.scopes',
    ],
    [
      'an unknown subject',
      input('other-client', { kind: 'SUBJECT', organization: null, subject: 'NOBODY', scopes: [] }),
      'NOT_FOUND',
      'input.subject',
    ],
  ])('refuses %s', async (_what, refused, code, field) => {
    await expect(hub.module.clients.createClient(actOf(), refused)).rejects.toMatchObject({
      extensions: { code, field },
    });
    expect(
      await database.one(sql`select 1 as found from client where client_id = 'other-client'`),
    ).toBeNull();
  });

  test('a client of a subject acts for it, found by unified or hub code', async () => {
    const subject = await database.one<{ id: number }>(sql`
      insert into subject (code, kind, name, unified_code, created_at)
      values ('S1', 'LEGAL_PERSON', '样本公司', '91410928YB100000XX', now()) returning id`);
    for (const [clientId, code] of [
      ['subject-one', 'S1'],
      ['subject-two', '91410928YB100000XX'],
    ] as const) {
      const { id } = await hub.module.clients.createClient(
        actOf(),
        input(clientId, { kind: 'SUBJECT', organization: null, subject: code, scopes: [] }),
      );
      const row = await database.one(sql`select subject_id, organization_id from client where id = ${id}`);
      expect(row).toEqual({ subject_id: subject!.id, organization_id: null });
    }
  });

  test('a repeat under one Idempotency-Key makes no second client and shows no secret again', async () => {
    const act = actOf(systemPrincipal, 'key-1');
    const { secret } = await hub.module.clients.createClient(act, input('once-only'));
    await expect(hub.module.clients.createClient(act, input('once-only'))).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', field: 'Idempotency-Key' },
    });
    const kept = await database.rows(sql`select result, input_hash from idempotency`);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(secret);
  });
});

describe('rotating and revoking', () => {
  test('a revoked client neither rotates nor is revoked again, and its history says why without ID numbers', async () => {
    const { clients } = hub.module;
    const { id } = await clients.createClient(actOf(), input('short-lived'));
    await clients.rotateClientSecret(actOf(), { clientId: 'short-lived' });
    await hub.module.standing.revokeClient(actOf(), {
      clientId: 'short-lived',
      reason: '经办人41092819900101123X离职',
    });
    await expect(clients.rotateClientSecret(actOf(), { clientId: 'short-lived' })).rejects.toMatchObject({
      extensions: { code: 'ILLEGAL_TRANSITION', state: 'REVOKED' },
    });
    await expect(
      hub.module.standing.revokeClient(actOf(), { clientId: 'short-lived', reason: '再次' }),
    ).rejects.toMatchObject({
      extensions: { code: 'ILLEGAL_TRANSITION', state: 'REVOKED' },
    });
    expect((await auditsOf(id)).map(({ event }) => event)).toEqual([
      'organizations.clientCreated',
      'organizations.clientSecretRotated',
      'organizations.clientRevoked',
    ]);
    const steps = await database.rows<{ to_status: string; reason: string | null }>(
      sql`select to_status, reason from status_change where target = 'Client' and target_id = ${id} order by id`,
    );
    expect(steps.map(({ to_status }) => to_status)).toEqual(['ACTIVE', 'REVOKED']);
    expect(steps[1]!.reason).toMatch(/^经办人410\*+3X离职$/);
  });

  test.each<[string, (input: { clientId: string; reason: string }) => Promise<unknown>]>([
    ['rotateClientSecret', (input) => hub.module.clients.rotateClientSecret(actOf(), input)],
    ['revokeClient', (input) => hub.module.standing.revokeClient(actOf(), input)],
    ['suspendClient', (input) => hub.module.standing.suspendClient(actOf(), input)],
    ['resumeClient', (input) => hub.module.standing.resumeClient(actOf(), input)],
  ])('%s of an unknown client is NOT_FOUND', async (_verb, act) => {
    await expect(act({ clientId: 'no-such-client', reason: '停用' })).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND', field: 'input.clientId' },
    });
  });

  test('revoking needs a reason', async () => {
    await expect(
      hub.module.standing.revokeClient(actOf(), { clientId: 'made-client', reason: ' ' }),
    ).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'input.reason' } });
  });
});

describe('reading', () => {
  const readerFor = (change: object = {}) =>
    new ScopedReader(database, { ...systemPrincipal, ...change }, '2026-11-23');

  test('clients are for the office: page after page each once, without hash; nobody else sees any', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof clientPage>> = await clientPage(readerFor(), { first: 2, after });
      expect(JSON.stringify(page)).not.toContain('scrypt');
      seen.push(...page.nodes.map(({ clientId }) => clientId));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    const all = await hub.module.clients.listClients();
    expect(seen).toEqual(all.map(({ clientId }) => clientId));
    expect(new Set(seen).size).toBe(seen.length);
    const agency = readerFor({ kind: 'AGENCY', organizationId: hub.ids.get('tax') });
    expect((await clientPage(agency, {})).nodes).toEqual([]);
    expect(await clientLoader(agency).load(1)).toBeNull();
  });

  test('organizations by kind and level, page after page in the order of codes', async () => {
    const first = await organizationPage(readerFor(), { kind: 'AGENCY' }, { first: 3 });
    const rest = await organizationPage(
      readerFor(),
      { kind: 'AGENCY' },
      { first: 100, after: first.pageInfo.endCursor },
    );
    const agencies = demoOrganizations.filter(({ kind }) => kind === 'AGENCY').map(({ code }) => code);
    expect([...first.nodes, ...rest.nodes].map(({ code }) => code)).toEqual(agencies.sort());
    const municipal = await organizationPage(readerFor(), { level: 'MUNICIPAL' }, {});
    expect(municipal.nodes.map(({ kind }) => kind)).toEqual(['REGION']);
    await expect(organizationPage(readerFor(), null, { after: 'x' })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'after' },
    });
  });

  test('codes are found in a unit of work and outside one; unknown ones are left out', async () => {
    const wanted = new Map([[tax, hub.ids.get('tax')]]);
    expect(await organizationIdsByCode(database, [tax, 'nowhere'])).toEqual(wanted);
    const inside = hub.kit.work.run(actOf(), 'look', null, (unit) =>
      organizationIdsByCode(unit, [tax, 'nowhere']),
    );
    expect(await inside).toEqual(wanted);
    expect(await organizationIdsByCode(database, [])).toEqual(new Map());
  });

  test('the history of a thing comes in order, by its own loader per request', async () => {
    await hub.kit.work.run(actOf(), 'steps', null, async (unit) => {
      await unit.status({ target: 'ListEntry', targetIds: [71, 72], from: null, to: 'PROPOSED' });
      await unit.status({
        target: 'ListEntry',
        targetIds: [71],
        from: 'PROPOSED',
        to: 'WITHDRAWN',
        reason: '撤回',
      });
      await unit.status({ target: 'Instruction', targetIds: [71], from: null, to: 'ISSUED' });
    });
    const context = new RequestContext(systemPrincipal, 'test', null, readerFor());
    expect(context.loader(entryHistoryLoader)).toBe(context.loader(entryHistoryLoader));
    const steps = await context.loader(entryHistoryLoader).load(71);
    expect(steps.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      [null, 'PROPOSED', null],
      ['PROPOSED', 'WITHDRAWN', '撤回'],
    ]);
    expect(steps[0]!.at).toEqual(hub.clock.now());
  });
});

test('demo clients are made once, with an audit row each; without a subject there is no demo-subject', async () => {
  const seed = () =>
    hub.kit.work.run(actOf(), 'seed', null, async (unit) => {
      await seedDemoClients(unit, hub.ids);
      return unit.audits.length;
    });
  expect(await seed()).toBe(11);
  expect(await seed()).toBe(0);
  const made = (await hub.module.clients.listClients()).filter(({ demo }) => demo);
  expect(made).toHaveLength(11);
  expect(made.map(({ clientId }) => clientId)).not.toContain('demo-subject');
});

test('demo clients of an earlier release get the scopes of this one', async () => {
  await database.rows(
    sql`update client set scopes = array['checks:write'] where client_id = 'demo-agency-market' and demo`,
  );
  const audits = await hub.kit.work.run(actOf(), 'seed', null, async (unit) => {
    await seedDemoClients(unit, hub.ids);
    return unit.audits.map(({ event }) => event);
  });
  expect(audits).toEqual(['organizations.clientScopesChanged']);
  const market = demoClients.find(({ clientId }) => clientId === 'demo-agency-market')!;
  const now = (await hub.module.clients.listClients()).find(({ clientId }) => clientId === market.clientId)!;
  expect(now.scopes).toEqual([...market.scopes].sort());
});
