import { Arg, Query, Resolver } from 'type-graphql';
import { badInput } from '../../kernel/errors.js';
import type { Database } from '../../db/database.js';
import { AuditHead, AuditVerdict } from './audit.types.js';
import { hashesAt, storedHead } from './head.repository.js';
import type { AuditHeads } from './head.service.js';
import { verifyAudit } from './ledger.repository.js';

@Resolver()
export class AuditResolver {
  constructor(
    private readonly database: Database,
    private readonly heads: AuditHeads,
  ) {}

  @Query(() => AuditVerdict, {
    description: 'Walks the whole audit chain and names the first bad row (Policy 五(二)). 校验审计链',
  })
  async audit(): Promise<AuditVerdict> {
    const { rows, fault } = await verifyAudit(this.database);
    const firstBadPosition = fault === null ? null : String(fault.position);
    return { rows, valid: fault === null, firstBadPosition, problem: fault?.problem ?? null };
  }

  @Query(() => AuditHead, {
    description: 'Where the audit chain ends, and the head signed last (Policy 五(二)). 审计链链头',
  })
  async auditHead(): Promise<AuditHead> {
    const head = await storedHead(this.database);
    return { ...head, position: String(head.position), signed: this.heads.latest() };
  }

  @Query(() => [String], {
    nullable: 'items',
    description:
      'Hashes of the chain at these positions, to hold signed heads against; null where there is no such row (Policy 五(二)). 指定位置的哈希',
  })
  auditHashes(@Arg('positions', () => [String]) positions: string[]): Promise<(string | null)[]> {
    return hashesAt(this.database, readPositions(positions));
  }
}

const readPositions = (positions: readonly string[]): number[] => {
  if (positions.length > 1000 || !positions.every((each) => /^\d{1,15}$/.test(each)))
    throw badInput('positions', 'positions are at most 1000 numbers of audit rows, each as text.');
  return positions.map(Number);
};
