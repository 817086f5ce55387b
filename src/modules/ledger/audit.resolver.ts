import { Query, Resolver } from 'type-graphql';
import type { Database } from '../../db/database.js';
import { AuditVerdict } from './audit.types.js';
import { verifyAudit } from './ledger.repository.js';

@Resolver()
export class AuditResolver {
  constructor(private readonly database: Database) {}

  @Query(() => AuditVerdict, {
    description: 'Walks the whole audit chain and names the first bad row (Policy 五(二)). 校验审计链',
  })
  async audit(): Promise<AuditVerdict> {
    const { rows, fault } = await verifyAudit(this.database);
    const firstBadPosition = fault === null ? null : String(fault.position);
    return { rows, valid: fault === null, firstBadPosition, problem: fault?.problem ?? null };
  }
}
