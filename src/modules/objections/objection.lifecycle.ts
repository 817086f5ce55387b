import { defineLifecycle } from '../../kernel/lifecycle.js';
import type { ObjectionStatus } from '../../kernel/terms.js';

/** The life of an objection (design section 4). From SUBMITTED on it marks and suspends. */
export const objectionLifecycle = defineLifecycle<ObjectionStatus>({
  name: 'Objection',
  initial: ['SUBMITTED'],
  transitions: {
    SUBMITTED: ['ACCEPTED'],
    ACCEPTED: ['VERIFYING'],
    VERIFYING: ['UPHELD', 'DISMISSED'],
    UPHELD: [],
    DISMISSED: ['REVIEWING'],
    REVIEWING: ['UPHELD', 'DISMISSED'],
  },
});

/** States in which an objection stands: what it is about stays marked and suspended. */
export const openStates = [
  'SUBMITTED',
  'ACCEPTED',
  'VERIFYING',
  'REVIEWING',
] as const satisfies readonly ObjectionStatus[];
