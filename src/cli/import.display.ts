import cliProgress from 'cli-progress';
import type { ImportState } from './import.counter.js';

/** Shows how far an import got. */
export interface ImportDisplay {
  show(state: ImportState): void;
  end(): void;
}

/** A bar on a terminal; elsewhere a line every five seconds, which a log can keep. */
export const importDisplay = (name: string): ImportDisplay =>
  process.stderr.isTTY ? bar(name) : lines(name);

const bar = (name: string): ImportDisplay => {
  const drawn = new cliProgress.SingleBar(
    { format: `${name} {bar} {percentage}%  {rows} rows 行`, stream: process.stderr, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  drawn.start(1000, 0, { rows: 0 });
  return {
    show: ({ progress, rowsRead }) => drawn.update(Math.floor((progress ?? 0) * 1000), { rows: rowsRead }),
    end: () => drawn.stop(),
  };
};

const everyMilliseconds = 5_000;

const lines = (name: string): ImportDisplay => {
  let next = Date.now() + everyMilliseconds;
  return {
    show: ({ progress, rowsRead }) => {
      if (Date.now() < next) return;
      next = Date.now() + everyMilliseconds;
      console.error(`${name}: ${Math.floor((progress ?? 0) * 100)}%, ${rowsRead} rows 行`);
    },
    end: () => undefined,
  };
};
