import { Cron } from 'croner';
import type { FastifyBaseLogger } from 'fastify';

/**
 * Runs steps just after midnight in Asia/Shanghai and every quarter of an hour. Reads hold every term to the day on
 * their own; the steps then make it lasting. Each is safe to run twice, so several processes may run them on one
 * database. Returns what stops it.
 */
export const startSweeps = (sweep: () => Promise<void>, log: FastifyBaseLogger): (() => Promise<void>) => {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = sweep().catch((error: unknown) => log.error({ fault: (error as Error).name }, 'sweep failed'));
    return running;
  };
  const when = ['5 0 0 * * *', '0 */15 * * * *'];
  const jobs = when.map(
    (each) => new Cron(each, { timezone: 'Asia/Shanghai', protect: true, unref: true }, run),
  );
  return async () => {
    for (const job of jobs) job.stop();
    await running;
  };
};

/** Runs `work` now and every so many minutes, one run at a time; what fails is logged with its reason. Returns what stops it. */
export const startEvery = (
  minutes: number,
  work: () => Promise<unknown>,
  log: FastifyBaseLogger,
): (() => Promise<void>) => {
  let running: Promise<unknown> | null = null;
  const run = () => {
    running ??= work()
      .catch((error: unknown) =>
        log.error({ fault: (error as Error).message }, 'the audit head was not signed'),
      )
      .finally(() => (running = null));
  };
  run();
  const timer = setInterval(run, minutes * 60_000).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
};
