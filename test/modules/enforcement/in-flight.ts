import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from '../../../src/kernel/sql.js';
import { onPostgres, ownerOf } from '../../support/database.js';
import type { Loop } from '../lists/support.js';

type Work = () => Promise<unknown>;

/** How often a race is run with delays of its own: side by side on PostgreSQL; the embedded database queues them. */
export const rounds = onPostgres ? 20 : 1;

export type Outcome = PromiseSettledResult<unknown>;

/**
 * Starts `second` while `first` has done everything but to commit. Every unit of work ends at the head of the ledger,
 * so holding that row holds the first there, with all its locks; the second runs until it waits too. On the embedded
 * database transactions queue, and the second comes after the first.
 */
export const overtake = async (hub: Loop, first: Work, second: Work): Promise<[Outcome, Outcome]> => {
  if (!onPostgres) return Promise.allSettled([first(), second()]);
  const gate = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const holding = hub.database.transaction(async (transaction) => {
    await transaction.rows(sql`select id from ledger_head where id = 1 for update`);
    closed.resolve();
    await gate.promise;
  });
  await closed.promise;
  const both: Promise<unknown>[] = [];
  try {
    for (const work of [first, second]) {
      const running = work();
      both.push(running);
      running.catch(() => undefined);
      await waiting(hub, both.length, running);
    }
  } finally {
    gate.resolve();
    await holding;
  }
  return Promise.allSettled([both[0]!, both[1]!]);
};

/** Until so many transactions wait for a lock, or the work came to its end without. */
const waiting = async (hub: Loop, wanted: number, running: Promise<unknown>): Promise<void> => {
  let ended = false;
  const end = () => (ended = true);
  running.then(end, end);
  for (let tries = 0; tries < 500 && !ended; tries++) {
    // The hub's own role is not told what sessions wait for.
    const [row] = await ownerOf(hub.database).rows<{ n: number }>(sql`
      select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    if (row!.n >= wanted) return;
    await sleep(5);
  }
  if (!ended) throw new Error('the work neither waits nor ends');
};

/** Runs works at once, each after a delay of its own that the round decides, and tells how each came out. */
export const together = (round: number, ...works: Work[]): Promise<Outcome[]> => {
  const delays = fc.sample(fc.nat({ max: 25 }), { numRuns: works.length, seed: 1000 + round });
  return Promise.allSettled(
    works.map(async (work, index) => {
      await sleep(delays[index]!);
      return work();
    }),
  );
};

/** Throws what an outcome was refused with, where it was. */
export const fulfilled = (outcome: Outcome): void => {
  if (outcome.status === 'rejected') throw outcome.reason;
};

/** The code an outcome was refused with; null when it was not. */
export const codeOfOutcome = (outcome: Outcome): string | null => {
  if (outcome.status === 'fulfilled') return null;
  const { extensions } = outcome.reason as { extensions?: { code?: string } };
  if (!extensions?.code) throw outcome.reason;
  return extensions.code;
};
