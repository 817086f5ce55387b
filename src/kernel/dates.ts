/** Plain dates (YYYY-MM-DD) as the law counts them: no time of day, no time zone. */

const DAY = 86_400_000;

/** Whether the text is YYYY-MM-DD and such a day exists. */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = partsOf(text);
  return month >= 1 && month <= 12 && day >= 1 && day <= lastDayOf(year, month);
}

const partsOf = (date: string): [year: number, month: number, day: number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8)),
];

const lastDayOf = (year: number, month: number): number => {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
};

/** The day so many calendar days later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return new Date(utc(date) + days * DAY).toISOString().slice(0, 10);
}

/** Calendar days from one day to another; negative when that is earlier. */
export function daysBetween(from: string, to: string): number {
  return (utc(to) - utc(from)) / DAY;
}

function utc(date: string): number {
  if (!isPlainDate(date)) throw notPlain(date);
  return Date.parse(`${date}T00:00:00Z`);
}

const notPlain = (date: string) => new RangeError(`Not a date of the form YYYY-MM-DD: ${date}`);

/** The day so many months later; the month's last day where that day does not exist (31 January + 1 = 28 February). */
export function addMonths(date: string, months: number): string {
  if (!isPlainDate(date)) throw notPlain(date);
  const [year, month, day] = partsOf(date);
  const count = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const toDay = Math.min(day, lastDayOf(toYear, toMonth));
  return [String(toYear).padStart(4, '0'), twoDigits(toMonth), twoDigits(toDay)].join('-');
}

const twoDigits = (part: number): string => String(part).padStart(2, '0');
