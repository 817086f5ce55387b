import { defineEntity, p } from '@mikro-orm/core';
import { DocumentEntity } from '../documents/document.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';

/** A credit report a subject took of itself: counted, never refused (Henan 40). */
const schema = defineEntity({
  name: 'ReportEntity',
  tableName: 'credit_report',
  uniques: [{ name: 'credit_report_ordinal', properties: ['subject', 'year', 'ordinal'] }],
  properties: {
    id: p.bigint('number').primary(),
    subject: p.manyToOne(SubjectEntity).mapToPk(),
    year: p.integer(),
    /** The how manieth of the year. */
    ordinal: p.integer(),
    document: p.manyToOne(DocumentEntity).mapToPk(),
    actor: p.string().length(100),
    madeAt: p.datetime(),
  },
});
export class ReportEntity extends schema.class {}
schema.setClass(ReportEntity);
