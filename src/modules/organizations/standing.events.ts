import { defineEvent } from '../../kernel/events.js';

/** An organization takes part no more for now: whoever is signed in for it is signed out. */
export const organizationSuspended = defineEvent<{ organizationId: number }>(
  'organizations.organizationSuspended',
);
