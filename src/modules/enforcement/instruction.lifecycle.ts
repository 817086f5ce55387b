import { defineLifecycle } from '../../kernel/lifecycle.js';
import type { InstructionStatus } from '../../kernel/terms.js';

/** The life of an instruction (design section 4). A suspended one returns to the state it had. */
export const instructionLifecycle = defineLifecycle<InstructionStatus>({
  name: 'Instruction',
  initial: ['ISSUED'],
  transitions: {
    ISSUED: ['ACKNOWLEDGED', 'DECLINED', 'SUSPENDED', 'CANCELLED'],
    ACKNOWLEDGED: ['APPLIED', 'DECLINED', 'SUSPENDED', 'CANCELLED'],
    APPLIED: ['LIFTED', 'SUSPENDED'],
    SUSPENDED: ['ISSUED', 'ACKNOWLEDGED', 'APPLIED', 'LIFTED', 'CANCELLED'],
    DECLINED: [],
    LIFTED: [],
    CANCELLED: [],
  },
});

/** States in which an instruction binds its agency (invariant 1). */
export const activeStates = [
  'ISSUED',
  'ACKNOWLEDGED',
  'APPLIED',
] as const satisfies readonly InstructionStatus[];
