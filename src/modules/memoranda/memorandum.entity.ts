import { defineEntity, p } from '@mikro-orm/core';
import { levels, listColours, memorandumStatuses, triggers } from '../../kernel/terms.js';
import { matters } from '../../kernel/principal.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { MeasureEntity } from '../measures/measure.entity.js';

/** A memorandum of joint incentive or punishment (合作备忘录, Policy 四(一)). */
const schema = defineEntity({
  name: 'MemorandumEntity',
  tableName: 'memorandum',
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(60).unique(),
    title: p.string().length(300),
    colour: p.enum(listColours),
    level: p.enum(levels),
    initiator: p.manyToOne(OrganizationEntity).mapToPk(),
    status: p.enum(memorandumStatuses),
    sharingTerms: p.text(),
    feedbackTerms: p.text(),
    repairPath: p.text(),
    effectiveFrom: p.date(),
    effectiveUntil: p.date().nullable(),
    signedOn: p.date().nullable(),
    filingDueOn: p.date().nullable(),
    filedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    draftedBy: p.string().length(100),
    version: p.integer().version(),
  },
});
export class MemorandumEntity extends schema.class {}
schema.setClass(MemorandumEntity);

/** Which lists' entries the memorandum reaches. Lists are a higher module, so their foreign key stands in SQL. */
const listSchema = defineEntity({
  name: 'MemorandumListEntity',
  tableName: 'memorandum_list',
  indexes: [{ name: 'memorandum_list_list', properties: ['listId'] }],
  properties: {
    memorandum: p.manyToOne(MemorandumEntity).mapToPk().primary(),
    listId: p.bigint('number').primary().autoincrement(false),
  },
});
export class MemorandumListEntity extends listSchema.class {}
listSchema.setClass(MemorandumListEntity);

const signatorySchema = defineEntity({
  name: 'SignatoryEntity',
  tableName: 'memorandum_signatory',
  properties: {
    memorandum: p.manyToOne(MemorandumEntity).mapToPk().primary(),
    organization: p.manyToOne(OrganizationEntity).mapToPk().primary(),
    signedAt: p.datetime().nullable(),
    signedBy: p.string().length(100).nullable(),
  },
});
/** A party to the memorandum and when it signed. */
export class SignatoryEntity extends signatorySchema.class {}
signatorySchema.setClass(SignatoryEntity);

const clauseSchema = defineEntity({
  name: 'ClauseEntity',
  tableName: 'clause',
  uniques: [{ name: 'clause_once', properties: ['memorandum', 'number'] }],
  checks: [{ name: 'clause_feedback_days', expression: 'feedback_days between 1 and 250' }],
  indexes: [{ name: 'clause_implementer', properties: ['implementer', 'matter'] }],
  properties: {
    id: p.bigint('number').primary(),
    memorandum: p.manyToOne(MemorandumEntity).mapToPk(),
    number: p.integer(),
    measure: p.manyToOne(MeasureEntity).mapToPk(),
    implementer: p.manyToOne(OrganizationEntity).mapToPk(),
    matter: p.enum(matters),
    trigger: p.enum(triggers),
    basis: p.text(),
    feedbackDays: p.integer(),
  },
});
/** A clause (条款): this measure, by this implementer, at this matter, when triggered so. */
export class ClauseEntity extends clauseSchema.class {}
clauseSchema.setClass(ClauseEntity);
