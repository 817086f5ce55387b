import { defineEntity, p } from '@mikro-orm/core';
import { basisRanks, levels, listColours, measureKinds, measureStatuses } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';

/** A measure of the published catalogue (措施清单, Policy 四(三), Henan 29). */
const schema = defineEntity({
  name: 'MeasureEntity',
  tableName: 'measure',
  checks: [
    { name: 'measure_tier_kind', expression: `(kind = 'INCENTIVE') = (tier = 'RED')` },
    { name: 'measure_catch_all_never_runs', expression: `not (catch_all and status = 'PUBLISHED')` },
    {
      name: 'measure_black_needs_law',
      expression: `not (tier = 'BLACK' and status = 'PUBLISHED' and basis_rank not in ('LAW', 'ADMINISTRATIVE_REGULATION'))`,
    },
  ],
  properties: {
    id: p.bigint('number').primary(),
    code: p.string().length(60).unique(),
    name: p.string().length(300),
    kind: p.enum(measureKinds),
    tier: p.enum(listColours),
    matters: p.array<string>(),
    basisText: p.text(),
    basisRank: p.enum(basisRanks),
    catchAll: p.boolean().default(false),
    limitText: p.text().nullable(),
    maxMonths: p.integer().nullable(),
    level: p.enum(levels),
    status: p.enum(measureStatuses),
    termMonths: p.integer().nullable(),
    repairPath: p.text().nullable(),
    draftReason: p.text().nullable(),
    draftedBy: p.string().length(100),
    publishedBy: p.string().length(100).nullable(),
    publishedAt: p.datetime().nullable(),
    retiredAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});
export class MeasureEntity extends schema.class {}
schema.setClass(MeasureEntity);

const implementerSchema = defineEntity({
  name: 'MeasureImplementerEntity',
  tableName: 'measure_implementer',
  properties: {
    measure: p.manyToOne(MeasureEntity).mapToPk().primary(),
    organization: p.manyToOne(OrganizationEntity).mapToPk().primary(),
  },
});
/** Who may carry the measure out (实施主体). */
export class MeasureImplementerEntity extends implementerSchema.class {}
implementerSchema.setClass(MeasureImplementerEntity);
