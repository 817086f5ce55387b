import { defineEntity, p } from '@mikro-orm/core';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';

/** A legal hold (依法留存): what it names outlives every term of retention until it is lifted or over. */
const schema = defineEntity({
  name: 'LegalHoldEntity',
  tableName: 'legal_hold',
  checks: [
    { name: 'legal_hold_matter', expression: 'num_nonnulls(target, target_id, matter) in (0, 3)' },
    { name: 'legal_hold_something', expression: 'subject_id is not null or target is not null' },
    {
      name: 'legal_hold_lifted',
      expression:
        '(lifted_at is null) = (lifted_by_actor is null) and (lifted_at is null) = (lift_reason is null)',
    },
    { name: 'legal_hold_two_hands', expression: 'lifted_by_actor <> placed_by_actor' },
  ],
  indexes: [{ name: 'legal_hold_target', properties: ['target', 'targetId'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    /** Whose data; of a hold on a matter: whom the matter is about, if anybody. */
    subject: p.manyToOne(SubjectEntity).mapToPk().nullable().index('legal_hold_subject'),
    /** The one matter it holds; null: all there is of the subject. */
    target: p.string().length(40).nullable(),
    targetId: p.bigint('number').nullable(),
    /** Its number. */
    matter: p.string().length(40).nullable(),
    reason: p.text(),
    /** Number of the paper it rests on, such as that of a court. */
    reference: p.string().length(100),
    /** Last day; null: until it is lifted. */
    until: p.date().nullable(),
    placedBy: p.manyToOne(OrganizationEntity).mapToPk(),
    placedByActor: p.string().length(100),
    placedAt: p.datetime(),
    liftedByActor: p.string().length(100).nullable(),
    liftedAt: p.datetime().nullable(),
    liftReason: p.text().nullable(),
  },
});
export class LegalHoldEntity extends schema.class {}
schema.setClass(LegalHoldEntity);
