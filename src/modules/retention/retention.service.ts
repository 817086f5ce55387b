import { type Clock, today } from '../../kernel/clock.js';
import type { Database, Rows } from '../../db/database.js';
import type { Act, UnitOfWork } from '../ledger/unit.service.js';
import type { QuotaService } from '../organizations/index.js';
import type { ArchiveService } from '../records/archive.service.js';
import { lockHolds } from './hold.repository.js';
import { type ClearedKey, clearings, countDue } from './retention.repository.js';
import {
  type Batch,
  type Moment,
  type RetentionKey,
  type RetentionTerms,
  retentionKeys,
  retentionRules,
} from './retention.rules.js';
import { countOverWindows } from './window.repository.js';

/** How many rows of a rule are due, or were cleared. */
export interface Counted {
  readonly key: RetentionKey;
  readonly rows: number;
}

interface Parts {
  readonly work: UnitOfWork;
  readonly database: Database;
  readonly clock: Clock;
  readonly archive: ArchiveService;
  readonly quotas: Pick<QuotaService, 'sweep'>;
  readonly terms: RetentionTerms;
}

/** Rows of one unit of work: short enough that whoever places a hold does not wait for long. */
const batchSize = 500;

/**
 * Keeps data no longer than they may be kept (PIPL 19, 47), nor shorter than a legal hold says. What is due is said by
 * the rows themselves, so a run that broke off is taken up by the next.
 */
export class RetentionService {
  #lastDay: string | null = null;

  constructor(private readonly parts: Parts) {}

  /** What is due now, by rule. Changes nothing. */
  due(): Promise<Counted[]> {
    return this.parts.database.transaction(async (at) => {
      const counts: Counted[] = [];
      for (const key of retentionKeys) counts.push({ key, rows: await this.dueOf(at, key) });
      return counts;
    });
  }

  /** Clears what is due, rule by rule and batch by batch, each in its own unit of work. */
  async run(
    act: Act,
    onBatch: (key: RetentionKey, rows: number) => void = () => undefined,
    keys: readonly RetentionKey[] = retentionKeys,
  ): Promise<Counted[]> {
    const counts: Counted[] = [];
    for (const key of keys)
      counts.push({ key, rows: await this.clear(act, key, (rows) => onBatch(key, rows)) });
    return counts;
  }

  /** What the hub does by itself: the quick rules each time, the others once a day. */
  async sweep(act: Act): Promise<void> {
    const day = today(this.parts.clock);
    const daily = this.#lastDay !== day;
    await this.run(
      act,
      undefined,
      retentionKeys.filter((key) => daily || retentionRules[key].every === 'sweep'),
    );
    this.#lastDay = day;
  }

  private async clear(act: Act, key: RetentionKey, onBatch: (rows: number) => void): Promise<number> {
    if (key === 'RECORD') return this.parts.archive.archiveRecords(act);
    if (key === 'QUOTA') return this.parts.quotas.sweep();
    let cleared = 0;
    for (let batch: Batch = { rows: 0, more: true, after: 0 }; batch.more; cleared += batch.rows) {
      batch = await this.clearBatch(act, key, batch.after);
      onBatch(batch.rows);
    }
    return cleared;
  }

  private clearBatch(act: Act, key: ClearedKey, after: number): Promise<Batch> {
    return this.parts.work.run(act, 'clearByRetention', null, async (unit) => {
      await lockHolds(unit);
      const batch = await clearings[key].clear(unit, this.moment(key), batchSize, after);
      if (batch.rows > 0) {
        const { id: targetId } = retentionRules[key];
        const detail = { rule: key, rows: batch.rows };
        unit.audit({ event: 'retention.cleared', target: 'RetentionRule', targetId, detail });
      }
      return batch;
    });
  }

  private async dueOf(at: Rows, key: RetentionKey): Promise<number> {
    if (key === 'RECORD') return this.parts.archive.countDue(at, today(this.parts.clock));
    const moment = this.moment(key);
    return key === 'QUOTA' ? countOverWindows(at, moment.cutoff) : countDue(at, clearings[key].due(moment));
  }

  private moment(key: RetentionKey): Moment {
    const now = this.parts.clock.now();
    return { now, today: today(this.parts.clock), cutoff: retentionRules[key].cutoff(now, this.parts.terms) };
  }
}
