import { defineLifecycle } from '../../kernel/lifecycle.js';
import type { ClientStatus } from '../../kernel/terms.js';

/** A revoked client stays revoked: its name in the audit chain must not come to mean somebody else. */
export const clientLifecycle = defineLifecycle<ClientStatus>({
  name: 'Client',
  initial: ['ACTIVE'],
  transitions: { ACTIVE: ['SUSPENDED', 'REVOKED'], SUSPENDED: ['ACTIVE', 'REVOKED'], REVOKED: [] },
});
