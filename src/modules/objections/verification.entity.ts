import { defineEntity, p } from '@mikro-orm/core';
import { pauseKinds, verificationFindings } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { ObjectionEntity } from './objection.entity.js';

const schema = defineEntity({
  name: 'VerificationEntity',
  tableName: 'verification',
  indexes: [{ name: 'verification_provider', properties: ['provider', 'reportedAt'] }],
  properties: {
    id: p.bigint('number').primary(),
    objection: p.manyToOne(ObjectionEntity).mapToPk().unique(),
    provider: p.manyToOne(OrganizationEntity).mapToPk(),
    askedAt: p.datetime(),
    dueOn: p.date(),
    finding: p.enum(verificationFindings).nullable(),
    reasons: p.text().nullable(),
    reportedAt: p.datetime().nullable(),
    reportedBy: p.string().length(100).nullable(),
  },
});
/** What the provider found on what is objected to (核查, Henan 41). */
export class VerificationEntity extends schema.class {}
schema.setClass(VerificationEntity);

const pauseSchema = defineEntity({
  name: 'ObjectionPauseEntity',
  tableName: 'objection_pause',
  checks: [{ name: 'objection_pause_term', expression: 'until_on is null or until_on >= from_on' }],
  properties: {
    id: p.bigint('number').primary(),
    objection: p.manyToOne(ObjectionEntity).mapToPk().index('objection_pause_objection'),
    kind: p.enum(pauseKinds),
    reason: p.text(),
    fromOn: p.date(),
    untilOn: p.date().nullable(),
    recordedBy: p.string().length(100),
  },
});
/** Time that does not count: inspection, appraisal, expert review (Henan 41, paragraph 3). */
export class ObjectionPauseEntity extends pauseSchema.class {}
pauseSchema.setClass(ObjectionPauseEntity);

const pointSchema = defineEntity({
  name: 'ObjectionPointEntity',
  tableName: 'objection_point',
  properties: {
    objection: p.manyToOne(ObjectionEntity).mapToPk().primary(),
    target: p.string().length(40).primary(),
    targetId: p.bigint('number').primary().autoincrement(false),
  },
});
/** A fact that an objection to a grade says must not count. */
export class ObjectionPointEntity extends pointSchema.class {}
pointSchema.setClass(ObjectionPointEntity);
