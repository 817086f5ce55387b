import { defineEntity, p } from '@mikro-orm/core';

/** What one holder has spent in its latest window. One row per holder, so that every node counts on the same. */
const schema = defineEntity({
  name: 'QuotaEntity',
  tableName: 'quota',
  indexes: [{ name: 'quota_window', properties: ['windowAt'] }],
  properties: {
    /** `client:<client id>`, the person's keyed hash, or `address:<keyed hash>`: never an address. */
    holder: p.string().length(120).primary(),
    /** When the window began. */
    windowAt: p.datetime(),
    /** Cost units charged in it. */
    spent: p.bigint('number'),
  },
});
export class QuotaEntity extends schema.class {}
schema.setClass(QuotaEntity);
