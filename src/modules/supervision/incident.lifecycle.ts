import { defineLifecycle } from '../../kernel/lifecycle.js';
import type { IncidentStatus } from '../../kernel/terms.js';

/** The life of an incident (Policy 五(二)): closed only once it was handled and those affected were told. */
export const incidentLifecycle = defineLifecycle<IncidentStatus>({
  name: 'Incident',
  initial: ['REPORTED'],
  transitions: {
    REPORTED: ['INVESTIGATING'],
    INVESTIGATING: ['CONFIRMED', 'UNFOUNDED'],
    CONFIRMED: ['CLOSED'],
    UNFOUNDED: [],
    CLOSED: [],
  },
});
