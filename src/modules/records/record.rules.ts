import { createHash } from 'node:crypto';
import { addMonths } from '../../kernel/dates.js';
import type { DisclosureMode } from '../../kernel/terms.js';
import type { ParsedRecord } from './disclosure.rules.js';

/** Dishonesty information is disclosed for at most five years (Henan 19). */
const DISCLOSURE_MONTHS = 60;

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

/** Decisions about persons are never published openly, whatever the file says: government shares them (Henan 18). */
export const disclosureOf = (record: ParsedRecord, asked: DisclosureMode): DisclosureMode =>
  asked === 'OPEN' && record.subject.kind === 'NATURAL_PERSON' ? 'SHARED' : asked;

/** The last day of publication: what the file says, for a penalty never beyond five years. */
export const publishUntilOf = (record: ParsedRecord): string | null => {
  if (record.kind !== 'PENALTY') return record.publishUntil;
  const latest = addMonths(record.decidedOn, DISCLOSURE_MONTHS);
  return record.publishUntil !== null && record.publishUntil < latest ? record.publishUntil : latest;
};
