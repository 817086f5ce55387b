import chineseDays from 'chinese-days';
import { addDays, isPlainDate } from './dates.js';

/**
 * Chinese working days: weekends and the State Council's holidays off, make-up Saturdays and Sundays on.
 * A deadline never counts the day it starts from (Civil Code 201): the first counted day is the next one.
 */

/**
 * Fixed public holidays. The yearly arrangement comes out only in the autumn before; until the library has it,
 * a deadline that crosses New Year must at least not count the days that are holidays every year.
 */
const FIXED_HOLIDAYS = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/**
 * The library builds its table in the machine's own time zone: west of Greenwich every entry is a day early.
 * National Day tells by how much.
 */
const TABLE_SHIFT = chineseDays.getDayDetail(localNoon('2025-09-30')).name.includes('国庆') ? -1 : 0;

const coverage = new Map<number, boolean>();

/** Whether the holiday table of the year is known. Without it days are right only up to moving holidays. */
export function calendarCoverage(year: number): boolean {
  const known = coverage.get(year);
  if (known !== undefined) return known;
  const covered = arranged(`${year}-10-01`) !== null;
  coverage.set(year, covered);
  return covered;
}

/** Whether offices work on this day. */
export function isWorkingDay(date: string): boolean {
  requireDate(date);
  const arrangement = arranged(date);
  if (arrangement !== null) return arrangement;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const weekend = weekday === 0 || weekday === 6;
  if (calendarCoverage(Number(date.slice(0, 4)))) return !weekend;
  return !weekend && !FIXED_HOLIDAYS.has(date.slice(5));
}

/** The n-th working day after the date; the date itself is not counted. With n = 0 the date as it is. */
export function addWorkingDays(fromDate: string, n: number): string {
  requireDate(fromDate);
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`Not a number of working days: ${n}`);
  let date = fromDate;
  for (let left = n; left > 0;) {
    date = addDays(date, 1);
    if (isWorkingDay(date)) left -= 1;
  }
  return date;
}

/**
 * How many working days lie after the first date, up to and including the second; negative when the second is
 * earlier. So `workingDaysBetween(d, addWorkingDays(d, n))` is n.
 */
export function workingDaysBetween(fromDate: string, toDate: string): number {
  requireDate(fromDate);
  requireDate(toDate);
  if (toDate < fromDate) return 0 - workingDaysBetween(toDate, fromDate); // never the negative zero
  let count = 0;
  for (let date = fromDate; date < toDate;) {
    date = addDays(date, 1);
    if (isWorkingDay(date)) count += 1;
  }
  return count;
}

/** What the library said: a term asks it for each of its days. Some ten years of days are kept. */
const arrangements = new Map<string, boolean | null>();
const daysKept = 4_000;

/** What the yearly arrangement says of the day: a make-up working day, a holiday, or nothing (null). */
function arranged(date: string): boolean | null {
  let known = arrangements.get(date);
  if (known !== undefined) return known;
  known = lookedUp(date);
  if (arrangements.size === daysKept) arrangements.clear();
  arrangements.set(date, known);
  return known;
}

function lookedUp(date: string): boolean | null {
  const detail = chineseDays.getDayDetail(localNoon(addDays(date, TABLE_SHIFT)));
  // An arranged day answers with the names of its holiday, "English,中文,n"; any other with its weekday.
  return detail.name.includes(',') ? detail.work : null;
}

function localNoon(date: string): Date {
  return new Date(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)), 12);
}

function requireDate(date: string): void {
  if (!isPlainDate(date)) throw new RangeError(`Not a date of the form YYYY-MM-DD: ${date}`);
}
