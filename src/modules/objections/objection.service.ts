import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import { sql } from '../../kernel/sql.js';
import type { ObjectionStatus } from '../../kernel/terms.js';
import { addWorkingDays } from '../../kernel/working-days.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { EffectService } from '../lists/effect.service.js';
import type { LockedEntry } from '../lists/entry.repository.js';
import { ObjectionEntity } from './objection.entity.js';
import {
  type LockedObjection,
  type ObjectionTarget,
  earlierObjections,
  entryTarget,
  isVisible,
  lockObjection,
  lockReachedEntries,
  recordTarget,
  unheldEntryIds,
  unmarkRecord,
} from './objection.repository.js';
import { decisionDays, isOpen, suspends } from './objection.rules.js';
import type { DecideObjectionInput, RaiseObjectionInput } from './objection.types.js';

/** The brake: receipt marks and suspends everywhere in one transaction; the decision restores or revokes (Policy 五(三), Henan 41). */
export class ObjectionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly effects: EffectService,
  ) {}

  async raiseObjection(act: Act, input: RaiseObjectionInput): Promise<{ objectionId: number }> {
    if ((input.entry == null) === (input.record == null)) {
      throw badInput(
        'input.entry',
        'Name either the entry or the record objected to, not both and not none.',
      );
    }
    for (const field of ['ground', 'statement'] as const) {
      if (input[field].trim() === '')
        throw badInput(`input.${field}`, `${field} is empty; say what is wrong and why.`);
    }
    return this.work.run(act, 'raiseObjection', input, (unit) => this.receive(unit, input));
  }

  private async receive(unit: Unit, input: RaiseObjectionInput): Promise<{ objectionId: number }> {
    const target = await this.targetOf(unit, input);
    const entries = await lockReachedEntries(unit, target);
    if (target.entryId !== null && entries.length === 0) {
      throw new HubError(
        'ILLEGAL_TRANSITION',
        'The entry has ended; there is nothing to suspend. Ask for restoration instead.',
        { field: 'input.entry' },
      );
    }
    const evidence = input.evidence ?? [];
    const halts = suspends(input.ground, evidence, await earlierObjections(unit, target));
    const { kind, organizationId } = unit.act.principal;
    const objection = unit.em.create(ObjectionEntity, {
      number: newNumber('Y', unit.today),
      entry: target.entryId,
      record: target.recordId,
      subject: target.subjectId,
      raisedBy: kind === 'SUBJECT' ? null : organizationId,
      raisedByActor: unit.actor,
      channel: input.channel,
      ground: input.ground,
      statement: input.statement,
      evidence,
      status: 'SUBMITTED',
      provider: target.providerId,
      suspends: halts,
      receivedAt: unit.now,
      dueAt: addWorkingDays(unit.today, decisionDays),
      decidedAt: null,
      decidedBy: null,
      decidedByActor: null,
      reasons: null,
    });
    await unit.em.flush();
    if (halts) await this.halt(unit, target, entries, objection.number);
    await unit.status({ target: 'Objection', targetIds: [objection.id], from: null, to: 'SUBMITTED' });
    tellReceived(unit, target, objection, entries.length);
    return { objectionId: objection.id };
  }

  async decideObjection(act: Act, input: DecideObjectionInput) {
    if (input.reasons.trim() === '')
      throw badInput('input.reasons', 'Give the reasons of the decision; the subject reads them.');
    return this.work.run(act, 'decideObjection', input, async (unit) => {
      // Entry before objection, as everywhere: find what it is about first, lock that, then the objection itself.
      const { objection, entries } = await lockObjectionAfterEntries(unit, input.objection);
      assertDecidable(objection, unit);
      const outcome: ObjectionStatus = input.upheld ? 'UPHELD' : 'DISMISSED';
      await this.close(unit, objection, outcome, input.reasons);
      await (input.upheld
        ? this.uphold(unit, objection, entries, input.reasons)
        : this.dismiss(unit, objection, entries));
      return { objectionId: objection.id };
    });
  }

  /** A subject objects for itself; agencies and the office may object to what they see is wrong. */
  private async targetOf(unit: Unit, input: RaiseObjectionInput): Promise<ObjectionTarget> {
    const field = input.entry == null ? 'input.record' : 'input.entry';
    const target =
      input.entry == null ? await recordTarget(unit, input.record!) : await entryTarget(unit, input.entry);
    const { kind, subjectId } = unit.act.principal;
    if (
      !target ||
      (kind === 'SUBJECT' && target.subjectId !== subjectId) ||
      (kind === 'AGENCY' && !(await isVisible(unit, target)))
    )
      throw notFound('What you object to', field);
    return target;
  }

  private async halt(
    unit: Unit,
    target: ObjectionTarget,
    entries: readonly LockedEntry[],
    number: string,
  ): Promise<void> {
    if (target.recordId !== null)
      await unit.rows(sql`update credit_record set objected = true where id = ${target.recordId}`);
    if (entries.length > 0)
      await this.effects.suspendEntries(unit, entries, `异议 ${number} 核查期间暂不执行`);
  }

  /** Records the steps up to the outcome; verification by the provider stands between them in the life cycle. */
  private async close(
    unit: Unit,
    objection: LockedObjection,
    outcome: ObjectionStatus,
    reasons: string,
  ): Promise<void> {
    await unit.rows(sql`
      update objection set status = ${outcome}, decided_at = ${unit.now}, decided_by_id = ${unit.act.principal.organizationId},
        decided_by_actor = ${unit.actor}, reasons = ${reasons}, version = version + 1 where id = ${objection.id}`);
    const way: ObjectionStatus[] = ['SUBMITTED', 'ACCEPTED', 'VERIFYING', outcome];
    const steps =
      objection.status === 'REVIEWING'
        ? ['REVIEWING' as const, outcome]
        : way.slice(way.indexOf(objection.status));
    for (const [index, to] of steps.slice(1).entries()) {
      await unit.status({
        target: 'Objection',
        targetIds: [objection.id],
        from: steps[index]!,
        to,
        reason: to === outcome ? reasons : null,
      });
    }
    unit.audit({
      event: `objections.objection${outcome === 'UPHELD' ? 'Upheld' : 'Dismissed'}`,
      target: 'Objection',
      targetId: objection.id,
    });
    unit.change({
      type: 'OBJECTION_DECIDED',
      target: 'Objection',
      targetId: objection.id,
      audience: 'PARTIES',
      parties: [objection.providerId],
      subjectId: objection.subjectId,
      summary: { number: objection.number, status: outcome },
    });
  }

  /** What was wrong goes at once (Henan 66): entries are revoked, or rejected when they were not published yet. */
  private async uphold(
    unit: Unit,
    objection: LockedObjection,
    entries: readonly LockedEntry[],
    reasons: string,
  ): Promise<void> {
    if (objection.recordId !== null) {
      await unit.rows(
        sql`update credit_record set disclosure = 'INTERNAL', objected = true where id = ${objection.recordId}`,
      );
    }
    const inEffect = entries.filter(({ status }) => status === 'PUBLISHED' || status === 'SUSPENDED');
    await this.effects.endEntries(unit, inEffect, 'REVOKED', reasons);
    await this.effects.endEntries(
      unit,
      entries.filter((entry) => !inEffect.includes(entry)),
      'REJECTED',
      reasons,
    );
  }

  private async dismiss(
    unit: Unit,
    objection: LockedObjection,
    entries: readonly LockedEntry[],
  ): Promise<void> {
    if (!objection.suspends) return;
    const free = await unheldEntryIds(
      unit,
      entries.map(({ id }) => id),
      objection.id,
    );
    if (objection.recordId !== null) await unmarkRecord(unit, objection);
    await this.effects.restoreEntries(unit, free, `异议 ${objection.number} 不成立`);
  }
}

const lockObjectionAfterEntries = async (
  unit: Unit,
  number: string,
): Promise<{ objection: LockedObjection; entries: LockedEntry[] }> => {
  const target = await unit.one<{ entryId: number | null; recordId: number | null }>(sql`
    select entry_id as "entryId", record_id as "recordId" from objection where number = ${number}`);
  if (!target) throw notFound('The objection', 'input.objection');
  const entries = await lockReachedEntries(unit, target);
  return { objection: (await lockObjection(unit, number))!, entries };
};

const assertDecidable = (objection: LockedObjection, unit: Unit): void => {
  if (!isOpen(objection.status)) {
    throw new HubError(
      'ILLEGAL_TRANSITION',
      `Objection ${objection.number} is ${objection.status} already.`,
      { state: objection.status },
    );
  }
  if (objection.raisedByActor === unit.actor) {
    throw new HubError(
      'SEPARATION_OF_DUTIES',
      'You raised this objection; another person has to decide it.',
      { field: 'input.objection' },
    );
  }
};

const tellReceived = (
  unit: Unit,
  { providerId, subjectId }: ObjectionTarget,
  { id, number, dueAt, suspends: halts }: ObjectionEntity,
  entries: number,
): void => {
  unit.audit({
    event: 'objections.objectionReceived',
    target: 'Objection',
    targetId: id,
    detail: { suspends: halts, entries },
  });
  unit.change({
    type: 'OBJECTION_RECEIVED',
    target: 'Objection',
    targetId: id,
    audience: 'PARTIES',
    parties: [providerId],
    subjectId,
    summary: { number, dueAt },
  });
};
