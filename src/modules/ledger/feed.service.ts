import { sql } from '../../kernel/sql.js';
import type { Database } from '../../db/database.js';
import { feedChannel } from './feed.rules.js';

/** Without a notification the feed is asked this often, ms: a lost one costs no more than that. */
const everyMs = 1_000;

/**
 * Tells who waits when the change feed goes on, whichever node wrote. PostgreSQL's notifications wake at once; asking
 * the head now and then makes up for those that were lost. Works only while somebody waits.
 */
export class FeedWatch {
  readonly #waiting = new Set<{ after: number; wake: () => void }>();
  #head = 0;
  #timer: NodeJS.Timeout | null = null;
  #unlisten: Promise<() => Promise<void>> | null = null;

  constructor(private readonly database: Database) {}

  /** Ends when the feed stands behind `after`, or when the signal says so. */
  behind(after: number, signal: AbortSignal): Promise<void> {
    if (this.#head > after || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter = {
        after,
        wake: () => {
          this.#waiting.delete(waiter);
          signal.removeEventListener('abort', waiter.wake);
          resolve();
        },
      };
      this.#waiting.add(waiter);
      signal.addEventListener('abort', waiter.wake);
      this.#start();
    });
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    const unlisten = this.#unlisten;
    this.#unlisten = null;
    await unlisten?.then((end) => end()).catch(() => undefined);
    for (const { wake } of [...this.#waiting]) wake();
  }

  #start(): void {
    this.#timer ??= setInterval(() => void this.#ask(), everyMs).unref();
    // Where listening fails, asking goes on; the next who waits tries again.
    this.#unlisten ??= this.database
      .listen(
        feedChannel,
        (text) => this.#reached(Number(text)),
        () => (this.#unlisten = null),
      )
      .catch(() => {
        this.#unlisten = null;
        return async () => undefined;
      });
  }

  async #ask(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const row = await this.database
      .one<{ head: number }>(sql`select change_position as head from ledger_head where id = 1`)
      .catch(() => null); // the database is away: the next time will tell
    if (row) this.#reached(row.head);
  }

  #reached(head: number): void {
    if (!(head > this.#head)) return;
    this.#head = head;
    for (const waiter of [...this.#waiting]) if (head > waiter.after) waiter.wake();
  }
}
