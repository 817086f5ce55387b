import { defineEntity, p } from '@mikro-orm/core';
import { deadlineKinds } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';

/** A term of the law that runs for somebody: who owes what until when (invariant 10). */
const schema = defineEntity({
  name: 'DeadlineEntity',
  tableName: 'deadline',
  uniques: [{ name: 'deadline_once', properties: ['target', 'targetId', 'kind', 'owner'] }],
  indexes: [
    { name: 'deadline_owner', properties: ['owner', 'dueOn'] },
    { name: 'deadline_due', properties: ['dueOn', 'id'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    target: p.string().length(40),
    targetId: p.bigint('number'),
    /** Number of the thing, as people call it. */
    number: p.string().length(60),
    kind: p.enum(deadlineKinds),
    owner: p.manyToOne(OrganizationEntity).mapToPk(),
    startedOn: p.date(),
    dueOn: p.date(),
    /** The clock stands since this day. */
    pausedOn: p.date().nullable(),
    metAt: p.datetime().nullable(),
    remindedAt: p.datetime().nullable(),
    /** Told to the office: the term was missed. */
    escalatedAt: p.datetime().nullable(),
  },
});
export class DeadlineEntity extends schema.class {}
schema.setClass(DeadlineEntity);
