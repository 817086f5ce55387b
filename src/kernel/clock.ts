/** Where the time comes from: services take a Clock, so that a test can stand at any day of a term. */
export interface Clock {
  now(): Date;
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

export interface Duration {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

export interface FakeClock extends Clock {
  /** Moves the time on by a duration, or by milliseconds. */
  advance(by: Duration | number): void;
  /** Puts the time to a moment. */
  set(moment: Date | string): void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A clock that stands still until it is moved. A plain date means noon in China on that day. */
export function fakeClock(start: Date | string): FakeClock {
  let current = momentOf(start);
  return {
    now: () => new Date(current),
    advance: (by) => {
      current += milliseconds(by);
    },
    set: (moment) => {
      current = momentOf(moment);
    },
  };
}

/** The date in China as YYYY-MM-DD: every term of the law is counted in dates of Asia/Shanghai. */
export function today(clock: Clock): string {
  // China has kept UTC+8 without summer time since 1992, and no clock here runs before that.
  const day = Math.floor((clock.now().getTime() + 8 * HOUR) / DAY);
  if (day !== written.day) written = { day, date: new Date(day * DAY).toISOString().slice(0, 10) };
  return written.date;
}

/** The day written last: every request asks for it, and it is another once a day. */
let written = { day: Number.NaN, date: '' };

function momentOf(moment: Date | string): number {
  const plainDate = typeof moment === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(moment);
  const value = new Date(plainDate ? `${moment}T12:00:00+08:00` : moment).getTime();
  if (Number.isNaN(value)) throw new RangeError(`Not a moment in time: ${String(moment)}`);
  return value;
}

function milliseconds(by: Duration | number): number {
  if (typeof by === 'number') return by;
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = by;
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds * 1000;
}
