import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fakeClock, systemClock, today } from '../../src/kernel/clock.js';

describe('clock', () => {
  it('stands still until moved', () => {
    const clock = fakeClock('2026-11-23');
    expect(today(clock)).toBe('2026-11-23');
    clock.advance({ days: 1 });
    expect(today(clock)).toBe('2026-11-24');
    clock.advance(-1000);
    clock.set('2026-11-23T16:00:00Z');
    expect(today(clock)).toBe('2026-11-24');
  });

  it('turns the day at midnight in China', () => {
    expect(today(fakeClock('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
    expect(today(fakeClock('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
  });

  it('agrees with the time zone database', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    const moments = fc.date({
      min: new Date('1992-01-01'),
      max: new Date('2060-01-01'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(moments, (moment) => today(fakeClock(moment)) === format.format(moment)));
  });

  it('does not hand out its own date', () => {
    const clock = fakeClock('2026-11-23');
    clock.now().setFullYear(1999);
    expect(today(clock)).toBe('2026-11-23');
    expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1000);
    expect(() => fakeClock('tomorrow')).toThrow(RangeError);
  });
});
