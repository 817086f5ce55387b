import { ownHands } from '../ledger/hand.repository.js';
import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { assertTransition } from '../../kernel/lifecycle.js';
import { sql } from '../../kernel/sql.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { DocumentService } from '../documents/document.service.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { EffectService } from '../lists/effect.service.js';
import { withdrawRecord } from '../records/withdrawal.service.js';
import { type Closing, closeRepair } from './closing.service.js';
import { repairDecision } from './decision-paper.rules.js';
import { repairLifecycle } from './repair.lifecycle.js';
import type { LockedRepair } from './repair.repository.js';
import { type RepairAssessment, unmetOf } from './repair.rules.js';
import type { AcceptRepairInput, DecideRepairInput } from './repair.types.js';
import { type LockedForDecision, lockForDecision } from './target.service.js';
import { weigh } from './target.rules.js';

/** Decisions on repair: whoever identified, repairs; approved only when every condition is met (Henan 43). */
export class RepairDecisionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly effects: EffectService,
    private readonly deadlines: DeadlineService,
    private readonly documents: DocumentService,
  ) {}

  async acceptRepair(act: Act, input: AcceptRepairInput): Promise<{ repairId: number }> {
    const reason = input.reason?.trim() ?? '';
    if (!input.accepted && reason === '')
      throw badInput('input.reason', 'Say why it is not taken up; the subject reads the reason.');
    return this.work.run(act, 'acceptRepair', input, async (unit) => {
      const locked = await this.lockOwn(unit, input);
      const { repair, facts } = locked;
      if (input.accepted) await this.accept(unit, repair);
      else {
        assertTransition(
          repairLifecycle,
          repair.status,
          repair.status === 'APPLIED' ? 'REFUSED' : 'ACCEPTED',
        );
        const assessment = weigh(facts, repair, { appliedOn: repair.appliedOn, today: unit.today });
        await this.conclude(unit, locked, assessment, { to: 'REFUSED', reasons: reason });
      }
      return { repairId: repair.id };
    });
  }

  private async accept(unit: Unit, { id, status, deciderId }: LockedRepair): Promise<void> {
    assertTransition(repairLifecycle, status, 'ACCEPTED');
    await unit.rows(sql`
      update repair set status = 'ACCEPTED', accepted_at = ${unit.now}, accepted_by_actor = ${unit.actor}, version = version + 1 where id = ${id}`);
    await this.deadlines.meet(unit, {
      target: 'Repair',
      targetId: id,
      kind: 'REPAIR_ACCEPTANCE',
      ownerId: deciderId,
    });
    await unit.status({ target: 'Repair', targetIds: [id], from: status, to: 'ACCEPTED' });
    unit.audit({ event: 'repairs.repairAccepted', target: 'Repair', targetId: id });
  }

  async decideRepair(act: Act, input: DecideRepairInput): Promise<{ repairId: number }> {
    const reasons = input.reasons?.trim() ?? '';
    if (!input.approved && reasons === '')
      throw badInput('input.reasons', 'Give the reasons of the refusal; the subject reads them.');
    return this.work.run(act, 'decideRepair', input, async (unit) => {
      const locked = await this.lockOwn(unit, input);
      const { repair, facts } = locked;
      const to = input.approved ? 'APPROVED' : 'REFUSED';
      // A refusal to take it up is acceptRepair; here it has been taken up.
      if (repair.status === 'APPLIED') assertTransition(repairLifecycle, repair.status, 'APPROVED');
      assertTransition(repairLifecycle, repair.status, to);
      if (input.dutiesDoneOn != null && input.dutiesDoneOn > unit.today)
        throw badInput('input.dutiesDoneOn', 'dutiesDoneOn is in the future.');
      const found = {
        ...repair,
        dutiesConfirmed: input.dutiesConfirmed ?? null,
        dutiesDoneOn: input.dutiesDoneOn ?? repair.dutiesDoneOn,
      };
      const assessment = weigh(facts, found, { appliedOn: repair.appliedOn, today: unit.today });
      if (input.approved) assertConditions(repair, assessment);
      const closing = { to, reasons: reasons || '各项修复条件均已满足' } as const;
      await this.conclude(unit, { ...locked, repair: found }, assessment, closing);
      if (input.approved) await this.release(unit, locked);
      return { repairId: repair.id };
    });
  }

  /** The entry leaves the list, or the record its disclosure, in the transaction of the decision (Henan 37, 43). */
  private async release(unit: Unit, { repair, entry, record }: LockedForDecision): Promise<void> {
    const reason = `信用修复${repair.number}准予修复`;
    if (entry) await this.effects.endEntries(unit, [entry], 'REMOVED', reason);
    if (record)
      await withdrawRecord(unit, record, { kind: 'REPAIRED', reason, cause: { kind: 'REVOCATION' } });
  }

  private async conclude(
    unit: Unit,
    { repair, facts }: LockedForDecision,
    assessment: RepairAssessment,
    closing: Closing,
  ): Promise<void> {
    const found = {
      dutiesConfirmed: repair.dutiesConfirmed,
      dutiesDoneOn: repair.dutiesDoneOn,
      ruleSet: assessment.ruleSet.code,
      assessment: assessment.conditions,
    };
    await closeRepair(unit, this.deadlines, repair, { ...closing, found });
    const paper = { repair, facts, assessment, today: unit.today, taken: repair.status !== 'APPLIED' };
    await this.documents.makeOut(unit, {
      kind: 'REPAIR_DECISION',
      target: 'Repair',
      targetId: repair.id,
      subjectId: repair.subjectId,
      organizationId: repair.deciderId,
      content: (number) =>
        repairDecision({ ...paper, number, approved: closing.to === 'APPROVED', reasons: closing.reasons }),
    });
  }

  /** For whoever identified it or the credit office, and not by the hand that applied (invariant 10). */
  private async lockOwn(
    unit: Unit,
    input: AcceptRepairInput | DecideRepairInput,
  ): Promise<LockedForDecision> {
    const locked = await lockForDecision(unit, input.repair);
    if (!locked) throw notFound('The repair', 'input.repair');
    if ((await ownHands(unit, [locked.repair.appliedByActor]))(locked.repair.appliedByActor))
      throw new HubError(
        'SEPARATION_OF_DUTIES',
        'You wrote this application down; another person has to decide it.',
        { field: 'input.repair' },
      );
    assertVersion(`Repair ${locked.repair.number}`, locked.repair, input);
    return locked;
  }
}

const assertConditions = ({ number }: LockedRepair, assessment: RepairAssessment): void => {
  const unmet = unmetOf(assessment);
  if (unmet.length === 0) return;
  const said = unmet.map(({ kind, metFrom }) => (metFrom === null ? kind : `${kind} (met from ${metFrom})`));
  throw new HubError(
    'CONDITIONS_NOT_MET',
    `Repair ${number} cannot be approved, these conditions are not met: ${said.join(', ')}.`,
    { field: 'input.approved', article: 'Henan 43' },
  );
};
