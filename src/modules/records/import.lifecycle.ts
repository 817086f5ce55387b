import { defineLifecycle } from '../../kernel/lifecycle.js';
import type { ImportStatus } from '../../kernel/terms.js';

/** A file taken in. A failed one may be sent again: it goes on behind the last batch that was stored. */
export const importLifecycle = defineLifecycle<ImportStatus>({
  name: 'Import',
  initial: ['RECEIVED'],
  transitions: {
    RECEIVED: ['RUNNING', 'FAILED'],
    RUNNING: ['DONE', 'FAILED'],
    FAILED: ['RECEIVED'],
    DONE: [],
  },
});
