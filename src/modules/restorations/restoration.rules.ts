import { isFinal } from '../../kernel/lifecycle.js';
import { instructionLifecycle } from '../enforcement/instruction.lifecycle.js';
import type { EntryStatus, InstructionStatus, RestorationTaskKind } from '../../kernel/terms.js';

/**
 * Working days for what is owed beside taking the error away (Henan 66). The law names no term; these are the county's
 * own, so that nothing stays open without a last day.
 */
export const taskDays: Readonly<Record<RestorationTaskKind, number>> = {
  APOLOGY: 10,
  COMPENSATION: 10,
  STAFF_RESPONSIBILITY: 10,
};

/** What of a restoration is still open. */
export interface Standing {
  openTasks: number;
  openRecipients: number;
}

/** Done when everybody who received the error has acknowledged and nothing is owed any more; not earlier. */
export const isComplete = ({ openTasks, openRecipients }: Standing): boolean =>
  openTasks === 0 && openRecipients === 0;

/** Whether what a wrong entry did is to be unwound although it has ended: it had been published. */
export const endedWrong = ({
  status,
  publishedAt,
}: {
  status: EntryStatus;
  publishedAt: Date | null;
}): boolean => publishedAt !== null && (status === 'REMOVED' || status === 'EXPIRED');

/** Whether a wrong instruction has something to unwind: it binds still, or it was carried out. */
export const tookEffect = ({
  status,
  appliedAt,
}: {
  status: InstructionStatus;
  appliedAt: Date | null;
}): boolean => appliedAt !== null || !isFinal(instructionLifecycle, status);
