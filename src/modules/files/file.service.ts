import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { badInput, notFound } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import type { Keys, SealedAt } from '../../kernel/keys.js';
import { FileTooLarge } from '../../kernel/route-error.js';
import { sql } from '../../kernel/sql.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import {
  allowedMediaTypes,
  allowedText,
  largestFile,
  mostFiles,
  mostWaiting,
  readFileName,
} from './file.rules.js';

export interface StoredFile {
  attachmentId: number;
  number: string;
  hash: string;
  mediaType: string;
}

/** Evidence and papers: content by its hash, encrypted, in the same transaction as what it proves. */
export class FileService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: Keys,
  ) {}

  /** Takes a file in; it waits to be attached by the same hand, and goes after a week when it is not. */
  async takeIn(act: Act, content: Buffer, name: string | undefined): Promise<StoredFile> {
    const fileName = readFileName(name);
    if (content.length === 0) throw badInput('body', 'The body is empty: send the file itself as the body.');
    if (content.length > largestFile) throw new FileTooLarge(largestFile);
    const mediaType = (await fileTypeFromBuffer(content))?.mime;
    if (mediaType === undefined || !allowedMediaTypes.has(mediaType))
      throw badInput('body', `This is none of the kinds of file taken as evidence: ${allowedText}.`);
    const input = { fileName, content: createHash('sha256').update(content).digest('hex') };
    return this.work.run(act, 'takeInFile', input, async (unit) => {
      await refuseHoard(unit);
      return this.keep(unit, content, mediaType, fileName);
    });
  }

  /** Keeps content the hub made itself, such as a PDF, attached from the start. */
  async keepAttached(
    unit: Unit,
    content: Buffer,
    {
      mediaType,
      name,
      target,
      targetId,
    }: { mediaType: string; name: string; target: string; targetId: number },
  ): Promise<StoredFile> {
    const stored = await this.keep(unit, content, mediaType, name);
    await unit.rows(
      sql`update attachment set target = ${target}, target_id = ${targetId} where id = ${stored.attachmentId}`,
    );
    return stored;
  }

  /** Attaches files this hand has sent to a thing; returns their hashes, which tell new evidence from old. */
  async attach(
    unit: Unit,
    numbers: readonly string[],
    thing: { target: string; targetId: number },
    field: string,
  ): Promise<string[]> {
    if (numbers.length === 0) return [];
    if (numbers.length > mostFiles || new Set(numbers).size !== numbers.length)
      throw badInput(field, `Name each file once, and at most ${mostFiles} of them.`);
    const attached = await unit.rows<{ hash: string }>(sql`
      update attachment a set target = ${thing.target}, target_id = ${thing.targetId} from file f
      where f.id = a.file_id and a.number = any(${[...numbers]}::text[]) and a.target is null and a.actor = ${unit.actor}
      returning f.hash`);
    if (attached.length !== numbers.length)
      throw notFound('A file you sent and have not attached yet (POST /files)', field);
    return attached.map(({ hash }) => hash);
  }

  /** The hashes of files this hand has sent and not attached yet, before they are. */
  async hashesOf(unit: Unit, numbers: readonly string[]): Promise<string[]> {
    const rows = await unit.rows<{ hash: string }>(sql`
      select f.hash from attachment a join file f on f.id = a.file_id
      where a.number = any(${[...numbers]}::text[]) and a.target is null and a.actor = ${unit.actor}`);
    return rows.map(({ hash }) => hash);
  }

  /** The content in clear. Throws when it was changed: the tag no longer fits. */
  reveal({ content, wrappedKey, hash }: { content: Uint8Array; wrappedKey: string; hash: string }): Buffer {
    const sealed = Buffer.from(content);
    const decipher = createDecipheriv(
      'aes-256-gcm',
      Buffer.from(this.keys.open(wrappedKey, sealedAt(hash)), 'base64url'),
      sealed.subarray(0, 12),
      { authTagLength: 16 },
    );
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
  }

  private async keep(unit: Unit, content: Buffer, mediaType: string, name: string): Promise<StoredFile> {
    const hash = createHash('sha256').update(content).digest('hex');
    const { fileId } = await this.contentRow(unit, hash, content, mediaType);
    const number = newNumber('F', unit.today);
    const { organizationId, subjectId } = unit.act.principal;
    const made = await unit.one<{ id: number }>(sql`
      insert into attachment (number, file_id, name, actor, organization_id, subject_id, uploaded_at)
      values (${number}, ${fileId}, ${name}, ${unit.actor}, ${organizationId}, ${subjectId}, ${unit.now}) returning id`);
    unit.audit({
      event: 'files.fileTakenIn',
      target: 'Attachment',
      targetId: made!.id,
      detail: { hash, mediaType, size: content.length },
    });
    return { attachmentId: made!.id, number, hash, mediaType };
  }

  /** The same content is kept once; the lock keeps the sweep from taking it away meanwhile. */
  private async contentRow(
    unit: Unit,
    hash: string,
    content: Buffer,
    mediaType: string,
  ): Promise<{ fileId: number }> {
    const key = randomBytes(32);
    const made = await unit.one<{ fileId: number }>(sql`
      insert into file (hash, media_type, size, content, wrapped_key, created_at)
      values (${hash}, ${mediaType}, ${content.length}, ${sealed(content, key)}, ${this.keys.seal(key.toString('base64url'), sealedAt(hash))}, ${unit.now})
      on conflict (hash) do update set hash = excluded.hash returning id as "fileId"`);
    return made!;
  }
}

const refuseHoard = async (unit: Unit): Promise<void> => {
  const waiting = await unit.one<{ n: number }>(
    sql`select count(*)::int as n from attachment where target is null and actor = ${unit.actor}`,
  );
  if (waiting!.n >= mostWaiting)
    throw badInput(
      'body',
      `${mostWaiting} files you sent wait to be attached already. Attach them first; after a week they are removed.`,
    );
};

/** The key of a content is bound to its hash: under another content it does not open. */
const sealedAt = (hash: string): SealedAt => ({ table: 'file', column: 'wrapped_key', row: hash });

/** Nonce, tag and cipher text in one. */
const sealed = (content: Buffer, key: Buffer): Buffer => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
};
