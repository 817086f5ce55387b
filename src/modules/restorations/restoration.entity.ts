import { defineEntity, p } from '@mikro-orm/core';
import {
  outcomeKinds,
  outcomeResults,
  restorationCauses,
  restorationStatuses,
  restorationTaskKinds,
  restorationTaskStatuses,
} from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';
import { RecordEntity } from '../records/record.entity.js';
import { EntryEntity } from '../lists/entry.entity.js';
import { InstructionEntity } from '../enforcement/instruction.entity.js';
import { CheckEntity } from '../enforcement/check.entity.js';
import { ObjectionEntity } from '../objections/objection.entity.js';

const outcomeSchema = defineEntity({
  name: 'OutcomeEntity',
  tableName: 'outcome',
  checks: [{ name: 'outcome_target', expression: 'num_nonnulls(entry_id, record_id, instruction_id) = 1' }],
  uniques: [
    { name: 'outcome_once', properties: ['kind', 'documentNumber', 'entry', 'record', 'instruction'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    kind: p.enum(outcomeKinds),
    result: p.enum(outcomeResults),
    entry: p.manyToOne(EntryEntity).mapToPk().nullable().index('outcome_entry'),
    record: p.manyToOne(RecordEntity).mapToPk().nullable().index('outcome_record'),
    instruction: p.manyToOne(InstructionEntity).mapToPk().nullable().index('outcome_instruction'),
    subject: p.manyToOne(SubjectEntity).mapToPk().index('outcome_subject'),
    /** Who decided: authority for review, court, or the body that handled the complaint. */
    authority: p.string().length(200),
    documentNumber: p.string().length(128),
    decidedOn: p.date(),
    summary: p.text(),
    organization: p.manyToOne(OrganizationEntity).mapToPk(),
    recordedBy: p.string().length(100),
    recordedAt: p.datetime(),
  },
});
/** How a complaint, an administrative review or a lawsuit ended (Policy 五(五)). */
export class OutcomeEntity extends outcomeSchema.class {}
outcomeSchema.setClass(OutcomeEntity);

const schema = defineEntity({
  name: 'RestorationEntity',
  tableName: 'restoration',
  checks: [
    {
      name: 'restoration_target',
      expression: 'num_nonnulls(entry_id, record_id, instruction_id, check_id) = 1',
    },
    { name: 'restoration_done', expression: `(status = 'DONE') = (done_at is not null)` },
  ],
  indexes: [{ name: 'restoration_status', properties: ['status', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    cause: p.enum(restorationCauses),
    entry: p.manyToOne(EntryEntity).mapToPk().nullable().index('restoration_entry'),
    record: p.manyToOne(RecordEntity).mapToPk().nullable().index('restoration_record'),
    instruction: p.manyToOne(InstructionEntity).mapToPk().nullable().index('restoration_instruction'),
    check: p.manyToOne(CheckEntity).mapToPk().nullable().index('restoration_check'),
    subject: p.manyToOne(SubjectEntity).mapToPk().index('restoration_subject'),
    objection: p.manyToOne(ObjectionEntity).mapToPk().nullable().index('restoration_objection'),
    outcome: p.manyToOne(OutcomeEntity).mapToPk().nullable(),
    /** The body that made the error: it owes apology, compensation and answer. */
    responsible: p.manyToOne(OrganizationEntity).mapToPk().index('restoration_responsible'),
    reason: p.text(),
    status: p.enum(restorationStatuses),
    openedAt: p.datetime(),
    doneAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});
/** The unwinding of something wrong (恢复信誉, Policy 五(五), Henan 42, 66). */
export class RestorationEntity extends schema.class {}
schema.setClass(RestorationEntity);

const taskSchema = defineEntity({
  name: 'RestorationTaskEntity',
  tableName: 'restoration_task',
  uniques: [{ name: 'restoration_task_once', properties: ['restoration', 'kind'] }],
  properties: {
    id: p.bigint('number').primary(),
    restoration: p.manyToOne(RestorationEntity).mapToPk(),
    kind: p.enum(restorationTaskKinds),
    owner: p.manyToOne(OrganizationEntity).mapToPk(),
    dueOn: p.date(),
    status: p.enum(restorationTaskStatuses),
    note: p.text().nullable(),
    doneAt: p.datetime().nullable(),
    doneBy: p.string().length(100).nullable(),
  },
});
/** What is owed beside taking the error away: apology, compensation, responsibility of staff (Henan 66). */
export class RestorationTaskEntity extends taskSchema.class {}
taskSchema.setClass(RestorationTaskEntity);
