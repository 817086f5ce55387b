import type { HubModule, Kit } from '../module.js';
import { AuditResolver } from './audit.resolver.js';
import { accessEventLoader, changeLoader } from './change.loader.js';
import { AccessEventResolver, ChangeResolver, ChangeStreamResolver } from './change.resolver.js';
import { changeStream } from './change-stream.repository.js';
import { FeedWatch } from './feed.service.js';
import { deleteOutcomesBefore } from './idempotency.repository.js';
import { outcomesKeptSince } from './idempotency.rules.js';

export const createLedgerModule = ({
  database,
  clock,
}: Kit): HubModule & { feed: FeedWatch; sweep(): Promise<void> } => ({
  resolvers: [
    new ChangeResolver(),
    new ChangeStreamResolver(),
    new AccessEventResolver(),
    new AuditResolver(database),
  ],
  feed: new FeedWatch(database),
  streams: { changed: changeStream },
  nodes: { Change: changeLoader, AccessEvent: accessEventLoader },
  /** Forgets outcomes that nobody asks for again. */
  sweep: async () => {
    await deleteOutcomesBefore(database, outcomesKeptSince(clock.now()));
  },
});

export { type AuditVerdict, verifyAudit } from './ledger.repository.js';
