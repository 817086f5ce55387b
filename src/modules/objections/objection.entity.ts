import { defineEntity, p } from '@mikro-orm/core';
import { objectionChannels, objectionRemedies, objectionStatuses } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';
import { RecordEntity } from '../records/record.entity.js';
import { EntryEntity } from '../lists/entry.entity.js';
import { CheckEntity } from '../enforcement/check.entity.js';
import { InstructionEntity } from '../enforcement/instruction.entity.js';

/** An objection (异议, Policy 五(三), Henan 41). From receipt it marks and suspends. */
const schema = defineEntity({
  name: 'ObjectionEntity',
  tableName: 'objection',
  checks: [
    {
      name: 'objection_target',
      expression:
        'num_nonnulls(entry_id, record_id, instruction_id, check_id) = case when of_grade then 0 else 1 end',
    },
  ],
  indexes: [{ name: 'objection_status', properties: ['status', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    entry: p.manyToOne(EntryEntity).mapToPk().nullable().index('objection_entry'),
    record: p.manyToOne(RecordEntity).mapToPk().nullable().index('objection_record'),
    instruction: p.manyToOne(InstructionEntity).mapToPk().nullable().index('objection_instruction'),
    check: p.manyToOne(CheckEntity).mapToPk().nullable().index('objection_check'),
    /** It is to the subject's grade. */
    ofGrade: p.boolean().default(false),
    subject: p.manyToOne(SubjectEntity).mapToPk().index('objection_subject'),
    raisedBy: p.manyToOne(OrganizationEntity).mapToPk().nullable(),
    raisedByActor: p.string().length(100),
    channel: p.enum(objectionChannels),
    ground: p.string().length(500),
    statement: p.text(),
    evidence: p.array<string>(),
    status: p.enum(objectionStatuses),
    /** Who has to verify: the provider, identifying or implementing body; the office itself for its own work. */
    provider: p.manyToOne(OrganizationEntity).mapToPk().index('objection_provider'),
    remedy: p.enum(objectionRemedies).nullable(),
    acceptedAt: p.datetime().nullable(),
    reviewAskedAt: p.datetime().nullable(),
    reviewStatement: p.text().nullable(),
    /** Number of the provincial authority's decision on the re-check (Henan 28). */
    reviewDocument: p.string().length(128).nullable(),
    /** False only for the same ground again without new evidence. */
    suspends: p.boolean(),
    receivedAt: p.datetime(),
    dueAt: p.date(),
    decidedAt: p.datetime().nullable(),
    decidedBy: p.manyToOne(OrganizationEntity).mapToPk().nullable(),
    decidedByActor: p.string().length(100).nullable(),
    reasons: p.text().nullable(),
    version: p.integer().version(),
  },
});
export class ObjectionEntity extends schema.class {}
schema.setClass(ObjectionEntity);
