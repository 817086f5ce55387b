import { sql } from '../../kernel/sql.js';
import type { Unit } from '../ledger/unit.service.js';
import { demoClients, demoOrganizations, demoSecret } from './demo.rules.js';
import { hashSecret } from './secret.service.js';

/** Registers the organizations of the demonstration; those there already stay as they are. Returns ids by key. */
export const seedDemoOrganizations = async (unit: Unit): Promise<ReadonlyMap<string, number>> => {
  const made = await unit.rows<{ id: number; code: string }>(sql`
    insert into organization (code, name, kind, level, active)
    select code, name, kind, level, true
    from jsonb_to_recordset(${JSON.stringify(demoOrganizations)}::jsonb) as each(code text, name text, kind text, level text)
    on conflict (code) do nothing returning id, code`);
  for (const { id, code } of made) {
    unit.audit({
      event: 'organizations.organizationRegistered',
      target: 'Organization',
      targetId: id,
      detail: { code, demo: true },
    });
  }
  const codes = demoOrganizations.map(({ code }) => code);
  const all = await unit.rows<{ id: number; code: string }>(
    sql`select id, code from organization where code = any(${codes}::text[])`,
  );
  const idByCode = new Map(all.map(({ id, code }) => [code, id]));
  return new Map(demoOrganizations.map(({ key, code }) => [key, idByCode.get(code)!]));
};

/**
 * Makes the demo clients that are missing, and gives those of an earlier release the scopes of this one; one of a subject only where `subjectIds` knows the subject by its client id.
 * Never call it in production mode; their tokens would be refused there anyway.
 */
export const seedDemoClients = async (
  unit: Unit,
  organizationIdByKey: ReadonlyMap<string, number>,
  subjectIds: ReadonlyMap<string, number> = new Map(),
): Promise<void> => {
  const clients = await Promise.all(
    demoClients
      .filter(({ kind, clientId }) => kind !== 'SUBJECT' || subjectIds.has(clientId))
      .map(async ({ clientId, label, kind, organization, scopes }) => ({
        client_id: clientId,
        name: label,
        kind,
        organization_id: organization === null ? null : organizationIdByKey.get(organization),
        subject_id: subjectIds.get(clientId) ?? null,
        scopes: [...scopes].sort(),
        secret_hash: await hashSecret(demoSecret),
      })),
  );
  await widenScopes(unit, clients);
  const made = await unit.rows<{ id: number; clientId: string }>(sql`
    insert into client (client_id, name, kind, organization_id, subject_id, scopes, secret_hash, demo, status, created_at)
    select client_id, name, kind, organization_id, subject_id, array(select jsonb_array_elements_text(scopes)), secret_hash,
      true, 'ACTIVE', ${unit.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(clients)}::jsonb) as each(client_id text, name text, kind text,
      organization_id bigint, subject_id bigint, scopes jsonb, secret_hash text)
    on conflict (client_id) do nothing returning id, client_id as "clientId"`);
  await unit.status({ target: 'Client', targetIds: made.map(({ id }) => id), from: null, to: 'ACTIVE' });
  for (const { id, clientId } of made) {
    unit.audit({
      event: 'organizations.clientCreated',
      target: 'Client',
      targetId: id,
      detail: { clientId, demo: true },
    });
  }
};

/** Operations of this release may ask for scopes that an earlier one did not know. */
const widenScopes = async (
  unit: Unit,
  clients: readonly { client_id: string; scopes: readonly string[] }[],
): Promise<void> => {
  const wanted = JSON.stringify(clients.map(({ client_id, scopes }) => ({ client_id, scopes })));
  const widened = await unit.rows<{ id: number; scopes: string[] }>(sql`
    update client set scopes = each.scopes
    from (select client_id, array(select jsonb_array_elements_text(scopes)) as scopes
      from jsonb_to_recordset(${wanted}::jsonb) as one(client_id text, scopes jsonb)) each
    where client.client_id = each.client_id and client.demo and client.scopes <> each.scopes
    returning client.id, client.scopes`);
  for (const { id, scopes } of widened) {
    unit.audit({
      event: 'organizations.clientScopesChanged',
      target: 'Client',
      targetId: id,
      detail: { scopes },
    });
  }
};
