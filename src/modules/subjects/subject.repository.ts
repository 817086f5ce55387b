import { type Sql, empty, sql } from '../../kernel/sql.js';
import type { Connection, PageArguments } from '../../kernel/page.js';
import { pageOf, readPage, toConnection } from '../../kernel/page.js';
import type { CheckDigitStatus, ListColour, SubjectKind } from '../../kernel/terms.js';
import { type RowViewer, rowScope } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import { subjectColumns } from './subject.loader.js';
import type { Subject, SubjectFilter } from './subject.types.js';
import type { Rows } from '../../db/database.js';

/** A subject as it is stored when it is new. */
export interface Registration {
  code: string;
  kind: SubjectKind;
  name: string;
  unifiedCode: string | null;
  checkDigit: CheckDigitStatus | null;
  codeWarning: string | null;
  idNumberCipher: string | null;
  idNumberIndex: string | null;
  idNumberMasked: string | null;
}

/** A subject as the keys find it. For the hub's own work: a viewer reads through the row scope. */
export interface KnownSubject {
  id: number;
  code: string;
  kind: SubjectKind;
  name: string;
  unifiedCode: string | null;
  idNumberIndex: string | null;
}

/** The key of Henan 16: unified code of an organisation, blind index of a person's ID number. */
export const keyOf = ({
  unifiedCode,
  idNumberIndex,
}: Pick<KnownSubject, 'unifiedCode' | 'idNumberIndex'>): string => unifiedCode ?? idNumberIndex ?? '';

/** Stores those that are new, in the order of their keys (two imports wait for each other instead of locking up). */
export const insertSubjects = async (
  at: Rows,
  all: readonly Registration[],
  now: Date,
): Promise<number[]> => {
  const ordered = [...all].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const rows = await at.rows<{ id: number }>(sql`
    insert into subject (code, kind, name, unified_code, check_digit, code_warning, id_number_cipher, id_number_index,
      id_number_masked, created_at)
    select code, kind, name, "unifiedCode", "checkDigit", "codeWarning", "idNumberCipher", "idNumberIndex",
      "idNumberMasked", ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(ordered)}::jsonb) as row(
      code text, kind text, name text, "unifiedCode" text, "checkDigit" text, "codeWarning" text,
      "idNumberCipher" text, "idNumberIndex" text, "idNumberMasked" text)
    on conflict do nothing returning id`);
  return rows.map(({ id }) => id);
};

/**
 * Subjects by code (unified or the hub's own) and by blind index, under their key or code. Who was erased is nobody.
 * `held`: they are to be written about in this transaction and are not erased meanwhile.
 */
export const knownSubjects = async (
  at: Rows,
  codes: readonly string[],
  indexes: readonly string[],
  { held = false } = {},
): Promise<Map<string, KnownSubject>> => {
  if (codes.length + indexes.length === 0) return new Map();
  const rows = await at.rows<KnownSubject>(sql`
    select id, code, kind, name, unified_code as "unifiedCode", id_number_index as "idNumberIndex" from subject
    where (code = any(${[...codes]}::text[]) or id_number_index = any(${[...indexes]}::text[])) and erased_at is null
    ${held ? sql`for key share` : empty}`);
  return new Map(rows.flatMap((row) => [row.code, keyOf(row)].map((key) => [key, row] as const)));
};

/** The subjects with these unified or hub codes, as far as the viewer may see them. */
export const subjectsByCode = (reader: ScopedReader, codes: readonly string[]): Promise<Subject[]> =>
  reader.rows<Subject>(
    'Subject',
    (scope, viewer) =>
      sql`select ${subjectColumns(viewer)} from subject s where ${scope} and s.code = any(${[...codes]}::text[])`,
  );

/** The ids of those with these codes, whoever may see them. */
export const idsByCode = (codes: readonly string[]): Sql =>
  sql`select fs.id from subject fs where fs.code = any(${[...codes]}::text[])`;

/** The same without those who were erased: to act on. */
export const knownIdsByCode = (codes: readonly string[]): Sql =>
  sql`${idsByCode(codes)} and fs.erased_at is null`;

/** A page of subjects, oldest first. The order says nothing about names: those of persons may be masked. */
export const subjectPage = async (
  reader: ScopedReader,
  filter: SubjectFilter,
  args: PageArguments,
): Promise<Connection<Subject>> => {
  const page = readPage(args);
  const rows = await reader.rows<Subject>('Subject', (scope, viewer) =>
    pageOf(
      page,
      sql`
      select ${subjectColumns(viewer)} from subject s
      where ${scope} ${filtered(filter, viewer)} ${page.after ? sql`and s.id > ${Number(page.after[0])}::bigint` : empty}
      order by s.id`,
    ),
  );
  return toConnection(rows, page, (row) => [row.id]);
};

const filtered = ({ kind, nameContains, colour }: SubjectFilter, viewer: RowViewer): Sql => sql`
  ${kind ? sql`and s.kind = ${kind}` : empty}
  ${nameContains ? sql`and s.kind <> 'NATURAL_PERSON' and s.name like ${`%${escaped(nameContains)}%`}` : empty}
  ${colour ? sql`and ${hasPublishedEntry(colour, viewer)}` : empty}`;

/** With a published entry of the colour that the viewer may see itself: a filter must not tell more than the list. */
const hasPublishedEntry = (colour: ListColour, viewer: RowViewer): Sql => sql`exists (
  select 1 from list_entry e where e.subject_id = s.id and e.colour = ${colour} and e.status = 'PUBLISHED'
    and (e.valid_until is null or e.valid_until >= ${viewer.today}::date) and ${rowScope.ListEntry(viewer)})`;

/** LIKE compares characters, not words: Chinese is found under every locale, where trigrams are not. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
