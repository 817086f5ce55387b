import type { HubModule, Kit } from '../module.js';
import { AuditResolver } from './audit.resolver.js';
import { accessEventLoader, changeLoader } from './change.loader.js';
import { AccessEventResolver, ChangeResolver } from './change.resolver.js';

export const createLedgerModule = ({ database }: Kit): HubModule => ({
  resolvers: [new ChangeResolver(), new AccessEventResolver(), new AuditResolver(database)],
  nodes: { Change: changeLoader, AccessEvent: accessEventLoader },
});

export { type AuditVerdict, verifyAudit } from './ledger.repository.js';
