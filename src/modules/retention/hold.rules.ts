import { HubError, badInput } from '../../kernel/errors.js';
import type { OwnHand } from '../../kernel/hands.js';

/** What a hold may be on beside a subject as a whole. */
export const holdTargets = [
  'ListEntry',
  'CreditRecord',
  'Objection',
  'Repair',
  'Restoration',
  'Outcome',
  'Incident',
  'Import',
] as const;
export type HoldTarget = (typeof holdTargets)[number];

/** Names what is held: a subject, or one matter. */
export const assertOneThing = (input: { subject?: string | null; matter?: string | null }): void => {
  if ((input.subject == null) === (input.matter == null))
    throw badInput('input', 'Name what is held: a subject by its code, or a matter by its number, not both.');
};

/** A hold that was over before it began would hold nothing. */
export const assertUntil = (until: string | null | undefined, today: string): void => {
  if (until != null && until < today)
    throw badInput('input.until', `until is the last day of the hold and not before today, ${today}.`);
};

export interface LiftedHold {
  placedByActor: string;
  liftedAt: Date | null;
}

/** Who had something kept does not let it go: two hands (design 5.10). */
export const assertLiftable = ({ placedByActor, liftedAt }: LiftedHold, ownHand: OwnHand): void => {
  if (liftedAt !== null)
    throw new HubError(
      'ILLEGAL_TRANSITION',
      'The hold was lifted already. Place another where one is needed.',
      {
        field: 'input.hold',
      },
    );
  if (ownHand(placedByActor))
    throw new HubError(
      'SEPARATION_OF_DUTIES',
      'You placed this hold; another person of the credit office has to lift it.',
      { field: 'input.hold' },
    );
};
