import { defineEntity, p } from '@mikro-orm/core';

/** The version of what processes keep in memory: the id of the transaction that changed any of it last. */
const schema = defineEntity({
  name: 'FreshnessEntity',
  tableName: 'freshness',
  properties: {
    /** `CATALOGUE`, `STANDING`, or `TOUCH`: the newest transaction whose touches were forgotten. */
    what: p.string().length(20).primary(),
    version: p.bigint('number'),
  },
});
export class FreshnessEntity extends schema.class {}
schema.setClass(FreshnessEntity);

/** Of which subjects a transaction changed something that processes keep in memory. */
const touched = defineEntity({
  name: 'TouchEntity',
  tableName: 'touch',
  indexes: [{ name: 'touch_transaction', properties: ['transactionId'] }],
  properties: {
    id: p.bigint('number').primary(),
    transactionId: p.bigint('number'),
    subjectIds: p.array<number>().columnType('bigint[]'),
    at: p.datetime().defaultRaw('now()'),
  },
});
export class TouchEntity extends touched.class {}
touched.setClass(TouchEntity);
