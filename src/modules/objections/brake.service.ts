import type { IssueService } from '../enforcement/issue.service.js';
import type { Unit } from '../ledger/unit.service.js';
import type { EffectService } from '../lists/effect.service.js';
import type { LockedEntry } from '../lists/entry.repository.js';
import { mark, unheldEntryIds, unheldInstructionIds, unmark } from './brake.repository.js';
import type { LockedObjection } from './objection.repository.js';
import type { ObjectionTarget } from './target.repository.js';

/** Marks and suspends what is objected to, and lets go of it again (Policy 五(三), Henan 41). All is locked already. */
export class BrakeService {
  constructor(
    private readonly effects: EffectService,
    private readonly issues: IssueService,
  ) {}

  async engage(
    unit: Unit,
    target: ObjectionTarget,
    entries: readonly LockedEntry[],
    reason: string,
  ): Promise<void> {
    await mark(unit, target);
    if (entries.length > 0) await this.effects.suspendEntries(unit, entries, reason);
    if (isOfMeasures(target)) await this.issues.suspendContested(unit, target, reason);
  }

  /** What no other open objection holds comes back to the state it had. */
  async release(
    unit: Unit,
    objection: LockedObjection,
    entries: readonly LockedEntry[],
    reason: string,
  ): Promise<void> {
    await unmark(unit, objection);
    const free = await unheldEntryIds(
      unit,
      entries.map(({ id }) => id),
      objection.id,
    );
    await this.effects.restoreEntries(unit, free, reason);
    if (isOfMeasures(objection))
      await this.issues.restoreContested(unit, await unheldInstructionIds(unit, objection), reason);
  }
}

export const isOfMeasures = ({ instructionId, checkId }: ObjectionTarget): boolean =>
  instructionId !== null || checkId !== null;
