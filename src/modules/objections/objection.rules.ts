import { badInput } from '../../kernel/errors.js';
import type { ObjectionRemedy, ObjectionStatus } from '../../kernel/terms.js';
import { addWorkingDays } from '../../kernel/working-days.js';
import { openStates } from './objection.lifecycle.js';

export interface EarlierObjection {
  ground: string;
  /** References given and hashes of the files attached. */
  evidence: readonly string[];
  status: ObjectionStatus;
}

/** Working days from receipt to decision: what the office decides itself, and what the provider is asked about (Henan 41). */
const ownDays = 3;
const askedDays = 7;
/** Working days the provider has from being asked (Henan 41). */
const verificationDays = 3;

/** The last day for the decision. The day the clock starts from is not counted. */
export const decisionDueOn = (startedOn: string, decidesItself: boolean): string =>
  addWorkingDays(startedOn, decidesItself ? ownDays : askedDays);

/** The provider's last day: never beyond that of the decision, which the law counts from receipt. */
export const verificationDueOn = (askedOn: string, decisionDue: string): string => {
  const due = addWorkingDays(askedOn, verificationDays);
  return due < decisionDue ? due : decisionDue;
};

export const isOpen = (status: ObjectionStatus): boolean =>
  (openStates as readonly ObjectionStatus[]).includes(status);

/**
 * Whether an objection suspends. Every one does, but for a ground that was dismissed already and comes again without
 * new evidence (design R12): otherwise a punishment could be put off for ever.
 */
export const suspends = (
  ground: string,
  evidence: readonly string[],
  earlier: readonly EarlierObjection[],
): boolean => {
  const same = earlier.filter((each) => sameGround(each.ground, ground) && each.status === 'DISMISSED');
  if (same.length === 0) return true;
  const known = new Set(same.flatMap((each) => each.evidence.map(plain)));
  return evidence.some((each) => plain(each) !== '' && !known.has(plain(each)));
};

const sameGround = (one: string, other: string): boolean => plain(one) === plain(other);

/** Case, width and white space make no new ground. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** What an objection is about, as the caller names it. */
export interface NamedTarget {
  entry?: string | null;
  record?: string | null;
  instruction?: string | null;
  check?: string | null;
  grade?: boolean | null;
  points?: readonly string[] | null;
}

export type TargetKind = 'entry' | 'record' | 'instruction' | 'check' | 'grade';

/** The one thing that is objected to; anything but exactly one is refused. */
export const targetKindOf = (input: NamedTarget): TargetKind => {
  const named = (['entry', 'record', 'instruction', 'check'] as const).filter((each) => input[each] != null);
  const kinds: TargetKind[] = input.grade === true ? [...named, 'grade'] : named;
  if (kinds.length !== 1)
    throw badInput(
      'input.entry',
      'Name what is objected to: one of entry, record, instruction, check, or grade: true; not several and not none.',
    );
  if (kinds[0] !== 'grade' && (input.points?.length ?? 0) > 0)
    throw badInput('input.points', 'points belong to an objection to a grade; leave them out.');
  return kinds[0]!;
};

/** What is set right instead of taken away, as the decision names it. */
export interface NamedCorrection {
  ground?: string | null;
  basis?: string | null;
  responsiblePersons?: readonly { name: string; role: string }[] | null;
  validUntil?: string | null;
  title?: string | null;
  facts?: string | null;
  content?: string | null;
  fineYuan?: string | null;
  publishUntil?: string | null;
}

const correctable = {
  entry: ['ground', 'basis', 'responsiblePersons', 'validUntil'],
  record: ['title', 'facts', 'content', 'basis', 'fineYuan', 'publishUntil'],
} as const;

/** How an upheld objection is put right: taken away unless the decision says that it is corrected and kept. */
export const remedyOf = (
  target: TargetKind,
  decision: {
    upheld: boolean;
    remedy?: ObjectionRemedy | null;
    correction?: NamedCorrection | null;
  },
): ObjectionRemedy | null => {
  const { upheld, remedy, correction } = decision;
  if (!upheld && (remedy != null || correction != null))
    throw badInput('input.remedy', 'A dismissed objection has no remedy; leave remedy and correction out.');
  if (!upheld) return null;
  if ((remedy === 'CORRECT') !== (correction != null))
    throw badInput('input.correction', 'correction goes with remedy CORRECT, and only with it.');
  if (remedy !== 'CORRECT') return 'REVOKE';
  if (target !== 'entry' && target !== 'record')
    throw badInput('input.remedy', `A ${target} cannot be corrected, only taken away: leave remedy out.`);
  const foreign = Object.entries(correction!).find(
    ([name, value]) => value != null && !(correctable[target] as readonly string[]).includes(name),
  );
  if (foreign)
    throw badInput(
      `input.correction.${foreign[0]}`,
      `Of the ${target} one corrects ${correctable[target].join(', ')}.`,
    );
  return 'CORRECT';
};
