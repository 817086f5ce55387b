const labels = { hub: 'hub', handwritten: 'hand-written SQL', postgraphile: 'PostGraphile' };

/** Adds to each scenario how many times as fast the hub is as each other contender. */
export const withRatios = (results) =>
  results.map((result) => ({
    ...result,
    ratios: Object.fromEntries(
      Object.entries(result.contenders)
        .filter(([name]) => name !== 'hub')
        .map(([name, { perSecond }]) => [name, round(result.contenders.hub.perSecond / perSecond)]),
    ),
  }));

const round = (ratio) => Number(ratio.toPrecision(2));

const columns = [
  ['scenario', 24],
  ['contender', 30],
  ['requests/s', 11],
  ['of rounds', 15],
  ['p50 ms', 8],
  ['p99 ms', 8],
  ['CPU ms', 8],
  ['its SQL', 8],
  ['hub ÷ it', 10],
];

/** The table a person reads: ratios and processor time count, the rest is this machine at this minute. */
export const table = (results) => {
  const lines = [row(columns.map(([name]) => name)), row(columns.map(([, width]) => '-'.repeat(width - 1)))];
  for (const { title, contenders, ratios, readsOnly } of results) {
    for (const [index, [name, numbers]] of Object.entries(contenders).entries()) {
      lines.push(
        row([
          index === 0 ? title : '',
          labels[name] + (readsOnly?.includes(name) ? ' (reads only)' : ''),
          numbers.perSecond.toFixed(0),
          `${numbers.slowest.toFixed(0)}–${numbers.fastest.toFixed(0)}`,
          String(numbers.p50),
          String(numbers.p99),
          milliseconds(numbers.ownMs),
          milliseconds(numbers.databaseMs),
          name === 'hub' ? '' : String(ratios[name]),
        ]),
      );
    }
  }
  return lines.join('\n');
};

const milliseconds = (value) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : 0) : '–');

const row = (cells) =>
  cells
    .map((cell, index) => (index < 2 ? cell.padEnd(columns[index][1]) : cell.padStart(columns[index][1])))
    .join('')
    .trimEnd();
