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
