import { createHash } from 'node:crypto';
import type { DisclosureMode } from '../../kernel/terms.js';
import type { ParsedRecord } from './disclosure.rules.js';
import { type TermFacts, lastDayOfPublication, mayBePublished } from './disclosure-term.rules.js';

/** What makes a record this record for its provider: the same decision about the same subject. */
export const fingerprintOf = (record: ParsedRecord, subjectId: number): string => {
  const decision = [
    record.kind,
    subjectId,
    record.documentNumber,
    record.decidedOn,
    record.authorityCode ?? record.authorityName,
    record.title,
  ];
  // One licence decision may grant several certificates, each in a row of its own.
  if (record.kind === 'LICENCE') decision.push(record.content ?? '');
  return createHash('sha256').update(JSON.stringify(decision)).digest('hex');
};

/** What a decision says beside what identifies it: where this differs, the row is a correction, not a repeat. */
export interface Substance {
  category: string | null;
  content: string | null;
  facts: string | null;
  basis: string | null;
  fineYuan: string | null;
  confiscatedYuan: string | null;
  validFrom: string | null;
  validUntil: string | null;
}

export const sameSubstance = (one: Substance, other: Substance): boolean =>
  substance.every((field) => one[field] === other[field]);

const substance = [
  'category',
  'content',
  'facts',
  'basis',
  'fineYuan',
  'confiscatedYuan',
  'validFrom',
  'validUntil',
] as const satisfies (keyof Substance)[];

/**
 * Decisions about persons are never published openly, whatever the file says: government shares them (Henan 18); nor is
 * what a rule keeps from publication.
 */
export const disclosureOf = (record: ParsedRecord, asked: DisclosureMode): DisclosureMode =>
  asked === 'OPEN' && (record.subject.kind === 'NATURAL_PERSON' || !mayBePublished(termFactsOf(record)))
    ? 'SHARED'
    : asked;

/** The last day of publication: what the file says, but never longer than any rule allows. */
export const publishUntilOf = (record: ParsedRecord): string | null =>
  lastDayOfPublication(termFactsOf(record));

const termFactsOf = (record: ParsedRecord): TermFacts => ({
  ...record,
  ofPerson: record.subject.kind === 'NATURAL_PERSON',
  procedure: record.kind === 'PENALTY' ? record.declared.procedure : null,
});
