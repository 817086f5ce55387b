import { newNumber } from '../../kernel/ids.js';
import { assertTransition } from '../../kernel/lifecycle.js';
import type { Connection, PageArguments, PageRequest } from '../../kernel/page.js';
import { pageOf, readPage, toConnection } from '../../kernel/page.js';
import { empty, sql } from '../../kernel/sql.js';
import type {
  DisclosureMode,
  Finality,
  ImportFormat,
  ImportStatus,
  OrganizationKind,
  Procedure,
} from '../../kernel/terms.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import { importLifecycle } from './import.lifecycle.js';
import { importColumns } from './import.loader.js';
import type { Import, ImportReject } from './import.types.js';
import type { Upload } from './upload.repository.js';
import type { Rows } from '../../db/database.js';

/** What the provider says about a file; the same file with another declaration is another import. */
export interface Declaration {
  format: ImportFormat;
  procedure: Procedure;
  finality: Finality;
  minorRemedied: boolean;
  disclosure: DisclosureMode;
  registryConfirmed: boolean;
}

/** An import as the hub works on it. */
export interface ImportFacts extends Declaration {
  id: number;
  number: string;
  fileName: string;
  fileSize: number;
  providerId: number;
  providerKind: OrganizationKind;
  actor: string;
  status: ImportStatus;
  rowsRead: number;
  accepted: number;
  duplicates: number;
  rejected: number;
}

const factColumns = sql`m.id, m.number, m.format, m.file_name as "fileName", m.file_size as "fileSize",
  m.provider_id as "providerId", o.kind as "providerKind", m.actor, m.status, m.rows_read as "rowsRead", m.accepted,
  m.duplicates, m.rejected, m.procedure, m.finality, m.minor_remedied as "minorRemedied", m.disclosure,
  m.registry_confirmed as "registryConfirmed"`;

export const importFacts = async (at: Rows, id: number): Promise<ImportFacts> => {
  const [facts] = await at.rows<ImportFacts>(
    sql`select ${factColumns} from import m join organization o on o.id = m.provider_id where m.id = ${id}`,
  );
  if (!facts) throw new Error(`import ${id} is not there`);
  return facts;
};

/** The import with its row locked: one batch after the other, whoever runs them. */
export const lockImport = async (unit: Unit, id: number): Promise<ImportFacts> => {
  const lock = unit.rows(sql`select id from import where id = ${id} for update`);
  const [, facts] = await Promise.all([lock, importFacts(unit, id)]);
  return facts;
};

/** Imports that a stop or a crash left unfinished, oldest first. */
export const unfinishedImports = (at: Rows): Promise<{ id: number; number: string }[]> =>
  at.rows(sql`select id, number from import where status in ('RECEIVED', 'RUNNING') order by id`);

/** Makes the import, or finds the one of the same file, provider and declaration, and locks it. */
export const insertImport = async (
  unit: Unit,
  providerId: number,
  file: Upload & { fileName: string },
  declared: Declaration,
): Promise<{ facts: ImportFacts; isNew: boolean }> => {
  const inserted = await unit.one<{ id: number }>(sql`
    insert into import (number, format, file_name, file_hash, file_size, provider_id, procedure, finality,
      minor_remedied, disclosure, registry_confirmed, status, actor, created_at)
    values (${newNumber('M', unit.today)}, ${declared.format}, ${file.fileName}, ${file.hash}, ${file.size}, ${providerId},
      ${declared.procedure}, ${declared.finality}, ${declared.minorRemedied}, ${declared.disclosure},
      ${declared.registryConfirmed}, 'RECEIVED', ${unit.actor}, ${unit.now})
    on conflict (provider_id, format, file_hash, procedure, finality, minor_remedied, disclosure, registry_confirmed)
    do nothing returning id`);
  if (inserted) return { facts: await importFacts(unit, inserted.id), isNew: true };
  const known = await unit.one<{ id: number }>(sql`
    select id from import where provider_id = ${providerId} and format = ${declared.format}
      and file_hash = ${file.hash} and procedure = ${declared.procedure} and finality = ${declared.finality}
      and minor_remedied = ${declared.minorRemedied} and disclosure = ${declared.disclosure}
      and registry_confirmed = ${declared.registryConfirmed}`);
  if (!known) throw new Error('an import that exists already is not there');
  return { facts: await lockImport(unit, known.id), isNew: false };
};

/** Moves an import to another state and writes that into its history. */
export const moveImport = async (
  unit: Unit,
  { id, status }: Pick<ImportFacts, 'id' | 'status'>,
  to: ImportStatus,
  problem: string | null = null,
): Promise<void> => {
  assertTransition(importLifecycle, status, to);
  await unit.rows(sql`
    update import set status = ${to}, problem = ${problem}::text,
      started_at = case when ${to}::text = 'RUNNING' then coalesce(started_at, ${unit.now}::timestamptz) else started_at end,
      finished_at = case when ${to}::text in ('DONE', 'FAILED') then ${unit.now}::timestamptz end
    where id = ${id}`);
  await unit.status({ target: 'Import', targetIds: [id], from: status, to, reason: problem });
};

/** What a batch came to. */
export interface BatchOutcome {
  rows: number;
  accepted: number;
  duplicates: number;
  /** Refused rows by their number, each with all its problems. */
  refusals: ReadonlyMap<number, readonly string[]>;
}

/** With the commit of the batch. */
export const insertRejects = (unit: Unit, importId: number, { refusals }: BatchOutcome): void => {
  if (refusals.size === 0) return;
  const rejects = [...refusals].map(([row, problems]) => ({ row, problems }));
  unit.withCommit(sql`
    insert into import_reject (import_id, "row", problems)
    select ${importId}::bigint, "row", array(select jsonb_array_elements_text(problems))
    from jsonb_to_recordset(${JSON.stringify(rejects)}::jsonb) as reject("row" int, problems jsonb)`);
};

/** With the commit of the batch. */
export const advanceImport = (
  unit: Unit,
  importId: number,
  { rows, accepted, duplicates, refusals }: BatchOutcome,
  bytesRead: number,
): void => {
  unit.withCommit(sql`
    update import set rows_read = rows_read + ${rows}::int, accepted = accepted + ${accepted}::int,
      duplicates = duplicates + ${duplicates}::int, rejected = rejected + ${refusals.size}::int,
      bytes_read = greatest(bytes_read, least(${bytesRead}::bigint, file_size))
    where id = ${importId}`);
};

/** The import with this number, if the viewer may see it. */
export const importByNumber = (reader: ScopedReader, number: string): Promise<Import | null> =>
  reader.one<Import>(
    'Import',
    (scope) => sql`select ${importColumns} from import m where ${scope} and m.number = ${number}`,
  );

/** The refused rows of an import in the order of the file; they are reached through the import the viewer may see. */
export const rejectRows = (
  reader: ScopedReader,
  importId: number,
  page: PageRequest,
): Promise<ImportReject[]> =>
  reader.rows<ImportReject>('Import', (scope) =>
    pageOf(
      page,
      sql`
      select j."row", j.problems, j.import_id as "importId" from import_reject j join import m on m.id = j.import_id
      where ${scope} and j.import_id = ${importId}
        ${page.after ? sql`and j."row" > ${Number(page.after[0])}::bigint` : empty}
      order by j."row"`,
    ),
  );

export const rejectPage = async (
  reader: ScopedReader,
  importId: number,
  total: number,
  args: PageArguments,
): Promise<Connection<ImportReject>> => {
  const page = readPage(args);
  return toConnection(await rejectRows(reader, importId, page), page, (reject) => [reject.row], total);
};
