import { defineEntity, p } from '@mikro-orm/core';
import { objectionChannels, objectionStatuses } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';
import { RecordEntity } from '../records/record.entity.js';
import { EntryEntity } from '../lists/entry.entity.js';

/** An objection (异议, Policy 五(三), Henan 41). From receipt it marks and suspends. */
const schema = defineEntity({
  name: 'ObjectionEntity',
  tableName: 'objection',
  checks: [{ name: 'objection_target', expression: 'num_nonnulls(entry_id, record_id) = 1' }],
  indexes: [{ name: 'objection_status', properties: ['status', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    entry: p.manyToOne(EntryEntity).mapToPk().nullable().index('objection_entry'),
    record: p.manyToOne(RecordEntity).mapToPk().nullable().index('objection_record'),
    subject: p.manyToOne(SubjectEntity).mapToPk().index('objection_subject'),
    raisedBy: p.manyToOne(OrganizationEntity).mapToPk().nullable(),
    raisedByActor: p.string().length(100),
    channel: p.enum(objectionChannels),
    ground: p.string().length(500),
    statement: p.text(),
    evidence: p.array<string>(),
    status: p.enum(objectionStatuses),
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
