import { sql } from '../../kernel/sql.js';
import { assertTransition } from '../../kernel/lifecycle.js';
import type { RepairStatus } from '../../kernel/terms.js';
import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { Unit } from '../ledger/unit.service.js';
import type { AssessedCondition } from './condition.rules.js';
import { repairLifecycle } from './repair.lifecycle.js';
import type { LockedRepair } from './repair.repository.js';

export interface Closing {
  to: Extract<RepairStatus, 'APPROVED' | 'REFUSED' | 'WITHDRAWN'>;
  reasons: string;
  /** What the decider found; left as it is where nobody decided. */
  found?: {
    dutiesConfirmed: boolean | null;
    dutiesDoneOn: string | null;
    ruleSet: string;
    assessment: readonly AssessedCondition[];
  };
}

/** Brings an application to its end: state, history, terms met, audit, and the change that tells of it. */
export const closeRepair = async (
  unit: Unit,
  deadlines: DeadlineService,
  repair: LockedRepair,
  { to, reasons, found }: Closing,
): Promise<void> => {
  assertTransition(repairLifecycle, repair.status, to);
  // What was taken back, or lost what it was about, nobody decided.
  const decidedBy = to === 'WITHDRAWN' ? null : unit.act.principal.organizationId;
  await unit.rows(sql`
    update repair set status = ${to}, decided_at = ${unit.now}, decided_by_id = ${decidedBy}::bigint,
      decided_by_actor = ${unit.actor}, reasons = ${reasons}, version = version + 1 where id = ${repair.id}`);
  if (found)
    await unit.rows(sql`
      update repair set duties_confirmed = ${found.dutiesConfirmed}::boolean, duties_done_on = ${found.dutiesDoneOn}::date,
        rule_set = ${found.ruleSet}, assessment = ${JSON.stringify(found.assessment)}::jsonb where id = ${repair.id}`);
  await deadlines.meet(unit, { target: 'Repair', targetId: repair.id });
  await unit.status({
    target: 'Repair',
    targetIds: [repair.id],
    from: repair.status,
    to,
    reason: reasons,
  });
  unit.audit({
    event: `repairs.repair${to[0]}${to.slice(1).toLowerCase()}`,
    target: 'Repair',
    targetId: repair.id,
    detail: {
      ruleSet: found?.ruleSet,
      unmet: found?.assessment.filter(({ met }) => !met).map(({ kind }) => kind),
    },
  });
  unit.change({
    type: 'REPAIR_DECIDED',
    target: 'Repair',
    targetId: repair.id,
    audience: 'PARTIES',
    parties: [repair.deciderId, ...(repair.appliedById === null ? [] : [repair.appliedById])],
    subjectId: repair.subjectId,
    summary: { number: repair.number, status: to },
  });
};
