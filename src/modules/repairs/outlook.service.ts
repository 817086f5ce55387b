import { badInput } from '../../kernel/errors.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import { howToApply, repairPathText } from './path.rules.js';
import { unmetOf } from './repair.rules.js';
import type { RepairOutlook } from './repair.types.js';
import { entryFacts, entryFactsByNumber, recordFactsByNumber } from './target.repository.js';
import { type TargetFacts, targetOf, weigh } from './target.rules.js';

/** Whether, when and how something can be repaired: for the subject, whoever decides or keeps the list, and the office. */
export class RepairOutlookService {
  /** Null for whoever has no part in it, as for what does not exist. */
  async outlook(
    reader: ScopedReader,
    { entry, record }: { entry?: string | null; record?: string | null },
  ): Promise<(RepairOutlook & { subjectId: number }) | null> {
    if ((entry == null) === (record == null))
      throw badInput('entry', 'Name either the entry or the record, not both and not none.');
    const facts =
      entry == null ? await recordFactsByNumber(reader, record!) : await entryFactsByNumber(reader, entry);
    return facts && hasPart(reader, facts) ? outlookOf(facts, reader.today) : null;
  }

  /** The paragraphs on repair of a notice of listing (两书同达); the entry may be a proposal still. */
  async pathFor(unit: Unit, entryId: number): Promise<string[]> {
    const facts = await entryFacts(unit, entryId, unit.today);
    if (facts === null || facts.colour === 'RED') return [];
    const { today } = unit;
    const target = targetOf(facts, today);
    return repairPathText(target, weigh(facts, null, { appliedOn: today, today }), {
      deciderName: facts.deciderName,
      upstream: facts.origin === 'UPSTREAM',
      today,
    });
  }
}

const hasPart = ({ principal }: ScopedReader, facts: TargetFacts): boolean => {
  const { kind, subjectId, organizationId } = principal;
  if (kind === 'SUBJECT') return facts.subjectId === subjectId;
  if (kind === 'OFFICE') return true;
  const parts = facts.kind === 'ENTRY' ? [facts.deciderId, facts.keeperId] : [facts.deciderId];
  return kind === 'AGENCY' && organizationId !== null && parts.includes(organizationId);
};

const outlookOf = (facts: TargetFacts, today: string): RepairOutlook & { subjectId: number } => {
  const assessment = weigh(facts, null, { appliedOn: today, today });
  const kinds = assessment.conditions.map(({ kind }) => kind);
  const upstream = facts.kind === 'ENTRY' && facts.origin === 'UPSTREAM';
  return {
    ...assessment,
    subjectId: facts.subjectId,
    missing: assessment.repairable ? unmetOf(assessment).map(({ reason }) => reason) : [],
    howTo: assessment.repairable
      ? howToApply(facts.deciderName, kinds, upstream)
      : [`不可在期满前修复；对认定有异议的，可以提出异议`],
  };
};
