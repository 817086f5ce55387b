import { defineEntity, p } from '@mikro-orm/core';
import { incidentKinds, incidentStatuses } from '../../kernel/terms.js';
import { DocumentEntity } from '../documents/document.entity.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';

const schema = defineEntity({
  name: 'IncidentEntity',
  tableName: 'incident',
  checks: [
    { name: 'incident_other_hand', expression: 'decided_by_actor <> reported_by_actor' },
    { name: 'incident_closed', expression: "status <> 'CLOSED' or remedied_at is not null" },
  ],
  indexes: [{ name: 'incident_status', properties: ['status', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    kind: p.enum(incidentKinds),
    status: p.enum(incidentStatuses),
    discoveredAt: p.datetime(),
    description: p.text(),
    reportedBy: p.manyToOne(OrganizationEntity).mapToPk().index('incident_reported_by'),
    reportedByActor: p.string().length(100),
    reportedAt: p.datetime(),
    decidedByActor: p.string().length(100).nullable(),
    decidedAt: p.datetime().nullable(),
    finding: p.text().nullable(),
    /** What was done against it, and to which authority it was handed over. */
    measures: p.text().nullable(),
    referral: p.string().length(500).nullable(),
    remediedAt: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});
/** Credit information was leaked, tampered with, lost, sold or misused (Policy 五(二), Henan 25). */
export class IncidentEntity extends schema.class {}
schema.setClass(IncidentEntity);

const subjectSchema = defineEntity({
  name: 'IncidentSubjectEntity',
  tableName: 'incident_subject',
  properties: {
    incident: p.manyToOne(IncidentEntity).mapToPk().primary(),
    subject: p.manyToOne(SubjectEntity).mapToPk().primary().index('incident_subject_subject'),
    /** The paper that told it; null: not told yet. */
    document: p.manyToOne(DocumentEntity).mapToPk().nullable(),
  },
});
/** Whose information an incident was about, and how it was told. */
export class IncidentSubjectEntity extends subjectSchema.class {}
subjectSchema.setClass(IncidentSubjectEntity);
