import { defineEntity, p } from '@mikro-orm/core';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';

const serviceSchema = defineEntity({
  name: 'CommunityServiceEntity',
  tableName: 'community_service',
  indexes: [{ name: 'community_service_subject', properties: ['subject', 'servedOn'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    subject: p.manyToOne(SubjectEntity).mapToPk(),
    organizer: p.manyToOne(OrganizationEntity).mapToPk(),
    activity: p.string().length(300),
    servedOn: p.date(),
    hours: p.decimal('number').precision(5).scale(1),
    proof: p.text(),
    recordedBy: p.string().length(100),
    recordedAt: p.datetime(),
  },
});
/** Hours of community service recorded by their organiser (社会公益服务, Policy 五(四)). Append-only. */
export class CommunityServiceEntity extends serviceSchema.class {}
serviceSchema.setClass(CommunityServiceEntity);

const reorganisationSchema = defineEntity({
  name: 'ReorganisationEntity',
  tableName: 'reorganisation',
  checks: [{ name: 'reorganisation_term', expression: 'until_on >= from_on' }],
  indexes: [{ name: 'reorganisation_subject', properties: ['subject', 'endedOn'] }],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    subject: p.manyToOne(SubjectEntity).mapToPk(),
    court: p.manyToOne(OrganizationEntity).mapToPk(),
    documentNumber: p.string().length(128),
    approvedOn: p.date(),
    fromOn: p.date(),
    untilOn: p.date(),
    /** The day on which the plan was carried out, failed, or ran out. */
    endedOn: p.date().nullable(),
    endReason: p.text().nullable(),
    version: p.integer().version(),
    recordedBy: p.string().length(100),
    recordedAt: p.datetime(),
  },
});
/** A reorganisation plan a court approved: measures are lifted while it is carried out (破产重整). */
export class ReorganisationEntity extends reorganisationSchema.class {}
reorganisationSchema.setClass(ReorganisationEntity);
