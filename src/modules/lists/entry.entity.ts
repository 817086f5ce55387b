import { defineEntity, p } from '@mikro-orm/core';
import { entryOrigins, entryStatuses, listColours, noticeChannels, severities } from '../../kernel/terms.js';
import { OrganizationEntity } from '../organizations/organization.entity.js';
import { SubjectEntity } from '../subjects/subject.entity.js';
import { RecordEntity } from '../records/record.entity.js';
import { ListEntity } from './list.entity.js';

export interface ResponsiblePerson {
  name: string;
  role: string;
}

/** A subject's place on a list (名单条目), with everything that grounds it and its life cycle. */
const schema = defineEntity({
  name: 'EntryEntity',
  tableName: 'list_entry',
  uniques: [{ name: 'list_entry_once', properties: ['list', 'subject', 'decisionNumber'] }],
  checks: [
    {
      name: 'list_entry_term',
      expression: 'valid_until is null or valid_from is null or valid_until >= valid_from',
    },
    { name: 'list_entry_held', expression: `status <> 'PUBLISHED' or held_until is null` },
    { name: 'list_entry_upstream_proof', expression: `origin = 'LOCAL' or proof_url is not null` },
    {
      name: 'list_entry_published_after_notice',
      expression: `status not in ('PUBLISHED', 'SUSPENDED') or origin = 'UPSTREAM' or notice_served_on is not null`,
    },
  ],
  indexes: [
    { name: 'list_entry_subject', properties: ['subject', 'status'] },
    { name: 'list_entry_page', properties: ['publishedAt', 'id'] },
    { name: 'list_entry_list', properties: ['list', 'status', 'id'] },
    { name: 'list_entry_state', properties: ['status', 'id'] },
    { name: 'list_entry_identified', properties: ['identifiedBy', 'status', 'publishedAt', 'id'] },
    { name: 'list_entry_record', properties: ['record'] },
    { name: 'list_entry_due', properties: ['status', 'validUntil'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    list: p.manyToOne(ListEntity).mapToPk(),
    /** Copied from the list, whose colour never changes, so that reads and rules need no join. */
    colour: p.enum(listColours),
    subject: p.manyToOne(SubjectEntity).mapToPk(),
    origin: p.enum(entryOrigins),
    identifiedBy: p.manyToOne(OrganizationEntity).mapToPk(),
    decisionNumber: p.string().length(128),
    decidedOn: p.date(),
    ground: p.text(),
    basis: p.text(),
    severity: p.enum(severities),
    status: p.enum(entryStatuses),
    /** Set while an objection is open: the mark of Henan 41. */
    objected: p.boolean().default(false),
    /** Held off until this day while a court-approved reorganisation is carried out; beside any objection. */
    heldUntil: p.date().nullable(),
    correctedAt: p.datetime().nullable(),
    noticeServedOn: p.date().nullable(),
    noticeChannel: p.enum(noticeChannels).nullable(),
    /** The first day on which it may be published: the notice period is over. */
    publishableFrom: p.date().nullable(),
    publishedAt: p.datetime().nullable(),
    publishedBy: p.string().length(100).nullable(),
    publishedIn: p.integer().nullable(),
    validFrom: p.date().nullable(),
    validUntil: p.date().nullable(),
    endedAt: p.datetime().nullable(),
    endReason: p.text().nullable(),
    proofUrl: p.text().nullable(),
    responsiblePersons: p.json<ResponsiblePerson[]>().default('[]'),
    record: p.manyToOne(RecordEntity).mapToPk().nullable(),
    proposedBy: p.string().length(100),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
});
export class EntryEntity extends schema.class {}
schema.setClass(EntryEntity);
