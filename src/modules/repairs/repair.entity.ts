import { defineEntity, p } from '@mikro-orm/core';
import { repairStatuses } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';
import { RecordEntity } from '../records/record.entity.js';
import { EntryEntity } from '../lists/entry.entity.js';
import type { AssessedCondition } from './condition.rules.js';

/** An application for repair (信用修复, Policy 五(四), Henan 43). */
const schema = defineEntity({
  name: 'RepairEntity',
  tableName: 'repair',
  checks: [{ name: 'repair_target', expression: 'num_nonnulls(entry_id, record_id) = 1' }],
  indexes: [{ name: 'repair_status', properties: ['status', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    entry: p.manyToOne(EntryEntity).mapToPk().nullable().index('repair_entry'),
    record: p.manyToOne(RecordEntity).mapToPk().nullable().index('repair_record'),
    subject: p.manyToOne(SubjectEntity).mapToPk().index('repair_subject'),
    /** The clerk's body; null when the subject applied itself. */
    appliedBy: p.manyToOne(OrganizationEntity).mapToPk().nullable(),
    appliedByActor: p.string().length(100),
    /** Who identified, repairs (谁认定、谁修复). */
    decider: p.manyToOne(OrganizationEntity).mapToPk().index('repair_decider'),
    statement: p.text(),
    dutiesStatement: p.text(),
    /** The day on which the duties were done: as the applicant says, then as the decider found. */
    dutiesDoneOn: p.date().nullable(),
    commitment: p.text().nullable(),
    trainingCertificate: p.string().length(200).nullable(),
    creditReport: p.string().length(200).nullable(),
    status: p.enum(repairStatuses),
    /** The rule set it was judged by. */
    ruleSet: p.string().length(60),
    appliedAt: p.datetime(),
    acceptedAt: p.datetime().nullable(),
    acceptedByActor: p.string().length(100).nullable(),
    /** The decider found that all duties are done. */
    dutiesConfirmed: p.boolean().nullable(),
    decidedAt: p.datetime().nullable(),
    decidedBy: p.manyToOne(OrganizationEntity).mapToPk().nullable(),
    decidedByActor: p.string().length(100).nullable(),
    reasons: p.text().nullable(),
    /** Each condition as it stood at the decision. */
    assessment: p.json<AssessedCondition[]>().nullable(),
    version: p.integer().version(),
  },
});
export class RepairEntity extends schema.class {}
schema.setClass(RepairEntity);
