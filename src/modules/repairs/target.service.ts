import { notFound } from '../../kernel/errors.js';
import { idOfNothing } from '../../kernel/ids.js';
import type { Unit } from '../ledger/unit.service.js';
import { type LockedEntry, lockEntriesByNumber } from '../lists/entry.repository.js';
import { type LockedRecord, lockRecord } from '../records/withdrawal.service.js';
import { type LockedRepair, isVisible, lockRepair, targetOfRepair } from './repair.repository.js';
import { factsOf } from './target.repository.js';
import type { TargetFacts } from './target.rules.js';

/** What an application is about, locked and seen by whoever applies: for its own self, or for somebody as a clerk. */
export const lockRepairable = async (
  unit: Unit,
  { entry, record }: { entry?: string | null; record?: string | null },
): Promise<TargetFacts> => {
  const field = entry == null ? 'input.record' : 'input.entry';
  const of = {
    entryId: entry == null ? null : ((await lockEntriesByNumber(unit, [entry]))[0]?.id ?? idOfNothing),
    recordId: record == null ? null : ((await lockRecord(unit, record))?.id ?? idOfNothing),
  };
  const facts = await factsOf(unit, of, unit.today);
  const { kind, subjectId } = unit.act.principal;
  const mayApply = kind === 'SUBJECT' ? facts?.subjectId === subjectId : await isVisible(unit, of);
  if (!facts || !mayApply) throw notFound('What you want repaired', field);
  return facts;
};

export interface LockedForDecision {
  repair: LockedRepair;
  entry: LockedEntry | null;
  record: LockedRecord | null;
  facts: TargetFacts;
}

/**
 * The repair with what it is about, locked in the order of everywhere: record or entry, then the repair. For whoever
 * identified it or the credit office; for others it is not there, and nothing of it is locked.
 */
export const lockForDecision = async (unit: Unit, number: string): Promise<LockedForDecision | null> => {
  const target = await targetOfRepair(unit, number);
  const { kind, organizationId } = unit.act.principal;
  if (!target || (kind !== 'OFFICE' && target.deciderId !== organizationId)) return null;
  const record = target.record === null ? null : await lockRecord(unit, target.record);
  const [entry = null] = target.entry === null ? [] : await lockEntriesByNumber(unit, [target.entry]);
  const repair = (await lockRepair(unit, number))!;
  return { repair, entry, record, facts: (await factsOf(unit, repair, unit.today))! };
};
