import path from 'node:path';
import type { Readable } from 'node:stream';
import { maskIdNumbersIn } from '../../kernel/codes.js';
import { HubError } from '../../kernel/errors.js';
import { canBecome } from '../../kernel/lifecycle.js';
import { today } from '../../kernel/clock.js';
import type { DisclosureMode, ImportFormat, ImportStatus } from '../../kernel/terms.js';
import type { Kit } from '../module.js';
import type { Act, Unit } from '../ledger/unit.service.js';
import type { SubjectService } from '../subjects/subject.service.js';
import { BatchService } from './batch.service.js';
import type { Declared } from './disclosure.rules.js';
import { importLifecycle } from './import.lifecycle.js';
import {
  type Declaration,
  type ImportFacts,
  insertImport,
  moveImport,
  unfinishedImports,
} from './import.repository.js';
import { ImportRun, type ImportProgress } from './run.service.js';
import { UploadRepository, type Upload } from './upload.repository.js';

/** A file and what its provider says about it. Real 双公示 files have no column for procedure and finality. */
export interface ImportRequest {
  format: ImportFormat;
  fileName: string;
  stream: Readable;
  declared: Partial<Declared>;
  disclosure?: DisclosureMode | undefined;
  registryConfirmed?: boolean | undefined;
  /** Whose file it is, when the hub itself takes it in; else it is the sender's own. */
  providerId?: number | undefined;
}

export interface ReceivedImport {
  id: number;
  number: string;
  status: ImportStatus;
}

/** Takes files in, and runs them one after the other in the background. */
export class ImportService {
  readonly #uploads: UploadRepository;
  readonly #batches: BatchService;
  readonly #observers = new Set<(progress: ImportProgress) => void>();
  readonly #waiting = new Set<number>();
  #queue: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(
    private readonly kit: Kit,
    subjects: SubjectService,
    private readonly report: (error: unknown) => void,
  ) {
    const { config, keys, work } = kit;
    this.#uploads = new UploadRepository(path.join(config.dataDir, 'imports'), keys, config.importMaxBytes);
    this.#batches = new BatchService(work, subjects);
  }

  get maxBytes(): number {
    return this.kit.config.importMaxBytes;
  }

  /** Tells after each batch how far an import got; call what comes back to hear no more. */
  observe(observer: (progress: ImportProgress) => void): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /**
   * Stores the file and makes its import, which runs in the background. The same file with the same declaration by the
   * same provider is the import that exists; one that failed goes on where it stopped.
   */
  async receive(act: Act, request: ImportRequest): Promise<ReceivedImport> {
    const providerId = providerOf(act, request);
    const declaration = declarationOf(request);
    const upload = await this.#uploads.receive(request.stream);
    let received: ReceivedImport & { owned: boolean };
    let repeated = true; // under its idempotency key: the stored outcome answers, and this copy of the file goes
    try {
      const input = { providerId, content: upload.hash, declaration };
      received = await this.kit.work.run(act, 'receiveImport', input, (unit) => {
        repeated = false;
        return this.register(
          unit,
          providerId,
          Object.assign(upload, { fileName: fileNameOf(request) }),
          declaration,
        );
      });
    } catch (error) {
      await this.#uploads.discard(upload);
      throw error;
    }
    const { owned, ...answer } = received;
    if (owned && !repeated) this.enqueue(answer.id);
    else await this.#uploads.discard(upload);
    return answer;
  }

  /** On start: goes on with what a stop or a crash left unfinished, and clears away files of nothing. */
  async resume(): Promise<void> {
    const unfinished = await unfinishedImports(this.kit.database);
    await this.#uploads.sweep(unfinished.map(({ number }) => number));
    for (const { id } of unfinished) this.enqueue(id);
  }

  /** Resolves when nothing is running or waiting. */
  async idle(): Promise<void> {
    while (this.#waiting.size > 0) await this.#queue;
  }

  /** Lets the running batch end and begins no other; `resume` of the next start goes on. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#queue;
  }

  private async register(
    unit: Unit,
    providerId: number,
    upload: Upload & { fileName: string },
    declaration: Declaration,
  ): Promise<ReceivedImport & { owned: boolean }> {
    const { facts, isNew } = await insertImport(unit, providerId, upload, declaration);
    const again = !isNew && canBecome(importLifecycle, facts.status, 'RECEIVED');
    if (isNew || again) await this.#uploads.keep(upload, facts.number);
    if (isNew) await unit.status({ target: 'Import', targetIds: [facts.id], from: null, to: 'RECEIVED' });
    if (again) await moveImport(unit, facts, 'RECEIVED');
    unit.audit({
      event: isNew ? 'records.importReceived' : 'records.importRepeated',
      target: 'Import',
      targetId: facts.id,
      detail: { fileHash: upload.hash, fileSize: upload.size, ...declaration },
    });
    const owned = isNew || again;
    return { id: facts.id, number: facts.number, status: owned ? 'RECEIVED' : facts.status, owned };
  }

  private enqueue(id: number): void {
    if (this.#waiting.has(id)) return;
    this.#waiting.add(id);
    this.#queue = this.#queue.then(async () => {
      try {
        if (!this.#stopping) await this.run(id);
      } catch (error) {
        // Not even the failure could be stored: the import stays as it is until the next start resumes it.
        this.report(error);
      } finally {
        this.#waiting.delete(id);
      }
    });
  }

  private run(id: number): Promise<void> {
    const { database, work, clock } = this.kit;
    return new ImportRun({
      database,
      work,
      today: () => today(clock),
      uploads: this.#uploads,
      batches: this.#batches,
      maxBytes: this.maxBytes,
      isStopping: () => this.#stopping,
      onProgress: (progress) => this.#observers.forEach((observer) => observer(progress)),
      report: this.report,
    }).run(id);
  }
}

export type { ImportFacts, ImportProgress };

const providerOf = ({ principal }: Act, { providerId }: ImportRequest): number => {
  const own = principal.organizationId ?? (principal.kind === 'OFFICE' ? providerId : null);
  if (own == null) {
    throw new HubError('FORBIDDEN', 'A file comes from an organization; this token belongs to none.');
  }
  return own;
};

const declarationOf = ({ format, declared, disclosure, registryConfirmed }: ImportRequest): Declaration => ({
  format,
  procedure: declared.procedure ?? 'ORDINARY',
  finality: declared.finality ?? 'FINAL',
  minorRemedied: declared.minorRemedied ?? false,
  disclosure: disclosure ?? 'OPEN',
  registryConfirmed: registryConfirmed ?? false,
});

/** The bare name: people put paths and, now and then, ID numbers in it. */
const fileNameOf = ({ fileName }: ImportRequest): string => {
  const bare = fileName
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
  return [...maskIdNumbersIn(bare)].slice(0, 100).join('') || 'import';
};
