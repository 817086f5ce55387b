import { PassThrough, Readable } from 'node:stream';
import { sql } from '../../../src/kernel/sql.js';
import type { Kit } from '../../../src/modules/module.js';
import { createRecordsModule } from '../../../src/modules/records/index.js';
import type { ImportRequest, ImportService, ReceivedImport } from '../../../src/modules/records/index.js';
import type { FileFormat } from '../../../src/modules/records/column.rules.js';
import { templateColumns } from '../../../src/modules/records/column.rules.js';
import type { SampleCells } from '../../../src/modules/records/sample.rules.js';
import { type SampleFileOptions, writeSampleCsv } from '../../../src/modules/records/sample.writer.js';
import type { Act } from '../../../src/modules/ledger/unit.service.js';
import { createSubjectsModule } from '../../../src/modules/subjects/index.js';

export const ordinaryFinal = { procedure: 'ORDINARY', finality: 'FINAL' } as const;

/** A module as a process that starts would make it, on the kit's database and folder. */
export const startModule = (kit: Kit, report: (error: unknown) => void = rethrowLater) =>
  createRecordsModule(kit, { ...createSubjectsModule(kit), report });

const rethrowLater = (error: unknown): void => {
  setImmediate(() => {
    throw error;
  });
};

export const sampleStream = (format: FileFormat, rows: number, options: SampleFileOptions = {}): Readable => {
  const stream = new PassThrough();
  void writeSampleCsv(stream, format, rows, options);
  return stream;
};

/** A CSV file of these rows, cells by column code. */
export const csvOf = (format: FileFormat, rows: readonly SampleCells[]): string => {
  const codes = templateColumns(format).map(({ code }) => code);
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [codes.join(','), ...rows.map((row) => line(codes.map((code) => row[code] ?? '')))].join('\n');
};

export const receive = (
  imports: ImportService,
  act: Act,
  content: string | Readable,
  request: Partial<ImportRequest> = {},
): Promise<ReceivedImport> =>
  imports.receive(act, {
    format: 'CF',
    fileName: 'penalties.csv',
    declared: ordinaryFinal,
    ...request,
    stream: typeof content === 'string' ? Readable.from([Buffer.from(content)]) : content,
  });

export interface StoredImport {
  status: string;
  rowsRead: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  problem: string | null;
}

export const storedImport = async (kit: Kit, id: number): Promise<StoredImport> =>
  (await kit.database.one<StoredImport>(sql`
    select status, rows_read as "rowsRead", accepted, duplicates, rejected, problem from import where id = ${id}`))!;

export const rejectsOf = (kit: Kit, id: number) =>
  kit.database.rows<{ row: number; problems: string[] }>(
    sql`select "row", problems from import_reject where import_id = ${id} order by "row"`,
  );

export const countOf = async (kit: Kit, table: 'credit_record' | 'subject' | 'import' | 'change') => {
  const counts = await kit.database.one<Record<string, number>>(sql`
    select (select count(*) from credit_record) as credit_record, (select count(*) from subject) as subject,
      (select count(*) from import) as import, (select count(*) from change) as change`);
  return counts![table]!;
};
