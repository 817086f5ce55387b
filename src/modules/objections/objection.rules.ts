import type { ObjectionStatus } from '../../kernel/terms.js';
import { openStates } from './objection.lifecycle.js';

export interface EarlierObjection {
  ground: string;
  evidence: readonly string[];
  status: ObjectionStatus;
}

/** Working days from receipt to decision when the provider has to be asked (Henan 41). */
export const decisionDays = 7;

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
