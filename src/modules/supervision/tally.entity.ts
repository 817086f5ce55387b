import { defineEntity, p } from '@mikro-orm/core';

/** A difference that a statement made to a count; the sum of all is the count. Written by the database alone. */
const schema = defineEntity({
  name: 'TallyEntity',
  tableName: 'tally',
  properties: {
    id: p.bigint('number').primary(),
    /** `ENTRY`, `INSTRUCTION`, `OBJECTION`, `REPAIR` or `RECORD`. */
    counted: p.string().length(20),
    /** Colour or status. */
    key: p.string().length(30),
    organizationId: p.bigint('number').nullable(),
    /** The last day on which it counts. */
    until: p.date().nullable(),
    delta: p.bigint('number'),
  },
});
export class TallyEntity extends schema.class {}
schema.setClass(TallyEntity);
