import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'FileEntity',
  tableName: 'file',
  properties: {
    id: p.bigint('number').primary(),
    /** SHA-256 of the content in clear: the same content is kept once. */
    hash: p.string().length(64).unique(),
    mediaType: p.string().length(100),
    size: p.integer(),
    /** The content, encrypted with a key of its own that the hub's key wraps. */
    content: p.blob(),
    wrappedKey: p.text(),
    createdAt: p.datetime(),
  },
});
/** Content kept by its hash, in the database: saved and restored with what it proves. */
export class FileEntity extends schema.class {}
schema.setClass(FileEntity);

const attachmentSchema = defineEntity({
  name: 'AttachmentEntity',
  tableName: 'attachment',
  checks: [{ name: 'attachment_target', expression: '(target is null) = (target_id is null)' }],
  indexes: [
    { name: 'attachment_target_index', properties: ['target', 'targetId'] },
    { name: 'attachment_waiting', properties: ['uploadedAt'] },
  ],
  properties: {
    id: p.bigint('number').primary(),
    number: p.string().length(40).unique(),
    file: p.manyToOne(FileEntity).mapToPk().index('attachment_file'),
    name: p.string().length(200),
    /** Who sent it: only the same hand attaches it to something. */
    actor: p.string().length(100),
    organizationId: p.bigint('number').nullable(),
    subjectId: p.bigint('number').nullable(),
    uploadedAt: p.datetime(),
    target: p.string().length(40).nullable(),
    targetId: p.bigint('number').nullable(),
  },
});
/** A file under a name, waiting or attached to the thing it proves. Seen by whoever sees that thing. */
export class AttachmentEntity extends attachmentSchema.class {}
attachmentSchema.setClass(AttachmentEntity);
