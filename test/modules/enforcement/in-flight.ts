import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { type Sql, sql } from '../../../src/kernel/sql.js';
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
  const release = await hold(hub, sql`select id from ledger_head where id = 1 for update`);
  const both: Promise<unknown>[] = [];
  try {
    for (const work of [first, second]) {
      const running = work();
      both.push(running);
      running.catch(() => undefined);
      await waiting(hub, both.length, running);
    }
  } finally {
    await release();
  }
  return Promise.allSettled([both[0]!, both[1]!]);
};

/** Does `meanwhile` while `work` waits for what `lock` holds; on the embedded database before it. */
export const whileHeldUp = async <Result>(
  hub: Loop,
  lock: Sql,
  work: () => Promise<Result>,
  meanwhile: Work,
): Promise<Result> => {
  if (!onPostgres) return meanwhile().then(work);
  const release = await hold(hub, lock);
  try {
    const running = work();
    running.catch(() => undefined);
    await waiting(hub, 1, running);
    await meanwhile();
    return running;
  } finally {
    await release();
  }
};

export const theEntry = (id: number): Sql => sql`select id from list_entry where id = ${id} for update`;

/** Holds rows in a transaction of its own; returns what ends it. */
const hold = async (hub: Loop, lock: Sql): Promise<() => Promise<void>> => {
  const gate = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const holding = hub.database.transaction(async (transaction) => {
    await transaction.rows(lock);
    held.resolve();
    await gate.promise;
  });
  await held.promise;
  return () => {
    gate.resolve();
    return holding;
  };
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
