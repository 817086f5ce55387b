import { defineLifecycle } from '../../kernel/lifecycle.js';
import type { RestorationStatus } from '../../kernel/terms.js';

/** The life of a restoration (design section 4; Henan 42, 66). */
export const restorationLifecycle = defineLifecycle<RestorationStatus>({
  name: 'Restoration',
  initial: ['OPEN'],
  transitions: { OPEN: ['DONE'], DONE: [] },
});
