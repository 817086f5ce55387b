import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, daysBetween, isPlainDate } from '../../src/kernel/dates.js';

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('plain dates', () => {
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20260101',
    '',
    '2026-04-31',
    '2026-01-01T00:00:00Z',
  ])('are not %j', (text) => {
    expect(isPlainDate(text)).toBe(false);
  });

  it('are the days that the calendar of the platform has', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(fc.integer({ min: 1800, max: 2400 }), part(14), part(34), (year, month, date) => {
        const text = [year, month, date].map((each) => String(each).padStart(2, '0')).join('-');
        const there = new Date(Date.UTC(year, month - 1, date)).toISOString().startsWith(text);
        expect(isPlainDate(text)).toBe(there);
      }),
      { numRuns: 2_000 },
    );
  });

  it('include the leap day', () => {
    expect(isPlainDate('2028-02-29')).toBe(true);
  });

  it('are days that can be added and taken away again', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        const to = addDays(from, days);
        expect(isPlainDate(to)).toBe(true);
        expect(addDays(to, -days)).toBe(from);
        expect(daysBetween(from, to)).toBe(days);
      }),
    );
  });
});

describe('months later', () => {
  it('fall on the same day, or on the last one of a shorter month', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 240 }), (from, months) => {
        const to = addMonths(from, months);
        expect(isPlainDate(to)).toBe(true);
        const monthsBetween =
          Number(to.slice(0, 4)) * 12 +
          Number(to.slice(5, 7)) -
          Number(from.slice(0, 4)) * 12 -
          Number(from.slice(5, 7));
        expect(monthsBetween).toBe(months);
        if (to.slice(8) !== from.slice(8)) {
          expect(addDays(to, 1).slice(8)).toBe('01');
          expect(to.slice(8) < from.slice(8)).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-03-16', 36, '2029-03-16'],
  ])('%s and %d months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('refuse what is no date', () => {
    expect(() => addMonths('2026-02-30', 1)).toThrow(RangeError);
  });
});
