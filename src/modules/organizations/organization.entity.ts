import { defineEntity, p } from '@mikro-orm/core';
import { levels, organizationKinds } from '../../kernel/terms.js';

/** A body that takes part in the mechanism: agency, authorised body, firm, bank, association, other region. */
const schema = defineEntity({
  name: 'OrganizationEntity',
  tableName: 'organization',
  properties: {
    id: p.bigint('number').primary(),
    code: p.string().length(18).unique(),
    name: p.string().length(200),
    kind: p.enum(organizationKinds),
    level: p.enum(levels),
    active: p.boolean().default(true),
    version: p.integer().version(),
  },
});
export class OrganizationEntity extends schema.class {}
schema.setClass(OrganizationEntity);
