import type { HubModule, Kit } from '../module.js';
import { AuditResolver } from './audit.resolver.js';
import { accessEventLoader, changeLoader } from './change.loader.js';
import { AuditHeads } from './head.service.js';
import { AccessEventResolver, ChangeResolver, ChangeStreamResolver } from './change.resolver.js';
import { changeStream } from './change-stream.repository.js';
import { FeedWatch } from './feed.service.js';

export const createLedgerModule = ({ database, clock, config }: Kit) => {
  const heads = new AuditHeads(database, clock, config.audit);
  const module: HubModule = {
    resolvers: [
      new ChangeResolver(),
      new ChangeStreamResolver(),
      new AccessEventResolver(),
      new AuditResolver(database, heads),
    ],
    streams: { changed: changeStream },
    nodes: { Change: changeLoader, AccessEvent: accessEventLoader },
  };
  return { ...module, heads, feed: new FeedWatch(database) };
};

export { hashesAt, storedHead } from './head.repository.js';
export {
  AuditHeads,
  type ChainSource,
  HeadRefused,
  auditKey,
  keyMadeIfNone,
  publicKeyFrom,
  publicKeyOf,
  verifyHeads,
} from './head.service.js';
export { keyIdOf } from './head.rules.js';
export { type AuditVerdict, verifyAudit } from './ledger.repository.js';
