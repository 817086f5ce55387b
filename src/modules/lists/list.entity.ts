import { defineEntity, p } from '@mikro-orm/core';
import { type RepairConditionKind, levels, listColours } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';

/** A list's own rule of repair. */
export interface ListRepairRule {
  /** Null: entries of this list are not repaired before their term ends. */
  minimumMonths: number | null;
  /** From when the minimum period counts. */
  from: 'PUBLICATION' | 'DUTIES_DONE';
  conditions: RepairConditionKind[];
  source: string;
}

/** A list (名单) as defined: colour, keeper, notice period, term, repair path. */
const schema = defineEntity({
  name: 'ListEntity',
  tableName: 'credit_list',
  checks: [{ name: 'credit_list_notice_days', expression: 'notice_days >= 5' }],
  properties: {
    id: p.bigint('number').primary(),
    code: p.string().length(60).unique(),
    name: p.string().length(200),
    colour: p.enum(listColours),
    level: p.enum(levels),
    keeper: p.manyToOne(OrganizationEntity).mapToPk(),
    basis: p.text(),
    currentVersion: p.integer().default(0),
    /** Working days between the notice and the earliest publication; never fewer than 5. */
    noticeDays: p.integer().default(5),
    termMonths: p.integer().nullable(),
    repairPath: p.text().nullable(),
    /** The list's own rule of repair, where its identifying body set one (Henan 37); it goes before the general ones. */
    repairRule: p.json<ListRepairRule>().nullable(),
  },
});
export class ListEntity extends schema.class {}
schema.setClass(ListEntity);

const versionSchema = defineEntity({
  name: 'ListVersionEntity',
  tableName: 'list_version',
  properties: {
    list: p.manyToOne(ListEntity).mapToPk().primary(),
    version: p.integer().primary(),
    publishedAt: p.datetime(),
    publishedBy: p.manyToOne(OrganizationEntity).mapToPk(),
    added: p.integer(),
  },
});
/** One publication of a list. */
export class ListVersionEntity extends versionSchema.class {}
versionSchema.setClass(ListVersionEntity);
