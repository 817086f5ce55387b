import type { HubModule, Kit } from '../module.js';
import type { QuotaService } from '../organizations/index.js';
import type { ArchiveService } from '../records/archive.service.js';
import { holdLoader } from './hold.loader.js';
import { HoldResolver } from './hold.resolver.js';
import { HoldService } from './hold.service.js';
import { RetentionService } from './retention.service.js';

/** How long data are kept, and what a legal hold keeps beyond that. */
export const createRetentionModule = (
  { work, database, clock, config }: Kit,
  parts: { archive: ArchiveService; quotas: QuotaService },
) => {
  const retention = new RetentionService({ work, database, clock, terms: config.retention, ...parts });
  return {
    retention,
    resolvers: [new HoldResolver(new HoldService(work))],
    nodes: { LegalHold: holdLoader },
  } satisfies HubModule & { retention: RetentionService };
};

export { retentionKeys, retentionRules } from './retention.rules.js';
export type { Counted, RetentionService } from './retention.service.js';
