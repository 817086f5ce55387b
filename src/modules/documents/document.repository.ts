import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { empty, sql } from '../../kernel/sql.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Document } from './document.types.js';

const documentColumns = sql`doc.id, doc.number, doc.kind, doc.content ->> 'title' as title, doc.content,
  doc.created_at as "createdAt", '/documents/' || doc.number || '.html' as "htmlUrl",
  '/documents/' || doc.number || '.pdf' as "pdfUrl", doc.subject_id as "subjectId",
  doc.organization_id as "organizationId", doc.target, doc.target_id as "targetId"`;

export const documentsById = (reader: ScopedReader, ids: number[]): Promise<Document[]> =>
  reader.rows(
    'Document',
    (scope) =>
      sql`select ${documentColumns} from document doc where ${scope} and doc.id = any(${ids}::bigint[])`,
  );

export const documentByNumber = (reader: ScopedReader, number: string): Promise<Document | null> =>
  reader.one(
    'Document',
    (scope) => sql`select ${documentColumns} from document doc where ${scope} and doc.number = ${number}`,
  );

export const documentsOf = (reader: ScopedReader, target: string, targetIds: number[]): Promise<Document[]> =>
  reader.rows(
    'Document',
    (scope) => sql`
    select ${documentColumns} from document doc
    where ${scope} and doc.target = ${target} and doc.target_id = any(${targetIds}::bigint[]) order by doc.id`,
  );

/** Papers about a subject, newest first. */
export const documentPage = async (
  reader: ScopedReader,
  subjectId: number,
  args: PageArguments,
): Promise<Connection<Document>> => {
  const page = readPage(args);
  const rows = await reader.rows<Document>('Document', (scope) =>
    pageOf(
      page,
      sql`
    select ${documentColumns} from document doc where ${scope} and doc.subject_id = ${subjectId}
      ${page.after ? sql`and doc.id < ${page.after[0]}::bigint` : empty}
    order by doc.id desc`,
    ),
  );
  return toConnection(rows, page, (row) => [row.id]);
};
