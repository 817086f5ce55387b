import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { figureOf } from './figures.mjs';

const width = 640;
const height = 360;
const frame = { left: 60, right: 190, top: 40, bottom: 50 };
const colours = ['#1f5fa8', '#b3462c', '#2f7d4f', '#7a4fa3', '#8a6d1f'];

/** How figures of some keys go with the number of subjects: both axes logarithmic, a line for each key. */
export const chart = (runs, keys, title) => {
  const ordered = runs.toSorted((one, other) => one.subjects - other.subjects);
  const values = ordered.flatMap((run) => keys.map((key) => figureOf(run, key)));
  const x = scale(powersAround(ordered.map(({ subjects }) => subjects)), frame.left, width - frame.right);
  const y = scale(
    powersAround(keys.some(isFigure) ? values : [...values, 1]),
    height - frame.bottom,
    frame.top,
  );
  const lines = keys.map((key, index) =>
    line(ordered, key, colours[index % colours.length], { x, y }, index),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${frame.left}" y="20" font-size="14">${title}</text>`,
    ...x.ticks.map((tick) => gridX(tick, x(tick))),
    ...y.ticks.map((tick) => gridY(tick, y(tick))),
    `<text x="${(frame.left + width - frame.right) / 2}" y="${height - 12}" text-anchor="middle">subjects</text>`,
    ...lines,
    '</svg>\n',
  ].join('\n');
};

/** Not a ratio: it need not be held against 1. */
const isFigure = (key) => key.includes(':');

/** The powers of ten that hold the values. */
const powersAround = (values) => {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
};

const scale = (ticks, from, to) => {
  const [low, high] = [Math.log10(ticks[0]), Math.log10(ticks.at(-1))];
  const place = (value) =>
    Number((from + ((Math.log10(value) - low) / (high - low)) * (to - from)).toFixed(1));
  return Object.assign(place, { ticks });
};

const gridX = (tick, at) =>
  `<path d="M${at} ${frame.top}V${height - frame.bottom}" stroke="#ddd"/><text x="${at}" y="${height - frame.bottom + 18}" text-anchor="middle">${tick.toLocaleString('en')}</text>`;

const gridY = (tick, at) =>
  `<path d="M${frame.left} ${at}H${width - frame.right}" stroke="${tick === 1 ? '#888' : '#ddd'}"/><text x="${frame.left - 8}" y="${at + 4}" text-anchor="end">${Number(tick.toPrecision(1))}</text>`;

const line = (runs, key, colour, { x, y }, index) => {
  const points = runs.map((run) => `${x(run.subjects)},${y(figureOf(run, key))}`);
  const dots = points.map((point) => {
    const [cx, cy] = point.split(',');
    return `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`;
  });
  const label = `<text x="${width - frame.right + 12}" y="${frame.top + 14 + index * 18}" fill="${colour}">${key}</text>`;
  return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${label}`;
};

const isMain = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  const [keys, target, ...files] = process.argv.slice(2);
  if (files.length === 0) {
    process.stderr.write('node test/bench/draw.mjs KEY,KEY TARGET.svg RUN.json RUN.json …\n');
    process.exit(2);
  }
  const runs = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const title = isFigure(keys) ? 'By number of subjects' : 'Hub ÷ peer by number of subjects (1: as fast)';
  writeFileSync(target, chart(runs, keys.split(','), title));
}
