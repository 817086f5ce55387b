import { defineEntity, p } from '@mikro-orm/core';
import { checkDigitStatuses, practitionerGroups, subjectKinds } from '../../kernel/terms.js';

/**
 * A credit subject. Organisations are keyed by unified code, persons by ID number (Henan 16), which is kept only as
 * AES-256-GCM text and as a keyed blind index for exact match.
 */
const schema = defineEntity({
  name: 'SubjectEntity',
  tableName: 'subject',
  checks: [
    {
      name: 'subject_key',
      expression: `(kind = 'NATURAL_PERSON' and erased_at is null) = (id_number_index is not null)`,
    },
    {
      name: 'subject_erased',
      expression: `erased_at is null or (kind = 'NATURAL_PERSON' and id_number_cipher is null and id_number_masked is null)`,
    },
    { name: 'subject_organisation', expression: `(kind = 'NATURAL_PERSON') = (unified_code is null)` },
  ],
  properties: {
    id: p.bigint('number').primary(),
    code: p.string().length(20).unique(),
    kind: p.enum(subjectKinds),
    name: p.string().length(200),
    unifiedCode: p.string().length(18).nullable().unique(),
    checkDigit: p.enum(checkDigitStatuses).nullable(),
    codeWarning: p.string().length(300).nullable(),
    idNumberCipher: p.text().nullable(),
    idNumberIndex: p.string().length(64).nullable().unique(),
    idNumberMasked: p.string().length(18).nullable(),
    /** Profession of which credit is looked at specially (Policy 一(二)3). */
    practitionerGroup: p.enum(practitionerGroups).nullable(),
    /** Raised by the database with each change of the group. */
    version: p.integer().default(1),
    createdAt: p.datetime(),
    /** When number and name of a person of whom nothing is held any more were erased (PIPL 47). */
    erasedAt: p.datetime().nullable(),
  },
});
export class SubjectEntity extends schema.class {}
schema.setClass(SubjectEntity);
