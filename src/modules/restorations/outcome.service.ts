import type { Cause } from '../../kernel/cause.js';
import { badInput, notFound } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import { canBecome, isFinal } from '../../kernel/lifecycle.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { IssueService } from '../enforcement/issue.service.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { correctEntry } from '../lists/correction.service.js';
import type { EffectService } from '../lists/effect.service.js';
import { entryLifecycle } from '../lists/entry.lifecycle.js';
import { type LockedEntry, lockEntriesByNumber } from '../lists/entry.repository.js';
import {
  type LockedRecord,
  correctRecord,
  lockRecord,
  withdrawRecord,
} from '../records/withdrawal.service.js';
import type { OpeningService } from './opening.service.js';
import {
  type LockedInstruction,
  type NewOutcome,
  insertOutcome,
  isUnwound,
  lockInstruction,
} from './outcome.repository.js';
import {
  type OutcomeTarget,
  assertAfter,
  assertOutcome,
  correctionOf,
  reasonOf,
  recordedAlready,
  targetOf,
} from './outcome.rules.js';
import type { RecordOutcomeInput } from './outcome.types.js';
import { endedWrong, tookEffect } from './restoration.rules.js';
import type { RevokeRecordInput } from './restoration.types.js';

/** What the outcome is about, locked. */
type Thing =
  | { target: 'entry'; entry: LockedEntry }
  | { target: 'record'; record: LockedRecord }
  | { target: 'instruction'; instruction: LockedInstruction };

interface Carrying {
  input: RecordOutcomeInput;
  reason: string;
  cause: Cause;
}

/** Complaints, reviews and lawsuits that ended, and acts that were annulled: carried out in the act that records them. */
export class OutcomeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly effects: EffectService,
    private readonly issues: IssueService,
    private readonly openings: OpeningService,
  ) {}

  async recordOutcome(act: Act, input: RecordOutcomeInput): Promise<{ outcomeId: number }> {
    const { target, number } = targetOf(input);
    return this.work.run(act, 'recordOutcome', input, async (unit) => {
      assertOutcome(input, target, unit.today);
      const thing = await lockOwn(unit, target, number);
      assertVersion(`The ${target}`, versionedOf(thing), input);
      const { subjectId, madeOn, ids } = factsOf(thing);
      assertAfter(input.decidedOn, madeOn);
      const row: NewOutcome = { ...input, ...ids, subjectId, number: newNumber('J', unit.today) };
      const outcome = await insertOutcome(unit, row);
      if (!outcome) throw recordedAlready(input.documentNumber);
      unit.audit({
        event: 'restorations.outcomeRecorded',
        target: 'Outcome',
        targetId: outcome.id,
        detail: { kind: input.kind, result: input.result, ...ids },
      });
      const cause: Cause = { kind: 'OUTCOME', outcomeId: outcome.id };
      await this.carryOut(unit, thing, { input, reason: reasonOf(input), cause });
      return { outcomeId: outcome.id };
    });
  }

  /** The act a record tells of was annulled: the record goes, and what rests on it (Henan 42). */
  async revokeRecord(act: Act, input: RevokeRecordInput): Promise<{ recordId: number }> {
    for (const field of ['reason', 'documentNumber'] as const)
      if (input[field].trim() === '')
        throw badInput(`input.${field}`, `${field} is empty; say which decision annulled the act, and why.`);
    return this.work.run(act, 'revokeRecord', input, async (unit) => {
      const record = await lockOwnRecord(unit, input.record);
      assertVersion(`Record ${record.number}`, record, input);
      const reason = `${input.reason}（${input.documentNumber}）`;
      await withdrawRecord(unit, record, { kind: 'REVOKED', reason, cause: { kind: 'ANNULLED_ACT' } });
      return { recordId: record.id };
    });
  }

  private async carryOut(unit: Unit, thing: Thing, carrying: Carrying): Promise<void> {
    const { result } = carrying.input;
    if (result === 'CONFIRMED' || result === 'ENDED_OTHERWISE') return;
    switch (thing.target) {
      case 'entry':
        return result === 'ANNULLED'
          ? this.annulEntry(unit, thing.entry, carrying)
          : correctEntry(
              unit,
              thing.entry,
              correctionOf('entry', carrying.input.correction!),
              corrected(carrying),
            );
      case 'record':
        return result === 'ANNULLED'
          ? annulRecord(unit, thing.record, carrying)
          : correctRecord(
              unit,
              thing.record,
              correctionOf('record', carrying.input.correction!),
              corrected(carrying),
            );
      case 'instruction':
        return this.endInstruction(unit, thing.instruction, carrying);
    }
  }

  /** One that has ended already gets no other end, but what it did is unwound all the same. */
  private async annulEntry(unit: Unit, entry: LockedEntry, { reason, cause }: Carrying): Promise<void> {
    if (!isFinal(entryLifecycle, entry.status)) {
      const end = canBecome(entryLifecycle, entry.status, 'REVOKED') ? 'REVOKED' : 'REJECTED';
      return this.effects.endEntries(unit, [entry], end, reason, cause);
    }
    if (endedWrong(entry) && !(await isUnwound(unit, entry.id)))
      await this.openings.ofEntries(unit, [entry.id], { unwinding: 'REVOKED', reason, cause });
  }

  private async endInstruction(
    unit: Unit,
    instruction: LockedInstruction,
    { reason, cause }: Carrying,
  ): Promise<void> {
    if (!tookEffect(instruction)) return;
    const { id: instructionId, subjectId } = instruction;
    await this.issues.endContested(unit, { instructionId, checkId: null, subjectId }, reason);
    await this.openings.ofInstruction(unit, instructionId, { unwinding: 'REVOKED', reason, cause });
  }
}

const corrected = ({ reason, cause }: Carrying) => ({ reason, cause, field: 'input.correction' });

const annulRecord = async (unit: Unit, record: LockedRecord, { reason, cause }: Carrying): Promise<void> => {
  if (record.withdrawal !== 'REVOKED') await withdrawRecord(unit, record, { kind: 'REVOKED', reason, cause });
};

/** The thing with its row locked, for the office and the agency that was party; for others it is not there. */
const lockOwn = async (unit: Unit, target: OutcomeTarget, number: string): Promise<Thing> => {
  switch (target) {
    case 'entry': {
      const [entry] = await lockEntriesByNumber(unit, [number]);
      return { target, entry: own(unit, entry ?? null, (each) => each.identifiedById, target) };
    }
    case 'record':
      return { target, record: await lockOwnRecord(unit, number) };
    case 'instruction': {
      const instruction = await lockInstruction(unit, number);
      return { target, instruction: own(unit, instruction, (each) => each.agencyId, target) };
    }
  }
};

const lockOwnRecord = async (unit: Unit, number: string): Promise<LockedRecord> =>
  own(unit, await lockRecord(unit, number), (each) => each.providerId, 'record');

const own = <Row>(unit: Unit, row: Row | null, partyOf: (row: Row) => number, target: OutcomeTarget): Row => {
  const { kind, organizationId } = unit.act.principal;
  if (row === null || (kind !== 'OFFICE' && partyOf(row) !== organizationId))
    throw notFound(`The ${target}`, `input.${target}`);
  return row;
};

const versionedOf = (thing: Thing): { version: number } => {
  switch (thing.target) {
    case 'entry':
      return thing.entry;
    case 'record':
      return thing.record;
    case 'instruction':
      return thing.instruction;
  }
};

const factsOf = (thing: Thing) => {
  const none = { entryId: null, recordId: null, instructionId: null };
  switch (thing.target) {
    case 'entry': {
      const { id, subjectId, decidedOn } = thing.entry;
      return { subjectId, madeOn: decidedOn, ids: { ...none, entryId: id } };
    }
    case 'record': {
      const { id, subjectId, decidedOn } = thing.record;
      return { subjectId, madeOn: decidedOn, ids: { ...none, recordId: id } };
    }
    case 'instruction': {
      const { id, subjectId, issuedOn } = thing.instruction;
      return { subjectId, madeOn: issuedOn, ids: { ...none, instructionId: id } };
    }
  }
};
