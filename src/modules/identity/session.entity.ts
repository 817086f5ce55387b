import { defineEntity, p } from '@mikro-orm/core';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';

/** A person signed in through the identity provider, for itself, for an organisation it represents, or as staff. */
const schema = defineEntity({
  name: 'SessionEntity',
  tableName: 'session',
  indexes: [{ name: 'session_expiry', properties: ['expiresAt'] }],
  properties: {
    /** SHA-256 of what the browser holds: whoever reads the table can use none. */
    id: p.string().length(64).primary(),
    /** Who acts, as the audit names it: a keyed hash of issuer and subject, nothing of the person. */
    person: p.string().length(80),
    /** For whom; null when the hub knows nothing of it. */
    subject: p.manyToOne(SubjectEntity).mapToPk().nullable(),
    /** In which capacity: SELF, or the representative's as the identity provider says it. */
    capacity: p.string().length(60),
    /** Of staff: where it works. Never beside a subject: capacities are not mixed. */
    organization: p.manyToOne(OrganizationEntity).mapToPk().nullable(),
    roles: p.array<string>().default([]),
    /** Of staff: the last request, to the minute. */
    seenAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
  },
});
export class SessionEntity extends schema.class {}
schema.setClass(SessionEntity);
