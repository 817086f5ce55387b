import { median, pairRatios } from '../figures.mjs';
import { fanout } from './fanout.mjs';
import { embeddedImports, imports } from './import.mjs';

/** Jobs that are measured by how long they take. */
export const bulk = [imports, embeddedImports, fanout];

/**
 * Runs both ways in turns after one small go each. What a job needs (its file, its entries) is made before its time
 * begins; every go has rows of its own.
 */
export const measureJob = async ({ name, title, about, key, jobs, other }, setting, { rounds, rows }) => {
  const run = async (job, each, count) => {
    const start = await jobs[job](
      { ...setting, rows: count },
      `${name.slice(0, 1)}${each}${job.slice(0, 1)}${setting.mark}`,
    );
    const began = performance.now();
    await start();
    return (performance.now() - began) / 1000;
  };
  const names = Object.keys(jobs);
  for (const job of names) await run(job, 'w', Math.min(rows, 500));
  const taken = Object.fromEntries(names.map((job) => [job, []]));
  for (let each = 0; each < rounds; each++) {
    for (const job of each % 2 === 0 ? names : names.toReversed())
      taken[job].push(await run(job, each, rows));
  }
  const speed = (job) => taken[job].map((seconds) => 1 / seconds);
  return {
    name,
    title,
    about,
    rows,
    jobs: Object.fromEntries(
      names.map((job) => [job, { median: median(taken[job]), fastest: Math.min(...taken[job]) }]),
    ),
    ratios: { [key]: pairRatios(speed('hub'), speed(other)) },
  };
};
