import { defineEntity, p } from '@mikro-orm/core';
import { disclosureModes, finalities, procedures, recordKinds, withdrawalKinds } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';
import { ImportEntity } from './import.entity.js';

/** One credit record (信用信息) from an agency: a licence, a penalty, an award, a judgment or a commitment. */
const schema = defineEntity({
  name: 'RecordEntity',
  tableName: 'credit_record',
  uniques: [{ name: 'credit_record_once', properties: ['provider', 'fingerprint'] }],
  indexes: [
    { name: 'credit_record_subject', properties: ['subject', 'id'] },
    { name: 'credit_record_import', properties: ['import', 'importRow'] },
    { name: 'credit_record_document', properties: ['documentNumber'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    kind: p.enum(recordKinds),
    subject: p.manyToOne(SubjectEntity).mapToPk(),
    provider: p.manyToOne(OrganizationEntity).mapToPk(),
    title: p.string().length(2000),
    documentNumber: p.string().length(128),
    facts: p.text().nullable(),
    basis: p.text().nullable(),
    category: p.string().length(300).nullable(),
    content: p.text().nullable(),
    fineYuan: p.decimal('string').precision(18).scale(2).nullable(),
    confiscatedYuan: p.decimal('string').precision(18).scale(2).nullable(),
    decidedOn: p.date(),
    validFrom: p.date().nullable(),
    validUntil: p.date().nullable(),
    authorityName: p.string().length(200),
    authorityCode: p.string().length(18).nullable(),
    disclosure: p.enum(disclosureModes),
    publishUntil: p.date().nullable(),
    procedure: p.enum(procedures).nullable(),
    finality: p.enum(finalities).nullable(),
    /** Who answers for the act where the file says so (Henan 35); offered when an entry is raised from the record. */
    responsiblePersons: p.json<{ name: string; role: string }[]>().default('[]'),
    /** Set while an objection to this record is open (Henan 41: mark at once). */
    objected: p.boolean().default(false),
    /** Taken from disclosure for good before its term: revoked (Henan 42) or repaired (Henan 43). */
    withdrawnAt: p.datetime().nullable(),
    withdrawal: p.enum(withdrawalKinds).nullable(),
    withdrawReason: p.text().nullable(),
    correctedAt: p.datetime().nullable(),
    /** The day its disclosure was over and it became archive (Henan 19, 44); reads go by the terms themselves. */
    archivedOn: p.date().nullable(),
    import: p.manyToOne(ImportEntity).mapToPk().nullable(),
    importRow: p.integer().nullable(),
    /** SHA-256 over what makes the record this record: the same file twice changes nothing. */
    fingerprint: p.string().length(64),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
});
export class RecordEntity extends schema.class {}
schema.setClass(RecordEntity);
