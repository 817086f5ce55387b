import { systemPrincipal } from '../../src/kernel/principal.js';
import { createModules } from '../../src/main.js';
import type { Act } from '../../src/modules/ledger/unit.service.js';
import type { Kit } from '../../src/modules/module.js';
import type { Counted, RetentionService } from '../../src/modules/retention/index.js';

export const sweepAct: Act = { principal: systemPrincipal, requestId: 'test', idempotencyKey: null };

/** The terms of retention on the database of one module's test. */
export const retentionOf = (kit: Kit): RetentionService => createModules(kit).retention.retention;

/** Clears what is due, as the sweeps do. */
export const clearDue = (kit: Kit): Promise<Counted[]> => retentionOf(kit).run(sweepAct);
