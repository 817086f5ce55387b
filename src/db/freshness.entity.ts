import { defineEntity, p } from '@mikro-orm/core';

/** The version of what processes keep in memory: the id of the transaction that changed any of it last. */
const schema = defineEntity({
  name: 'FreshnessEntity',
  tableName: 'freshness',
  properties: {
    /** `CATALOGUE` or `STANDING`. */
    what: p.string().length(20).primary(),
    version: p.bigint('number'),
  },
});
export class FreshnessEntity extends schema.class {}
schema.setClass(FreshnessEntity);
