import type { Cause } from '../../kernel/cause.js';
import { HubError } from '../../kernel/errors.js';
import { canBecome } from '../../kernel/lifecycle.js';
import type { ObjectionRemedy } from '../../kernel/terms.js';
import type { IssueService } from '../enforcement/issue.service.js';
import type { Unit } from '../ledger/unit.service.js';
import { correctEntry } from '../lists/correction.service.js';
import type { EffectService } from '../lists/effect.service.js';
import { entryLifecycle } from '../lists/entry.lifecycle.js';
import type { LockedEntry } from '../lists/entry.repository.js';
import { correctRecord, withdrawRecord } from '../records/withdrawal.service.js';
import { unmark } from './brake.repository.js';
import { type BrakeService, isOfMeasures } from './brake.service.js';
import { objectionUpheld } from './objection.events.js';
import { type LockedObjection, lockRecordOf } from './objection.repository.js';
import type { NamedCorrection } from './objection.rules.js';

export interface Remedy {
  remedy: ObjectionRemedy;
  reasons: string;
  correction: NamedCorrection | null;
}

/** Puts right what was wrong, at once (Policy 五(三), Henan 41, 66): taken away, or corrected and kept. */
export class RemedyService {
  constructor(
    private readonly effects: EffectService,
    private readonly issues: IssueService,
    private readonly brake: BrakeService,
  ) {}

  async putRight(
    unit: Unit,
    objection: LockedObjection,
    entries: readonly LockedEntry[],
    remedy: Remedy,
  ): Promise<void> {
    if (remedy.remedy === 'CORRECT') return this.correct(unit, objection, entries, remedy);
    if (objection.entryId !== null) await this.end(unit, objection, entries, remedy.reasons);
    if (objection.recordId !== null) await withdraw(unit, objection, remedy.reasons);
    if (isOfMeasures(objection)) await this.endMeasures(unit, objection, remedy.reasons);
  }

  private async correct(
    unit: Unit,
    objection: LockedObjection,
    entries: readonly LockedEntry[],
    { reasons, correction }: Remedy,
  ): Promise<void> {
    const how = { reason: reasons, cause: causeOf(objection), field: 'input.correction' };
    if (objection.entryId !== null) {
      const [entry] = entries;
      if (!entry) throw nothingToCorrect('The entry has ended');
      await correctEntry(unit, entry, correction!, how);
    } else {
      const record = await lockRecordOf(unit, objection);
      if (record.withdrawnAt !== null) throw nothingToCorrect('The record was withdrawn');
      await correctRecord(unit, record, correction!, how);
    }
    await this.brake.release(unit, objection, entries, `异议 ${objection.number} 成立，已更正`);
  }

  /** Revoked, or rejected when they were not published yet. */
  private async end(
    unit: Unit,
    objection: LockedObjection,
    entries: readonly LockedEntry[],
    reason: string,
  ): Promise<void> {
    const cause = causeOf(objection);
    const inEffect = entries.filter(({ status }) => canBecome(entryLifecycle, status, 'REVOKED'));
    const others = entries.filter((entry) => !inEffect.includes(entry));
    await this.effects.endEntries(unit, inEffect, 'REVOKED', reason, cause);
    await this.effects.endEntries(unit, others, 'REJECTED', reason, cause);
  }

  private async endMeasures(unit: Unit, objection: LockedObjection, reason: string): Promise<void> {
    await this.issues.endContested(unit, objection, reason);
    await unmark(unit, objection);
    const { id: objectionId, instructionId, checkId, subjectId } = objection;
    await unit.emit(objectionUpheld({ objectionId, instructionId, checkId, subjectId, reason }));
  }
}

const causeOf = ({ id }: LockedObjection): Cause => ({ kind: 'OBJECTION', objectionId: id });

/** What rests on the record goes with it: the lists react. One that was withdrawn meanwhile needs nothing more. */
const withdraw = async (unit: Unit, objection: LockedObjection, reason: string): Promise<void> => {
  const record = await lockRecordOf(unit, objection);
  if (record.withdrawnAt === null)
    await withdrawRecord(unit, record, { kind: 'REVOKED', reason, cause: causeOf(objection) });
};

const nothingToCorrect = (why: string): HubError =>
  new HubError(
    'ILLEGAL_TRANSITION',
    `${why}; there is nothing left to correct: uphold it with remedy REVOKE.`,
    {
      field: 'input.remedy',
    },
  );
