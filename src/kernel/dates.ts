/** Plain dates (YYYY-MM-DD) as the law counts them: no time of day, no time zone. */

const DAY = 86_400_000;

/** Whether the text is YYYY-MM-DD and such a day exists. */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** The day so many calendar days later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return new Date(utc(date) + days * DAY).toISOString().slice(0, 10);
}

function utc(date: string): number {
  if (!isPlainDate(date)) throw new RangeError(`Not a date of the form YYYY-MM-DD: ${date}`);
  return Date.parse(`${date}T00:00:00Z`);
}

/** The day so many months later; the month's last day where that day does not exist (31 January + 1 = 28 February). */
export function addMonths(date: string, months: number): string {
  const from = new Date(utc(date));
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), last));
  return first.toISOString().slice(0, 10);
}
