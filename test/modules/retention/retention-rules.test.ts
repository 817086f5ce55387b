import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { today } from '../../../src/kernel/clock.js';
import { addDays, addMonths } from '../../../src/kernel/dates.js';
import { readConfig } from '../../../src/config.js';
import {
  type RetentionKey,
  type RetentionTerms,
  isDue,
  lookMonths,
  looksKeptSince,
  renderRetention,
  retentionKeys,
  retentionRules,
} from '../../../src/modules/retention/retention.rules.js';

const terms: RetentionTerms = readConfig({ HUB_MODE: 'demo' }).retention;
const dayOf = (moment: Date) => today({ now: () => moment });
const moments = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2036-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const someTerms = fc.record({
  personDays: fc.integer({ min: 30, max: 4000 }),
  evidenceDays: fc.integer({ min: 30, max: 4000 }),
  refusedRowDays: fc.integer({ min: 30, max: 4000 }),
});
const keys = fc.constantFrom(...retentionKeys);

/** Rules whose term is whole days in China, and how many. */
const days: Partial<Record<RetentionKey, (given: RetentionTerms) => number>> = {
  PERSON: ({ personDays }) => personDays,
  WITHDRAWN_EVIDENCE: ({ evidenceDays }) => evidenceDays,
  REFUSED_ROW: ({ refusedRowDays }) => refusedRowDays,
  WAITING_FILE: () => 7,
};
const inDays = fc.constantFrom(...(Object.keys(days) as RetentionKey[]));

describe('what is due', () => {
  it('is nothing before the last day of its term is over in China, and all from the next day on', () => {
    fc.assert(
      fc.property(inDays, moments, moments, someTerms, (key, began, now, given) => {
        const lastDay = addDays(dayOf(began), days[key]!(given));
        expect(isDue(key, began, now, given)).toBe(dayOf(now) > lastDay);
      }),
      { numRuns: 2000 },
    );
  });

  it('is never in the future', () => {
    fc.assert(
      fc.property(keys, moments, fc.nat(1e11), someTerms, (key, now, later, given) => {
        expect(isDue(key, new Date(now.getTime() + later), now, given)).toBe(false);
      }),
    );
  });

  it('stays due: time takes nothing back', () => {
    fc.assert(
      fc.property(keys, moments, moments, fc.nat(1e11), someTerms, (key, began, now, later, given) => {
        if (isDue(key, began, now, given))
          expect(isDue(key, began, new Date(now.getTime() + later), given)).toBe(true);
      }),
    );
  });

  it('is no more under a longer term', () => {
    fc.assert(
      fc.property(keys, moments, moments, someTerms, fc.nat(1000), (key, began, now, given, more) => {
        const longer = Object.fromEntries(
          Object.entries(given).map(([name, each]) => [name, each + more]),
        ) as unknown as RetentionTerms;
        if (isDue(key, began, now, longer)) expect(isDue(key, began, now, given)).toBe(true);
      }),
    );
  });
});

it('a look keeps a person known for three years to the day (PIPL 56)', () => {
  expect(lookMonths).toBeGreaterThanOrEqual(36);
  fc.assert(
    fc.property(moments, moments, (looked, now) => {
      const kept = looked >= looksKeptSince(now);
      expect(kept).toBe(dayOf(looked) >= addMonths(dayOf(now), -36));
    }),
  );
});

describe('the table of rules', () => {
  it('gives each rule an id of its own, a source and a term', () => {
    const all = Object.values(retentionRules);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { source, term, from, then } of all)
      for (const text of [source, term, from, then]) expect(text).not.toBe('');
  });

  it('says where the county set the term itself, by the name of the setting', () => {
    const text = renderRetention();
    for (const name of ['PERSON', 'EVIDENCE', 'REFUSED_ROW'])
      expect(text).toContain(`\`HUB_RETENTION_${name}_DAYS\``);
    expect(text.match(/days: county/g)).toHaveLength(3);
  });

  it('is held to terms that leave time for a complaint', () => {
    expect(terms).toEqual({ personDays: 365, evidenceDays: 365, refusedRowDays: 180 });
    for (const name of ['PERSON', 'EVIDENCE', 'REFUSED_ROW'])
      expect(() => readConfig({ HUB_MODE: 'demo', [`HUB_RETENTION_${name}_DAYS`]: '29' })).toThrow(
        `HUB_RETENTION_${name}_DAYS`,
      );
  });
});
