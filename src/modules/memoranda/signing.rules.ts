import { HubError, illegalTransition } from '../../kernel/errors.js';
import type { MemorandumStatus } from '../../kernel/terms.js';
import type { Party } from './party.rules.js';

/** When a memorandum can be signed and filed. */

interface Signable {
  number: string;
  status: MemorandumStatus;
  effectiveUntil: string | null;
  signedOn: string | null;
  filedAt: Date | null;
}

/** Refuses a signature under what is in force, ended, complete or out of date. */
export const refuseUnlessOpen = (memorandum: Signable, parties: readonly Party[], day: string): void => {
  if (memorandum.status !== 'DRAFT' && memorandum.status !== 'SIGNING')
    throw illegalTransition('Memorandum', memorandum.status, 'SIGNING');
  if (parties.every((party) => party.signedAt)) {
    throw new HubError(
      'CONFLICT',
      `Every party signed memorandum ${memorandum.number} already; it comes into force by itself.`,
      {
        field: 'input.memorandum',
      },
    );
  }
  if (memorandum.effectiveUntil !== null && memorandum.effectiveUntil < day) {
    throw new HubError('CONFLICT', `The term of memorandum ${memorandum.number} is over. Draft a new one.`, {
      field: 'input.memorandum',
    });
  }
};

/** Refuses to file what is not signed by every party, or filed already. */
export const refuseUnlessToFile = (memorandum: Signable): void => {
  if (memorandum.signedOn === null) {
    throw new HubError(
      'ILLEGAL_TRANSITION',
      `Memorandum ${memorandum.number} is filed once every party has signed it.`,
      {
        field: 'input.memorandum',
        state: memorandum.status,
      },
    );
  }
  if (memorandum.filedAt !== null) {
    throw new HubError('CONFLICT', `Memorandum ${memorandum.number} is filed already.`, {
      field: 'input.memorandum',
    });
  }
};
