import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, isPlainDate } from '../../src/kernel/dates.js';
import {
  addWorkingDays,
  calendarCoverage,
  isWorkingDay,
  workingDaysBetween,
} from '../../src/kernel/working-days.js';

const date = fc.integer({ min: 0, max: 365 * 8 }).map((days) => addDays('2020-01-01', days));
const count = fc.integer({ min: 0, max: 60 });

describe('working days', () => {
  it.each([
    ['2026-11-23', true, 'a Monday'],
    ['2026-11-22', false, 'a Sunday'],
    ['2025-10-01', false, 'National Day'],
    ['2025-09-28', true, 'a Sunday worked to make up'],
    ['2025-01-28', false, 'New Year Eve, a holiday since 2025'],
  ])('%s is a working day: %p (%s)', (day, expected) => {
    expect(isWorkingDay(day)).toBe(expected);
  });

  it('begins to count the day after', () => {
    expect(addWorkingDays('2026-11-23', 1)).toBe('2026-11-24');
    expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2025-09-30', 1)).toBe('2025-10-09');
    expect(addWorkingDays('2025-09-30', 0)).toBe('2025-09-30');
  });

  it('knows which years it has the arrangement of', () => {
    expect(calendarCoverage(2025)).toBe(true);
    expect(calendarCoverage(2026)).toBe(true);
    expect(calendarCoverage(1990)).toBe(false);
    expect(calendarCoverage(2090)).toBe(false);
  });

  it('keeps the holidays of every year in a year without arrangement', () => {
    expect(isWorkingDay('2090-10-02')).toBe(false);
    expect(isWorkingDay('2090-10-11')).toBe(true);
  });

  it('lands on a working day, strictly later, and counts back to n', () => {
    fc.assert(
      fc.property(date, count, (from, n) => {
        const end = addWorkingDays(from, n);
        if (n > 0) {
          expect(isWorkingDay(end)).toBe(true);
          expect(end > from).toBe(true);
        }
        expect(workingDaysBetween(from, end)).toBe(n);
        expect(workingDaysBetween(end, from)).toBe(0 - n); // over a weekend that is 0, not -0
      }),
    );
  });

  it('adds up and never runs backwards', () => {
    fc.assert(
      fc.property(date, count, count, (from, a, b) => {
        expect(addWorkingDays(addWorkingDays(from, a), b)).toBe(addWorkingDays(from, a + b));
        expect(addWorkingDays(addDays(from, 1), a) >= addWorkingDays(from, a)).toBe(true);
      }),
    );
  });

  it('refuses what is no date or no number of days', () => {
    expect(() => addWorkingDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => addWorkingDays('2026-02-03', -1)).toThrow(RangeError);
    expect(() => addWorkingDays('2026-02-03', 1.5)).toThrow(RangeError);
    expect(isPlainDate('2026-2-3')).toBe(false);
  });
});
