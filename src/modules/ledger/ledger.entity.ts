import { defineEntity, p } from '@mikro-orm/core';
import { changeTypes } from '../../kernel/terms.js';
import { matters, viewerKinds } from '../../kernel/principal.js';

const headSchema = defineEntity({
  name: 'LedgerHeadEntity',
  tableName: 'ledger_head',
  checks: [{ name: 'ledger_head_single', expression: 'id = 1' }],
  properties: {
    id: p.integer().primary().autoincrement(false),
    auditPosition: p.bigint('number').default(0),
    auditHash: p.string().length(64),
    changePosition: p.bigint('number').default(0),
    /** Names this hub in the signed heads of its audit chain, wherever the database goes. */
    hubId: p.uuid().defaultRaw('gen_random_uuid()'),
  },
});
/** The one row whose lock puts audit rows and changes in one gap-free order. */
export class LedgerHeadEntity extends headSchema.class {}
headSchema.setClass(LedgerHeadEntity);

const auditSchema = defineEntity({
  name: 'AuditEventEntity',
  tableName: 'audit_event',
  indexes: [{ name: 'audit_event_target', properties: ['target', 'targetId'] }],
  properties: {
    position: p.bigint('number').primary().autoincrement(false),
    at: p.datetime(),
    event: p.string().length(80),
    actor: p.string().length(100),
    organizationId: p.bigint('number').nullable(),
    target: p.string().length(40),
    targetId: p.bigint('number'),
    requestId: p.string().length(64),
    detail: p.json<Record<string, unknown>>(),
    previousHash: p.string().length(64),
    hash: p.string().length(64),
  },
});
/** One row of the hash chain: who did what to which thing. Triggers refuse UPDATE, DELETE and TRUNCATE. */
export class AuditEventEntity extends auditSchema.class {}
auditSchema.setClass(AuditEventEntity);

const changeSchema = defineEntity({
  name: 'ChangeEntity',
  tableName: 'change',
  properties: {
    position: p.bigint('number').primary().autoincrement(false),
    at: p.datetime(),
    type: p.enum(changeTypes),
    organizationId: p.bigint('number').nullable(),
    target: p.string().length(40),
    targetId: p.bigint('number'),
    /** PUBLIC: everybody; GOVERNMENT: agencies, office, auditor; PARTIES: only those named. */
    audience: p.enum(['PUBLIC', 'GOVERNMENT', 'PARTIES'] as const),
    /** Organizations that must learn of it, whatever the audience. */
    parties: p.array<number>().columnType('bigint[]'),
    subjectId: p.bigint('number').nullable(),
    summary: p.json<Record<string, unknown>>(),
  },
});
/** One row of the change feed. */
export class ChangeEntity extends changeSchema.class {}
changeSchema.setClass(ChangeEntity);

const recipientSchema = defineEntity({
  name: 'ChangeRecipientEntity',
  tableName: 'change_recipient',
  indexes: [{ name: 'change_recipient_open', properties: ['organizationId', 'acknowledgedAt'] }],
  properties: {
    position: p.bigint('number').primary().autoincrement(false),
    organizationId: p.bigint('number').primary().autoincrement(false),
    /** How it came to know: INSTRUCTION, CHECK, ACCESS, FEED, PROVIDER. */
    grounds: p.array<string>(),
    acknowledgedAt: p.datetime().nullable(),
    acknowledgedBy: p.string().length(100).nullable(),
  },
});
/** Who received what a change takes back, and has to acknowledge the change (invariant 5). */
export class ChangeRecipientEntity extends recipientSchema.class {}
recipientSchema.setClass(ChangeRecipientEntity);

const deliverySchema = defineEntity({
  name: 'FeedDeliveryEntity',
  tableName: 'feed_delivery',
  properties: {
    organizationId: p.bigint('number').primary().autoincrement(false),
    /** All it may see of the feed up to here was handed over. */
    position: p.bigint('number'),
    at: p.datetime(),
  },
});
/** How far an organization has read the change feed: the delivery record (Henan 39, 42). */
export class FeedDeliveryEntity extends deliverySchema.class {}
deliverySchema.setClass(FeedDeliveryEntity);

const accessSchema = defineEntity({
  name: 'AccessEventEntity',
  tableName: 'access_event',
  indexes: [
    { name: 'access_event_subject', properties: ['subjectId', 'id'] },
    { name: 'access_event_organization', properties: ['organizationId', 'id'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    at: p.datetime(),
    organizationId: p.bigint('number').nullable(),
    actor: p.string().length(100),
    /** Which kind of viewer looked; null: before it was written down. */
    actorKind: p.enum(viewerKinds).nullable(),
    subjectId: p.bigint('number').nullable(),
    matter: p.enum(matters).nullable(),
    businessNumber: p.string().length(100).nullable(),
    operation: p.string().length(100),
    datasets: p.array<string>(),
    requestId: p.string().length(64),
  },
});
/** Who read what of whom, and why (Henan 39, 40). */
export class AccessEventEntity extends accessSchema.class {}
accessSchema.setClass(AccessEventEntity);

const idempotencySchema = defineEntity({
  name: 'IdempotencyEntity',
  tableName: 'idempotency',
  properties: {
    actor: p.string().length(100).primary(),
    operation: p.string().length(60).primary(),
    key: p.string().length(100).primary(),
    inputHash: p.string().length(64),
    result: p.json<unknown>(),
    createdAt: p.datetime().index('idempotency_created'),
  },
});
/** The stored outcome of a mutation sent with an idempotency key. */
export class IdempotencyEntity extends idempotencySchema.class {}
idempotencySchema.setClass(IdempotencyEntity);

const statusSchema = defineEntity({
  name: 'StatusChangeEntity',
  tableName: 'status_change',
  indexes: [{ name: 'status_change_target', properties: ['target', 'targetId', 'id'] }],
  properties: {
    id: p.bigint('number').primary(),
    target: p.string().length(40),
    targetId: p.bigint('number'),
    at: p.datetime(),
    fromStatus: p.string().length(20).nullable(),
    toStatus: p.string().length(20),
    organizationId: p.bigint('number').nullable(),
    reason: p.text().nullable(),
  },
});
/** The history of a thing's life cycle, as its readers see it. */
export class StatusChangeEntity extends statusSchema.class {}
statusSchema.setClass(StatusChangeEntity);
