import { sql } from '../../kernel/sql.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Attachment } from './file.types.js';

/** What a file may be attached to. */
export type FileTarget = 'Objection' | 'Repair' | 'Restoration' | 'Document';

/** Over `at` and its file `f`. The subject is whom the thing is about, so that the look is recorded about that one. */
const attachmentColumns = sql`at.id, at.number, at.name, f.media_type as "mediaType", f.size, f.hash,
  at.uploaded_at as "uploadedAt", '/files/' || at.number as url, at.target, at.target_id as "targetId",
  case at.target
    when 'Objection' then (select so.subject_id from objection so where so.id = at.target_id)
    when 'Repair' then (select sr.subject_id from repair sr where sr.id = at.target_id)
    when 'Restoration' then (select st.subject_id from restoration st where st.id = at.target_id)
    when 'Document' then (select sd.subject_id from document sd where sd.id = at.target_id)
    else at.subject_id end as "subjectId"`;

export const attachmentsById = (reader: ScopedReader, ids: number[]): Promise<Attachment[]> =>
  reader.rows(
    'Attachment',
    (scope) => sql`
    select ${attachmentColumns} from attachment at join file f on f.id = at.file_id
    where ${scope} and at.id = any(${ids}::bigint[])`,
  );

export const attachmentsOf = (
  reader: ScopedReader,
  target: FileTarget,
  targetIds: number[],
): Promise<Attachment[]> =>
  reader.rows(
    'Attachment',
    (scope) => sql`
    select ${attachmentColumns} from attachment at join file f on f.id = at.file_id
    where ${scope} and at.target = ${target} and at.target_id = any(${targetIds}::bigint[]) order by at.id`,
  );

/** A file with its content as it is kept: encrypted. */
export interface SealedAttachment extends Attachment {
  content: Uint8Array;
  wrappedKey: string;
}

export const sealedByNumber = (reader: ScopedReader, number: string): Promise<SealedAttachment | null> =>
  reader.one(
    'Attachment',
    (scope) => sql`
    select ${attachmentColumns}, f.content, f.wrapped_key as "wrappedKey"
    from attachment at join file f on f.id = at.file_id where ${scope} and at.number = ${number}`,
  );

/** The first file attached to a thing, such as the PDF of a paper. */
export const sealedOf = (
  reader: ScopedReader,
  target: FileTarget,
  targetId: number,
): Promise<SealedAttachment | null> =>
  reader.one(
    'Attachment',
    (scope) => sql`
    select ${attachmentColumns}, f.content, f.wrapped_key as "wrappedKey"
    from attachment at join file f on f.id = at.file_id
    where ${scope} and at.target = ${target} and at.target_id = ${targetId} order by at.id limit 1`,
  );
