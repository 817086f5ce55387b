import { defineEntity, p } from '@mikro-orm/core';
import { verdicts } from '../../kernel/terms.js';
import { matters } from '../../kernel/principal.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';
import { EntryEntity } from '../lists/entry.entity.js';

/** A duty check (查询比对): who asked about whom, at which matter, and what came of it. A lasting receipt. */
const schema = defineEntity({
  name: 'CheckEntity',
  tableName: 'duty_check',
  indexes: [{ name: 'duty_check_agency', properties: ['agency', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    agency: p.manyToOne(OrganizationEntity).mapToPk(),
    matter: p.enum(matters),
    businessNumber: p.string().length(100),
    actor: p.string().length(100),
    checkedAt: p.datetime(),
  },
});
export class CheckEntity extends schema.class {}
schema.setClass(CheckEntity);

const resultSchema = defineEntity({
  name: 'CheckResultEntity',
  tableName: 'check_result',
  indexes: [{ name: 'check_result_subject', properties: ['subject'] }],
  properties: {
    check: p.manyToOne(CheckEntity).mapToPk().primary(),
    ordinal: p.integer().primary(),
    /** What was asked, masked where it was an ID number. */
    asked: p.string().length(200),
    subject: p.manyToOne(SubjectEntity).mapToPk().nullable(),
    verdict: p.enum(verdicts),
    /** Set while an objection to this answer is open. */
    objected: p.boolean().default(false),
  },
});
/** The answer about one of the subjects asked for. */
export class CheckResultEntity extends resultSchema.class {}
resultSchema.setClass(CheckResultEntity);

const hitSchema = defineEntity({
  name: 'CheckHitEntity',
  tableName: 'check_hit',
  properties: {
    check: p.manyToOne(CheckEntity).mapToPk().primary(),
    ordinal: p.integer().primary(),
    entry: p.manyToOne(EntryEntity).mapToPk().primary(),
    suspended: p.boolean(),
    /** The clauses my agency had to apply at this matter. */
    clauseIds: p.array<number>().columnType('bigint[]'),
  },
});
/** An entry the check hit. */
export class CheckHitEntity extends hitSchema.class {}
hitSchema.setClass(CheckHitEntity);
