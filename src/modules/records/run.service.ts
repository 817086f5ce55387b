import { setImmediate } from 'node:timers/promises';
import { HubError } from '../../kernel/errors.js';
import { canBecome } from '../../kernel/lifecycle.js';
import { publicPrincipal } from '../../kernel/principal.js';
import type { ImportStatus } from '../../kernel/terms.js';
import type { Database } from '../../db/database.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { type BatchReading, joined, readBatch } from './batch.rules.js';
import { type Batch, type BatchService, ImportTakenOver } from './batch.service.js';
import { missingColumns } from './disclosure.rules.js';
import { importLifecycle } from './import.lifecycle.js';
import { type ImportRow, UnreadableFileError, readRows } from './import.reader.js';
import { type ImportFacts, importFacts, lockImport, moveImport } from './import.repository.js';
import type { UploadRepository } from './upload.repository.js';

/** How far an import got. */
export interface ImportProgress {
  id: number;
  number: string;
  status: ImportStatus;
  rowsRead: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  bytesRead: number;
  fileSize: number;
}

interface RunParts {
  database: Database;
  work: UnitOfWork;
  today: () => string;
  uploads: UploadRepository;
  batches: BatchService;
  maxBytes: number;
  isStopping: () => boolean;
  onProgress: (progress: ImportProgress) => void;
  report: (error: unknown) => void;
}

/** Rows of one transaction: few enough to hold in memory and to redo, enough for set-based statements to pay. */
const BATCH_ROWS = 1_000;
/** Rows read in one go: what else waits for the processor, the storing of the batch before above all, has its turn between. */
const ROWS_AT_A_TIME = 20;

/** One run of one import, from the row behind the last stored batch to the end of the file. */
export class ImportRun {
  #bytesRead = 0;
  /** Of the file, with what is stored: what is told. */
  #bytesStored = 0;

  constructor(private readonly parts: RunParts) {}

  async run(id: number): Promise<void> {
    const facts = await importFacts(this.parts.database, id);
    if (facts.status !== 'RECEIVED' && facts.status !== 'RUNNING') return;
    const act = actOf(facts);
    try {
      await this.start(act, facts);
      if (!(await this.storeRows(act, facts))) return;
      await this.finish(act, facts);
    } catch (error) {
      if (error instanceof ImportTakenOver) return;
      await this.fail(act, facts, error);
    }
    await this.parts.uploads.remove(facts.number);
  }

  private async start(act: Act, facts: ImportFacts): Promise<void> {
    if (facts.status === 'RUNNING') return;
    await this.parts.work.run(act, 'startImport', null, async (unit) => {
      const now = await lockImport(unit, facts.id);
      if (now.status !== 'RECEIVED') throw new ImportTakenOver(`import ${facts.number} is ${now.status}`);
      await moveImport(unit, now, 'RUNNING');
      unit.audit({ event: 'records.importStarted', target: 'Import', targetId: facts.id });
    });
    facts.status = 'RUNNING';
  }

  /** False when the hub stops before the end. */
  private async storeRows(act: Act, facts: ImportFacts): Promise<boolean> {
    const { uploads, batches, maxBytes } = this.parts;
    const stream = await uploads.read(facts.number, (bytes) => (this.#bytesRead = bytes));
    if (stream === null) throw new UnreadableFileError('收到的文件已不在服务器上，请重新上传同一文件。');
    const rows = readRows(stream, { fileName: facts.fileName, limits: { fileBytes: maxBytes } });
    for await (const batch of oneAhead(
      this.readings(facts, batchesOf(checked(rows, facts), facts.rowsRead)),
    )) {
      if (this.parts.isStopping()) return false;
      const outcome = await batches.storeBatch(act, facts, batch);
      facts.rowsRead += outcome.rows;
      facts.accepted += outcome.accepted;
      facts.duplicates += outcome.duplicates;
      facts.rejected += outcome.refusals.size;
      this.#bytesStored = batch.bytesRead;
      this.tell(facts);
    }
    this.#bytesStored = this.#bytesRead;
    return true;
  }

  private async *readings(
    facts: ImportFacts,
    batches: AsyncIterable<readonly ImportRow[]>,
  ): AsyncGenerator<Batch> {
    let rowsBefore = facts.rowsRead;
    for await (const rows of batches) {
      const parts: BatchReading[] = [];
      for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) {
        parts.push(readBatch(facts, rows.slice(at, at + ROWS_AT_A_TIME), this.parts.today()));
        await setImmediate();
      }
      yield { rows: rows.length, rowsBefore, bytesRead: this.#bytesRead, reading: joined(parts) };
      rowsBefore += rows.length;
    }
  }

  private async finish(act: Act, facts: ImportFacts): Promise<void> {
    await this.parts.work.run(act, 'finishImport', null, async (unit) => {
      const now = await lockImport(unit, facts.id);
      if (now.status !== 'RUNNING') throw new ImportTakenOver(`import ${facts.number} is ${now.status}`);
      await moveImport(unit, now, 'DONE');
      announce(unit, now);
    });
    facts.status = 'DONE';
    this.tell(facts);
  }

  private async fail(act: Act, facts: ImportFacts, error: unknown): Promise<void> {
    if (!(error instanceof UnreadableFileError)) this.parts.report(error);
    await this.parts.work.run(act, 'failImport', null, async (unit) => {
      const now = await lockImport(unit, facts.id);
      if (!canBecome(importLifecycle, now.status, 'FAILED')) return; // another run of it came to its end
      await moveImport(unit, now, 'FAILED', problemOf(error, now));
      unit.audit({
        event: 'records.importFailed',
        target: 'Import',
        targetId: now.id,
        detail: { rowsRead: now.rowsRead },
      });
    });
    facts.status = 'FAILED';
    this.tell(facts);
  }

  private tell({
    id,
    number,
    status,
    rowsRead,
    accepted,
    duplicates,
    rejected,
    fileSize,
  }: ImportFacts): void {
    const bytesRead = Math.min(this.#bytesStored, fileSize);
    this.parts.onProgress({
      id,
      number,
      status,
      rowsRead,
      accepted,
      duplicates,
      rejected,
      bytesRead,
      fileSize,
    });
  }
}

/** Whoever sent the file goes on acting through it, also after a restart. */
const actOf = ({ number, providerId, providerKind, actor }: ImportFacts): Act => ({
  principal: {
    ...publicPrincipal,
    kind: providerKind === 'OFFICE' ? 'OFFICE' : 'AGENCY',
    organizationId: providerId,
    clientId: actor,
    scopes: new Set(['records:write', 'lists:write']),
  },
  requestId: `import:${number}`,
  idempotencyKey: null,
});

const announce = (unit: Unit, facts: ImportFacts): void => {
  const { id, number, format, rowsRead, accepted, duplicates, rejected } = facts;
  unit.audit({
    event: 'records.imported',
    target: 'Import',
    targetId: id,
    detail: { rowsRead, accepted, duplicates, rejected },
  });
  if (accepted === 0) return;
  unit.change({
    type: 'RECORDS_IMPORTED',
    target: 'Import',
    targetId: id,
    audience: 'GOVERNMENT',
    parties: [facts.providerId],
    summary: { number, format, accepted },
  });
};

/** Said to the person who sent the file; faults of the hub are told without their details. */
const problemOf = (error: unknown, { rowsRead }: ImportFacts): string => {
  if (error instanceof UnreadableFileError) return error.message.slice(0, 500);
  const reason = error instanceof HubError ? `（${error.message.slice(0, 300)}）` : '';
  return `平台内部故障，导入中断${reason}；前 ${rowsRead} 行已入库，重新上传同一文件即可从中断处继续。`;
};

/** Refuses a file that cannot be of its format before any row of it is stored. */
async function* checked(
  rows: AsyncIterable<ImportRow>,
  { format }: Pick<ImportFacts, 'format'>,
): AsyncGenerator<ImportRow> {
  let first = true;
  for await (const row of rows) {
    const missing = first
      ? missingColumns(format.toLowerCase() as 'cf' | 'xk' | 'entries', Object.keys(row.cells))
      : [];
    if (missing.length > 0) {
      throw new UnreadableFileError(`表头缺少必需的列：${missing.join('、')}。请按模板补齐后重新上传。`);
    }
    first = false;
    yield row;
  }
}

/** Each next one is made while the one before it is used: the database stores a batch while the next is read. */
async function* oneAhead<Value>(source: AsyncGenerator<Value>): AsyncGenerator<Value> {
  const make = async () => {
    await setImmediate(); // whoever uses the one before has sent its first statement by then
    return source.next();
  };
  try {
    let next = source.next();
    for (let made = await next; !made.done; made = await next) {
      next = make();
      next.catch(() => undefined); // told when its turn comes
      yield made.value;
    }
  } finally {
    await source.return(undefined);
  }
}

/** Batches behind the rows stored before. Rows before an unreadable place still come, then the error. */
async function* batchesOf(rows: AsyncIterable<ImportRow>, skip: number): AsyncGenerator<ImportRow[]> {
  let batch: ImportRow[] = [];
  let passed = 0;
  let broken: UnreadableFileError | null = null;
  try {
    for await (const row of rows) {
      if (++passed <= skip) continue;
      batch.push(row);
      if (batch.length % ROWS_AT_A_TIME === 0) await setImmediate();
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    broken = error;
  }
  if (batch.length > 0) yield batch;
  if (broken) throw broken;
}
