import { defineEntity, p } from '@mikro-orm/core';
import { OrganizationEntity } from '../organizations/organization.entity.js';

/** A person who has signed in for an organization, by pseudonym. Kept, so that separation of duties outlives sessions. */
const schema = defineEntity({
  name: 'StaffEntity',
  tableName: 'staff',
  properties: {
    /** As the audit names it: a keyed hash of issuer and subject. */
    person: p.string().length(80).primary(),
    organization: p.manyToOne(OrganizationEntity).mapToPk().primary(),
    signedInAt: p.datetime(),
    /** Since when it may not sign in as staff, for any organization, and why. */
    blockedAt: p.datetime().nullable(),
    blockReason: p.string().length(500).nullable(),
  },
});
export class StaffEntity extends schema.class {}
schema.setClass(StaffEntity);
