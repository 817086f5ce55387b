import { HubError, badInput, notFound } from '../../kernel/errors.js';
import type { EventBus } from '../../kernel/events.js';
import { newNumber } from '../../kernel/ids.js';
import { addWorkingDays } from '../../kernel/working-days.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { FileService } from '../files/file.service.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { entriesEnded } from '../lists/entry.events.js';
import { recordWithdrawn } from '../records/record.events.js';
import { type Closing, closeRepair } from './closing.service.js';
import { RepairEntity } from './repair.entity.js';
import { type LockedRepair, lockOpenRepairs, lockRepair } from './repair.repository.js';
import { acceptanceDays, decisionDays, refusalToTake } from './application.rules.js';
import type { ApplyForRepairInput, WithdrawRepairInput } from './repair.types.js';
import { lockRepairable } from './target.service.js';
import { type TargetFacts, weigh } from './target.rules.js';

/** Applications for repair: taken in, withdrawn, closed when what they are about ends otherwise (Henan 43). */
export class RepairService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileService,
    private readonly deadlines: DeadlineService,
  ) {}

  /** Says which event of a lower module leads to what here. */
  react(bus: EventBus<Unit>): void {
    bus.on(entriesEnded, async (unit, { entryIds, reason }) =>
      this.closeAll(unit, await lockOpenRepairs(unit, { entryIds }), `该条目已终止（${reason}），无需再修复`),
    );
    bus.on(recordWithdrawn, async (unit, { recordId, reason }) =>
      this.closeAll(unit, await lockOpenRepairs(unit, { recordId }), `该信息已撤下（${reason}），无需再修复`),
    );
  }

  async applyForRepair(act: Act, input: ApplyForRepairInput): Promise<{ repairId: number }> {
    if ((input.entry == null) === (input.record == null))
      throw badInput('input.entry', 'Name either the entry or the record to repair, not both and not none.');
    for (const field of ['statement', 'dutiesStatement'] as const)
      if (input[field].trim() === '')
        throw badInput(`input.${field}`, `${field} is empty; say what was done to set it right.`);
    return this.work.run(act, 'applyForRepair', input, (unit) => this.receive(unit, input));
  }

  private async receive(unit: Unit, input: ApplyForRepairInput): Promise<{ repairId: number }> {
    if (input.dutiesDoneOn != null && input.dutiesDoneOn > unit.today)
      throw badInput('input.dutiesDoneOn', 'dutiesDoneOn is in the future; apply once the duties are done.');
    const facts = await lockRepairable(unit, input);
    const refusal = refusalToTake(facts, unit.today);
    if (refusal) throw refusal;
    const [standing] = await lockOpenRepairs(
      unit,
      facts.kind === 'ENTRY' ? { entryIds: [facts.id] } : { recordId: facts.id },
    );
    if (standing)
      throw new HubError('CONFLICT', `Repair ${standing.number} is open already; wait for its decision.`, {
        field: facts.kind === 'ENTRY' ? 'input.entry' : 'input.record',
      });
    const repair = await this.store(unit, input, facts);
    await this.files.attach(
      unit,
      input.files ?? [],
      { target: 'Repair', targetId: repair.id },
      'input.files',
    );
    await this.tellApplied(unit, repair, facts);
    return { repairId: repair.id };
  }

  private async store(unit: Unit, input: ApplyForRepairInput, facts: TargetFacts): Promise<RepairEntity> {
    const { kind, organizationId } = unit.act.principal;
    const application = {
      dutiesStatement: input.dutiesStatement,
      dutiesDoneOn: input.dutiesDoneOn ?? null,
      dutiesConfirmed: null,
      commitment: given(input.commitment),
      trainingCertificate: given(input.trainingCertificate),
      creditReport: given(input.creditReport),
    };
    const days = { appliedOn: unit.today, today: unit.today };
    const repair = unit.em.create(RepairEntity, {
      ...application,
      number: newNumber('X', unit.today),
      entry: facts.kind === 'ENTRY' ? facts.id : null,
      record: facts.kind === 'RECORD' ? facts.id : null,
      subject: facts.subjectId,
      appliedBy: kind === 'SUBJECT' ? null : organizationId,
      appliedByActor: unit.actor,
      decider: facts.deciderId,
      statement: input.statement,
      status: 'APPLIED',
      ruleSet: weigh(facts, application, days).ruleSet.code,
      appliedAt: unit.now,
      acceptedAt: null,
      acceptedByActor: null,
      decidedAt: null,
      decidedBy: null,
      decidedByActor: null,
      reasons: null,
      assessment: null,
    });
    await unit.em.flush();
    return repair;
  }

  /** Opens both terms with whoever decides, and tells it. */
  private async tellApplied(
    unit: Unit,
    { id, number, ruleSet, subject }: RepairEntity,
    { deciderId, kind }: TargetFacts,
  ): Promise<void> {
    const of = { target: 'Repair', targetId: id, number, ownerId: deciderId };
    const dueOn = addWorkingDays(unit.today, decisionDays);
    await this.deadlines.open(unit, {
      ...of,
      kind: 'REPAIR_ACCEPTANCE',
      dueOn: addWorkingDays(unit.today, acceptanceDays),
    });
    await this.deadlines.open(unit, { ...of, kind: 'REPAIR_DECISION', dueOn });
    await unit.status({ target: 'Repair', targetIds: [id], from: null, to: 'APPLIED' });
    unit.audit({
      event: 'repairs.repairApplied',
      target: 'Repair',
      targetId: id,
      detail: { of: kind, ruleSet },
    });
    unit.change({
      type: 'REPAIR_APPLIED',
      target: 'Repair',
      targetId: id,
      audience: 'PARTIES',
      parties: [deciderId],
      subjectId: subject,
      summary: { number, dueOn },
    });
  }

  async withdrawRepair(act: Act, input: WithdrawRepairInput): Promise<{ repairId: number }> {
    if (input.reason.trim() === '') throw badInput('input.reason', 'Say why the application is taken back.');
    return this.work.run(act, 'withdrawRepair', input, async (unit) => {
      const repair = await lockRepair(unit, input.repair);
      const { kind, organizationId, subjectId } = act.principal;
      const isOwn =
        kind === 'SUBJECT'
          ? repair?.subjectId === subjectId
          : repair?.appliedById != null && repair.appliedById === organizationId;
      if (!repair || !isOwn) throw notFound('The repair', 'input.repair');
      assertVersion(`Repair ${repair.number}`, repair, input);
      await this.close(unit, repair, { to: 'WITHDRAWN', reasons: input.reason });
      return { repairId: repair.id };
    });
  }

  private async closeAll(unit: Unit, repairs: readonly LockedRepair[], reasons: string): Promise<void> {
    for (const repair of repairs) await this.close(unit, repair, { to: 'WITHDRAWN', reasons });
  }

  private close(unit: Unit, repair: LockedRepair, closing: Closing): Promise<void> {
    return closeRepair(unit, this.deadlines, repair, closing);
  }
}

const given = (text: string | null | undefined): string | null =>
  text == null || text.trim() === '' ? null : text.trim();
