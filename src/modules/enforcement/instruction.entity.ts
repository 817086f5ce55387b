import { defineEntity, p } from '@mikro-orm/core';
import { feedbackOutcomes, instructionStatuses, measureKinds, noticeChannels } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';
import { MeasureEntity } from '../measures/measure.entity.js';
import { ClauseEntity, MemorandumEntity } from '../memoranda/memorandum.entity.js';
import { DocumentEntity } from '../documents/document.entity.js';
import { EntryEntity } from '../lists/entry.entity.js';
import { CheckEntity } from './check.entity.js';

/** A task for one agency: carry this measure out on this entry (奖惩任务). Triggers in SQL guard invariant 1 and 3. */
const schema = defineEntity({
  name: 'InstructionEntity',
  tableName: 'instruction',
  checks: [
    {
      name: 'instruction_objected',
      expression: `not objected or kind <> 'PUNISHMENT' or status not in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED')`,
    },
    {
      name: 'instruction_suspended_returns',
      expression: `(status = 'SUSPENDED') = (status_before_suspension is not null)`,
    },
  ],
  indexes: [
    { name: 'instruction_agency', properties: ['agency', 'status', 'id'] },
    // All that a screening asks of an instruction: it reads no row of the table, which lies anywhere.
    {
      name: 'instruction_entry',
      properties: ['entry', 'status'],
      include: ['agency', 'clause', 'id', 'check', 'subject', 'objected', 'kind'],
    },
    { name: 'instruction_subject', properties: ['subject', 'id'] },
    { name: 'instruction_agency_page', properties: ['agency', 'id'] },
    { name: 'instruction_state', properties: ['status', 'id'] },
    { name: 'instruction_measure', properties: ['measure', 'status'] },
    { name: 'instruction_check', properties: ['check'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    entry: p.manyToOne(EntryEntity).mapToPk(),
    subject: p.manyToOne(SubjectEntity).mapToPk(),
    clause: p.manyToOne(ClauseEntity).mapToPk(),
    measure: p.manyToOne(MeasureEntity).mapToPk(),
    memorandum: p.manyToOne(MemorandumEntity).mapToPk(),
    agency: p.manyToOne(OrganizationEntity).mapToPk(),
    kind: p.enum(measureKinds),
    status: p.enum(instructionStatuses),
    statusBeforeSuspension: p.enum(['ISSUED', 'ACKNOWLEDGED', 'APPLIED'] as const).nullable(),
    /** Set while an objection to this very measure, or to the check behind it, is open. */
    objected: p.boolean().default(false),
    /** The duty check that triggered it; null when publication did. */
    check: p.manyToOne(CheckEntity).mapToPk().nullable(),
    issuedAt: p.datetime(),
    dueAt: p.date(),
    acknowledgedAt: p.datetime().nullable(),
    appliedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    endReason: p.text().nullable(),
    declineReason: p.text().nullable(),
    version: p.integer().version(),
  },
});
export class InstructionEntity extends schema.class {}
schema.setClass(InstructionEntity);

const noticeSchema = defineEntity({
  name: 'NoticeEntity',
  tableName: 'notice',
  checks: [
    {
      name: 'notice_target',
      expression:
        'num_nonnulls(entry_id, instruction_id) = 1 or (num_nonnulls(entry_id, instruction_id) = 0 and document_id is not null)',
    },
  ],
  indexes: [{ name: 'notice_subject', properties: ['subject', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    entry: p.manyToOne(EntryEntity).mapToPk().nullable().index('notice_entry'),
    instruction: p.manyToOne(InstructionEntity).mapToPk().nullable().index('notice_instruction'),
    /** The paper that was served; null only for notices of before the hub made papers out. */
    document: p.manyToOne(DocumentEntity).mapToPk().nullable().unique(),
    subject: p.manyToOne(SubjectEntity).mapToPk(),
    servedOn: p.date(),
    channel: p.enum(noticeChannels),
    proof: p.text(),
    basis: p.text(),
    reason: p.text(),
    rights: p.text(),
    organization: p.manyToOne(OrganizationEntity).mapToPk(),
    createdAt: p.datetime(),
  },
});
/** What the subject was told, how and when (告知书, Henan 28, Policy 三(二)). */
export class NoticeEntity extends noticeSchema.class {}
noticeSchema.setClass(NoticeEntity);

const feedbackSchema = defineEntity({
  name: 'FeedbackEntity',
  tableName: 'feedback',
  properties: {
    id: p.bigint('number').primary(),
    instruction: p.manyToOne(InstructionEntity).mapToPk().index('feedback_instruction'),
    outcome: p.enum(feedbackOutcomes),
    appliedOn: p.date(),
    businessNumber: p.string().length(100).nullable(),
    detail: p.text().nullable(),
    organization: p.manyToOne(OrganizationEntity).mapToPk(),
    reportedAt: p.datetime(),
  },
});
/** What the agency reports of having carried it out (执行反馈, Policy 四(五)). */
export class FeedbackEntity extends feedbackSchema.class {}
feedbackSchema.setClass(FeedbackEntity);
