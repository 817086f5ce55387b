import { defineLifecycle } from '../../kernel/lifecycle.js';
import type { RepairStatus } from '../../kernel/terms.js';

/** The life of an application for repair (design section 4; Henan 43). */
export const repairLifecycle = defineLifecycle<RepairStatus>({
  name: 'Repair',
  initial: ['APPLIED'],
  transitions: {
    APPLIED: ['ACCEPTED', 'REFUSED', 'WITHDRAWN'],
    ACCEPTED: ['APPROVED', 'REFUSED', 'WITHDRAWN'],
    APPROVED: [],
    REFUSED: [],
    WITHDRAWN: [],
  },
});
