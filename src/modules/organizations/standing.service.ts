import { normalizeCode } from '../../kernel/codes.js';
import { HubError, illegalTransition, notFound } from '../../kernel/errors.js';
import { assertTransition } from '../../kernel/lifecycle.js';
import { sql } from '../../kernel/sql.js';
import { longestReason, readText } from '../../kernel/text.rules.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { ClientStatus } from '../../kernel/terms.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { clientLifecycle } from './client.lifecycle.js';
import { endTokens, lockClient } from './client.repository.js';
import { organizationSuspended } from './standing.events.js';

/** Whose standing changes and why. */
export interface ClientStanding {
  clientId: string;
  expectedVersion?: number | null;
  reason: string;
}
export interface OrganizationStanding {
  code: string;
  expectedVersion?: number | null;
  reason: string;
}

/**
 * Whether clients and organizations may take part. What is suspended or revoked stops with the next request on every
 * node; what it had to do stays due.
 */
export class StandingService {
  constructor(private readonly work: UnitOfWork) {}

  suspendClient(act: Act, input: ClientStanding): Promise<{ id: number }> {
    return this.moveClient(act, 'suspendClient', input, 'SUSPENDED', 'organizations.clientSuspended');
  }

  resumeClient(act: Act, input: ClientStanding): Promise<{ id: number }> {
    return this.moveClient(act, 'resumeClient', input, 'ACTIVE', 'organizations.clientResumed');
  }

  revokeClient(act: Act, input: ClientStanding): Promise<{ id: number }> {
    return this.moveClient(act, 'revokeClient', input, 'REVOKED', 'organizations.clientRevoked');
  }

  suspendOrganization(act: Act, input: OrganizationStanding): Promise<{ id: number }> {
    return this.moveOrganization(act, 'suspendOrganization', input, 'SUSPENDED');
  }

  resumeOrganization(act: Act, input: OrganizationStanding): Promise<{ id: number }> {
    return this.moveOrganization(act, 'resumeOrganization', input, 'ACTIVE');
  }

  private moveClient(
    act: Act,
    operation: string,
    input: ClientStanding,
    to: ClientStatus,
    event: string,
  ): Promise<{ id: number }> {
    return this.work.run(act, operation, input, async (unit) => {
      const reason = readText('reason', input.reason, longestReason);
      const client = await lockClient(unit, input.clientId);
      if (!client) throw notFound('The client', 'input.clientId');
      assertVersion(`Client ${input.clientId}`, client, input);
      assertTransition(clientLifecycle, client.status, to);
      await unit.rows(sql`
        update client set status = ${to}, revoked_at = case when ${to} = 'REVOKED' then ${unit.now}::timestamptz end
        where id = ${client.id}`);
      // Resumed it signs in anew: a token may be what it was suspended for.
      const tokensEnded = await endTokens(unit, input.clientId);
      await unit.status({ target: 'Client', targetIds: [client.id], from: client.status, to, reason });
      unit.audit({
        event,
        target: 'Client',
        targetId: client.id,
        detail: { clientId: input.clientId, tokensEnded },
      });
      return { id: client.id };
    });
  }

  private moveOrganization(
    act: Act,
    operation: string,
    input: OrganizationStanding,
    to: 'ACTIVE' | 'SUSPENDED',
  ): Promise<{ id: number }> {
    return this.work.run(act, operation, input, async (unit) => {
      const reason = readText('reason', input.reason, longestReason);
      const organization = await lockOrganization(unit, normalizeCode(input.code));
      if (organization.id === act.principal.organizationId)
        throw new HubError(
          'SEPARATION_OF_DUTIES',
          'An organization does not suspend itself: nobody would be left to resume it.',
          { field: 'input.code' },
        );
      assertVersion(`Organization ${input.code}`, organization, input);
      const from = organization.active ? 'ACTIVE' : 'SUSPENDED';
      if (from === to) throw illegalTransition('The organization', from, to);
      const active = to === 'ACTIVE';
      await unit.rows(sql`update organization set active = ${active} where id = ${organization.id}`);
      const tokensEnded = await endTokensOf(unit, organization.id);
      if (!active) await unit.emit(organizationSuspended({ organizationId: organization.id }));
      await unit.status({ target: 'Organization', targetIds: [organization.id], from, to, reason });
      unit.audit({
        event: active ? 'organizations.organizationResumed' : 'organizations.organizationSuspended',
        target: 'Organization',
        targetId: organization.id,
        detail: { tokensEnded },
      });
      return { id: organization.id };
    });
  }
}

interface LockedOrganization {
  id: number;
  active: boolean;
  version: number;
}

const lockOrganization = async (unit: Unit, code: string): Promise<LockedOrganization> => {
  const found = await unit.one<LockedOrganization>(
    sql`select id, active, version from organization where code = ${code} for update`,
  );
  if (!found) throw notFound('The organization', 'input.code');
  return found;
};

const endTokensOf = async (unit: Unit, organizationId: number): Promise<number> => {
  const ended = await unit.rows(sql`
    delete from oauth_token t using client cl
    where cl.client_id = t.client_id and cl.organization_id = ${organizationId} returning t.id`);
  return ended.length;
};
