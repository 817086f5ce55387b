import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** SECURITY.md says what holds whom off and which test shows it: what it says has to be so. */

const named = (cell: string | undefined) => /^`(.+)`$/.exec(cell ?? '')?.[1];

const page = readFileSync('SECURITY.md', 'utf8');
const table = /<!-- controls -->([\s\S]*)<!-- \/controls -->/.exec(page)![1]!;
const lines = table.split('\n').filter((line) => /^\| (?!threat |-)/.test(line));
const rows = lines.map((line) => {
  const [threat, control, where, test, ...rest] = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  return { line, threat, control, where: named(where), test: named(test), rest };
});

describe('the table of controls', () => {
  it('has rows of one shape', () => {
    const wrong = rows.filter(({ where, test, rest }) => !where || !test || rest.length > 0);
    expect(wrong.map(({ line }) => line)).toEqual([]);
    expect(rows.length).toBeGreaterThan(10);
  });

  it.each(rows)('$threat: its control and its test are there', ({ where, test }) => {
    expect(existsSync(where!)).toBe(true);
    expect(test).toMatch(/\.test\.ts$/);
    expect(existsSync(test!)).toBe(true);
  });
});
