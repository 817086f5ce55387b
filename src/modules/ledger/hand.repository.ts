import { type Hand, type OwnHand, sameHand } from '../../kernel/hands.js';
import { sql } from '../../kernel/sql.js';
import type { Unit } from './unit.service.js';

/** Tells which of these earlier actors are the hand that acts now. An actor that was not asked for here is compared by name. */
export const ownHands = async (unit: Unit, earlier: readonly string[]): Promise<OwnHand> => {
  const { actor } = unit;
  const rows = await unit.rows<{ actor: string; organizationId: number }>(sql`
    select client_id as actor, organization_id as "organizationId" from client
    where client_id = any(${[...earlier]}::text[]) and organization_id is not null
    union all
    select person, organization_id from staff where person = any(${[...earlier, actor]}::text[])`);
  const handOf = (name: string, own: readonly number[]): Hand => ({
    actor: name,
    organizationIds: [...own, ...rows.filter((row) => row.actor === name).map((row) => row.organizationId)],
  });
  const { organizationId } = unit.act.principal;
  const now = handOf(actor, organizationId === null ? [] : [organizationId]);
  return (name) => sameHand(handOf(name, []), now);
};
