import { defineEvent } from '../../kernel/events.js';

/**
 * An objection to a measure applied, or to a check's answer, was upheld. Of entries and records the events of their
 * own modules tell, with the objection as the cause. The measures it was about have ended by then.
 */
export const objectionUpheld = defineEvent<{
  objectionId: number;
  instructionId: number | null;
  checkId: number | null;
  subjectId: number;
  reason: string;
}>('objections.objectionUpheld');
