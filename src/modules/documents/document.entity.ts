import { defineEntity, p } from '@mikro-orm/core';
import { documentKinds } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';
import type { DocumentContent } from './content.rules.js';

/** A paper the hub made out: numbered, and kept as it was said. HTML and PDF are drawn from its content. */
const schema = defineEntity({
  name: 'DocumentEntity',
  tableName: 'document',
  indexes: [
    { name: 'document_subject', properties: ['subject', 'id'] },
    { name: 'document_target', properties: ['target', 'targetId'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    kind: p.enum(documentKinds),
    /** What it tells of: ListEntry, Instruction, Objection, Repair, Restoration; Subject for a credit report. */
    target: p.string().length(40),
    targetId: p.bigint('number'),
    subject: p.manyToOne(SubjectEntity).mapToPk(),
    /** In whose name it is made out; null for what a subject asks for itself. */
    organization: p.manyToOne(OrganizationEntity).mapToPk().nullable(),
    content: p.json<DocumentContent>(),
    createdAt: p.datetime(),
  },
});
export class DocumentEntity extends schema.class {}
schema.setClass(DocumentEntity);
