import { defineLifecycle } from '../../kernel/lifecycle.js';
import type { MemorandumStatus } from '../../kernel/terms.js';

/**
 * Clauses and lists are fixed from the first signature on: everybody signs the same text. A memorandum that is never
 * signed to the end is ended without having been in force.
 */
export const memorandumLifecycle = defineLifecycle<MemorandumStatus>({
  name: 'Memorandum',
  initial: ['DRAFT'],
  transitions: {
    DRAFT: ['SIGNING', 'ENDED'],
    SIGNING: ['IN_FORCE', 'ENDED'],
    IN_FORCE: ['ENDED'],
    ENDED: [],
  },
});
