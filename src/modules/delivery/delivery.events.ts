import { defineEvent } from '../../kernel/events.js';

/** An organization acknowledged a change that takes back what it had received (invariant 5). */
export const changeAcknowledged = defineEvent<{
  position: number;
  target: string;
  targetId: number;
  organizationId: number;
}>('delivery.changeAcknowledged');
