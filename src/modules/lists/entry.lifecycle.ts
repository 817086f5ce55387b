import { defineLifecycle } from '../../kernel/lifecycle.js';
import type { EntryStatus } from '../../kernel/terms.js';

/** The life of an entry (design section 4; Henan 28, 37). An upstream entry starts PUBLISHED with its proof. */
export const entryLifecycle = defineLifecycle<EntryStatus>({
  name: 'ListEntry',
  initial: ['PROPOSED', 'PUBLISHED'],
  transitions: {
    PROPOSED: ['NOTIFIED', 'REJECTED', 'WITHDRAWN'],
    NOTIFIED: ['PUBLISHED', 'REJECTED', 'WITHDRAWN'],
    PUBLISHED: ['SUSPENDED', 'REMOVED', 'EXPIRED', 'REVOKED'],
    SUSPENDED: ['PUBLISHED', 'REMOVED', 'EXPIRED', 'REVOKED'],
    REMOVED: [],
    EXPIRED: [],
    REVOKED: [],
    REJECTED: [],
    WITHDRAWN: [],
  },
});
