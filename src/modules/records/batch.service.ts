import { HubError } from '../../kernel/errors.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { SubjectService } from '../subjects/subject.service.js';
import type { BatchReading, ReadyRow } from './batch.rules.js';
import type { ParsedEntry, ParsedRecord } from './disclosure.rules.js';
import { type EntryRow, entryRowsRead } from './import.events.js';
import {
  type BatchOutcome,
  type ImportFacts,
  advanceImport,
  insertRejects,
  lockImport,
} from './import.repository.js';
import { insertRecords } from './record.repository.js';

const CONTRADICTION =
  '本单位已报送过同一决定（当事人、文书号、决定日期、名称、机关均相同），但本行内容与其不同；更正已入库的信息请联系信用办，勿重复报送。';

/** Somebody else works on this import: this run stops, nothing is lost. */
export class ImportTakenOver extends Error {
  override readonly name = 'ImportTakenOver';
}

/** Rows of a file that are stored together, read. */
export interface Batch {
  readonly rows: number;
  /** Rows of the file before it: who finds another number stored must not go on. */
  readonly rowsBefore: number;
  /** Of the file, with it. */
  readonly bytesRead: number;
  readonly reading: BatchReading;
}

/** A reading of a batch with its subjects found: the refusals grow while its rows are stored. */
interface Storing {
  refusals: Map<number, string[]>;
  /** Subject ids by row. */
  subjects: Map<number, number>;
}

/** Stores one batch of a file: all of it in one transaction with the counters of its import, or nothing. */
export class BatchService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly subjects: SubjectService,
  ) {}

  async storeBatch(
    act: Act,
    facts: ImportFacts,
    { rows, rowsBefore, bytesRead, reading }: Batch,
  ): Promise<BatchOutcome> {
    return this.work.run(act, 'importBatch', null, async (unit) => {
      const now = await lockImport(unit, facts.id);
      if (now.status !== 'RUNNING' || now.rowsRead !== rowsBefore) {
        throw new ImportTakenOver(`import ${facts.number} is at row ${now.rowsRead}, ${now.status}`);
      }
      const outcome = await this.storeRows(unit, facts, rows, reading);
      insertRejects(unit, facts.id, outcome);
      advanceImport(unit, facts.id, outcome, bytesRead);
      unit.audit({
        event: 'records.batchImported',
        target: 'Import',
        targetId: facts.id,
        detail: {
          rowsBefore,
          rows: outcome.rows,
          accepted: outcome.accepted,
          duplicates: outcome.duplicates,
          rejected: outcome.refusals.size,
        },
      });
      return outcome;
    });
  }

  private async storeRows(
    unit: Unit,
    facts: ImportFacts,
    rows: number,
    reading: BatchReading,
  ): Promise<BatchOutcome> {
    // A copy: the transaction may be run again after a deadlock, and then begins from what was read.
    const storing: Storing = { refusals: new Map(reading.refusals), subjects: new Map() };
    await this.findSubjects(unit, reading.records, storing);
    await this.findSubjects(unit, reading.entries, storing);
    const duplicates =
      (await storeRecords(unit, facts, reading.records, storing)) +
      (await offerEntries(unit, facts, reading.entries, storing));
    const { refusals } = storing;
    return { rows, accepted: rows - refusals.size - duplicates, duplicates, refusals };
  }

  private async findSubjects(
    unit: Unit,
    rows: readonly ReadyRow<ParsedRecord | ParsedEntry>[],
    { refusals, subjects }: Storing,
  ): Promise<void> {
    const registered = await this.subjects.registerSubjects(
      unit,
      rows.map(({ value }) => value.subject),
    );
    for (const [index, { row }] of rows.entries()) {
      const subject = registered[index]!;
      if (subject.ok) subjects.set(row, subject.id);
      else refusals.set(row, [subject.problem]);
    }
  }
}

const storeRecords = async (
  unit: Unit,
  facts: ImportFacts,
  rows: readonly ReadyRow<ParsedRecord>[],
  { refusals, subjects }: Storing,
): Promise<number> => {
  const records = rows.flatMap(({ row, value: record }) => {
    const subjectId = subjects.get(row);
    return subjectId === undefined ? [] : [{ row, subjectId, record }];
  });
  const from = { importId: facts.id, providerId: facts.providerId, disclosure: facts.disclosure };
  const { duplicates, contradictions } = await insertRecords(unit, from, records);
  for (const row of contradictions) refusals.set(row, [CONTRADICTION]);
  return duplicates.length;
};

/** Entries belong to a higher module: it hears of them in this transaction, and says which it refuses. */
const offerEntries = async (
  unit: Unit,
  facts: ImportFacts,
  rows: readonly ReadyRow<ParsedEntry>[],
  { refusals, subjects }: Storing,
): Promise<number> => {
  const entries = rows.flatMap(({ row, value: { subject, ...entry } }): EntryRow[] => {
    const subjectId = subjects.get(row);
    return subjectId === undefined ? [] : [{ ...entry, row, subjectId, subjectKind: subject.kind }];
  });
  if (entries.length === 0) return 0;
  const offered = new Set(entries.map(({ row }) => row));
  const duplicates = new Set<number>();
  const known = (row: number): number => {
    if (!offered.has(row)) throw new HubError('INTERNAL_SERVER_ERROR', `row ${row} is not of this batch`);
    return row;
  };
  await unit.emit(
    entryRowsRead({
      importId: facts.id,
      importNumber: facts.number,
      providerId: facts.providerId,
      entries,
      refuse: (row, problem) => {
        refusals.set(known(row), [...(refusals.get(row) ?? []), problem]);
        duplicates.delete(row);
      },
      duplicate: (row) => {
        if (!refusals.has(known(row))) duplicates.add(row);
      },
    }),
  );
  return duplicates.size;
};
