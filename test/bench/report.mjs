/** Lines of text under headings; the first two columns are words, the others figures. */
const render = (headings, rows) => {
  const all = [headings, headings.map(() => '---'), ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((cells) => cells[column].length)));
  const pad = (cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  return all.map((cells) => `| ${cells.map(pad).join(' | ')} |`).join('\n');
};

/** What a person reads first: every ratio with its range. */
export const ratioTable = (results) =>
  render(
    ['what', 'ratio', 'min', 'median', 'max'],
    results.flatMap(({ title, ratios }) =>
      Object.entries(ratios).map(([key, { min, median, max }]) => [
        title,
        key,
        String(min),
        String(median),
        String(max),
      ]),
    ),
  );

/** What a request costs whom. */
export const requestTable = (results) =>
  render(
    ['what', 'who', 'requests/s', 'range', 'p50 ms', 'p99 ms', 'CPU ms', 'its SQL ms', 'RSS MiB', 'load CPU'],
    results
      .filter(({ askers }) => askers)
      .flatMap(({ title, askers }) =>
        Object.entries(askers).map(([name, numbers]) => requestRow(title, name, numbers)),
      ),
  );

const requestRow = (title, name, numbers) => [
  title,
  name,
  numbers.perSecond.toFixed(0),
  `${numbers.slowest.toFixed(0)}–${numbers.fastest.toFixed(0)}`,
  milliseconds(numbers.p50),
  milliseconds(numbers.p99),
  milliseconds(numbers.ownMs),
  milliseconds(numbers.databaseMs),
  String(numbers.residentMb),
  `${(numbers.loadShare * 100).toFixed(0)} %`,
];

/** How long the large jobs took. */
export const jobTable = (results) =>
  render(
    ['what', 'who', 'median s', 'fastest s', 'rows', 'RSS MiB'],
    results
      .filter(({ jobs }) => jobs)
      .flatMap(({ title, rows, jobs }) =>
        Object.entries(jobs).map(([name, { median, fastest, residentMb }]) => [
          title,
          name,
          median.toFixed(2),
          fastest.toFixed(2),
          rows > 0 ? String(rows) : '–',
          residentMb === undefined ? '–' : String(residentMb),
        ]),
      ),
  );

const milliseconds = (value) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : 0) : '–');
