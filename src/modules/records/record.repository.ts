import { badInput } from '../../kernel/errors.js';
import { fromGlobalId, randomCode } from '../../kernel/ids.js';
import type { Connection, PageArguments } from '../../kernel/page.js';
import { pageOf, readPage, toConnection } from '../../kernel/page.js';
import { empty, sql } from '../../kernel/sql.js';
import type { DisclosureMode, RecordKind } from '../../kernel/terms.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import type { ParsedRecord } from './disclosure.rules.js';
import { recordColumns } from './record.loader.js';
import {
  type Substance,
  disclosureOf,
  fingerprintOf,
  publishUntilOf,
  sameSubstance,
} from './record.rules.js';
import type { CreditRecord, CreditRecordFilter } from './record.types.js';

/** A row of a file that is to become a record. */
export interface RecordRow {
  row: number;
  subjectId: number;
  record: ParsedRecord;
}

/** Rows the hub has already, and rows that say something else about a decision the hub has. */
export interface StoredRecords {
  duplicates: number[];
  contradictions: number[];
}

/** Stores the records of a batch in one statement; a decision its provider has reported before is not stored again. */
export const insertRecords = async (
  unit: Unit,
  from: { importId: number; providerId: number; disclosure: DisclosureMode },
  rows: readonly RecordRow[],
): Promise<StoredRecords> => {
  if (rows.length === 0) return { duplicates: [], contradictions: [] };
  const stored = rows.map((each) => storedForm(each, from.disclosure, unit.today));
  const inserted = await unit.rows<{ row: number }>(sql`
    insert into credit_record (number, kind, subject_id, provider_id, title, document_number, facts, basis, category,
      content, fine_yuan, confiscated_yuan, decided_on, valid_from, valid_until, authority_name, authority_code,
      disclosure, publish_until, procedure, finality, responsible_persons, import_id, import_row, fingerprint, created_at)
    select number, kind, "subjectId", ${from.providerId}::bigint, title, "documentNumber", facts, basis, category,
      content, "fineYuan", "confiscatedYuan", "decidedOn", "validFrom", "validUntil", "authorityName", "authorityCode",
      disclosure, "publishUntil", procedure, finality, "responsiblePersons", ${from.importId}::bigint, "row",
      fingerprint, ${unit.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) as row(
      number text, kind text, "subjectId" bigint, title text, "documentNumber" text, facts text, basis text,
      category text, content text, "fineYuan" numeric, "confiscatedYuan" numeric, "decidedOn" date, "validFrom" date,
      "validUntil" date, "authorityName" text, "authorityCode" text, disclosure text, "publishUntil" date,
      procedure text, finality text, "responsiblePersons" jsonb, "row" int, fingerprint text)
    on conflict (provider_id, fingerprint) do nothing returning import_row as "row"`);
  const fresh = new Set(inserted.map(({ row }) => row));
  return sortRepeats(
    unit,
    from.providerId,
    stored.filter(({ row }) => !fresh.has(row)),
  );
};

const storedForm = ({ row, subjectId, record }: RecordRow, disclosure: DisclosureMode, today: string) => ({
  ...record,
  number: `R${today.replaceAll('-', '')}-${randomCode(12)}`,
  subjectId,
  row,
  procedure: record.kind === 'PENALTY' ? record.declared.procedure : null,
  finality: record.kind === 'PENALTY' ? record.declared.finality : null,
  disclosure: disclosureOf(record, disclosure),
  publishUntil: publishUntilOf(record),
  fingerprint: fingerprintOf(record, subjectId),
  // Neither has a column: the subject is an id by now, and its ID number goes no further.
  subject: undefined,
  declared: undefined,
});

/** Of rows about decisions the hub has: which repeat them, and which contradict them. */
const sortRepeats = async (
  unit: Unit,
  providerId: number,
  repeats: readonly (Substance & { row: number; fingerprint: string })[],
): Promise<StoredRecords> => {
  if (repeats.length === 0) return { duplicates: [], contradictions: [] };
  const known = await unit.rows<Substance & { fingerprint: string }>(sql`
    select fingerprint, category, content, facts, basis, fine_yuan::text as "fineYuan",
      confiscated_yuan::text as "confiscatedYuan", valid_from::text as "validFrom", valid_until::text as "validUntil"
    from credit_record
    where provider_id = ${providerId} and fingerprint = any(${repeats.map((each) => each.fingerprint)}::text[])`);
  const byFingerprint = new Map(known.map((each) => [each.fingerprint, each]));
  const isRepeat = (each: Substance & { fingerprint: string }) => {
    const stored = byFingerprint.get(each.fingerprint);
    return stored !== undefined && sameSubstance(stored, each);
  };
  return {
    duplicates: repeats.filter(isRepeat).map(({ row }) => row),
    contradictions: repeats.filter((each) => !isRepeat(each)).map(({ row }) => row),
  };
};

/** A page of credit records, newest first. */
export const recordPage = async (
  reader: ScopedReader,
  filter: CreditRecordFilter & { subjectId?: number },
  args: PageArguments,
): Promise<Connection<CreditRecord>> => {
  const page = readPage(args);
  const { subjectId, subjectCode, kind, documentNumber } = filter;
  const importId = filter.import ? importIdOf(filter.import) : null;
  const rows = await reader.rows<CreditRecord>('CreditRecord', (scope, viewer) =>
    pageOf(
      page,
      sql`
      select ${recordColumns(viewer)} from credit_record r
      where ${scope}
        ${subjectId ? sql`and r.subject_id = ${subjectId}::bigint` : empty}
        ${subjectCode ? sql`and r.subject_id = (select fs.id from subject fs where fs.code = ${subjectCode})` : empty}
        ${kind ? sql`and r.kind = ${kind satisfies RecordKind}` : empty}
        ${documentNumber ? sql`and r.document_number = ${documentNumber}` : empty}
        ${importId === null ? empty : sql`and r.import_id = ${importId}::bigint`}
        ${page.after ? sql`and r.id < ${Number(page.after[0])}::bigint` : empty}
      order by r.id desc`,
    ),
  );
  return toConnection(rows, page, (row) => [row.id]);
};

const importIdOf = (globalId: string): number => {
  const found = fromGlobalId(globalId);
  if (found?.type !== 'Import') throw badInput('filter.import', 'This is no id of an import.');
  return found.id;
};
