import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { listColours } from '../../../src/kernel/terms.js';
import { type Hit, verdictOf } from '../../../src/modules/enforcement/check.rules.js';

const hits: fc.Arbitrary<Hit[]> = fc.array(
  fc.record({ colour: fc.constantFrom(...listColours), suspended: fc.boolean() }),
  { maxLength: 6 },
);

describe('the verdict of a check', () => {
  it.each<[string, Hit[], string]>([
    ['nothing', [], 'CLEAR'],
    ['a red entry', [{ colour: 'RED', suspended: false }], 'INCENTIVE'],
    ['a black entry', [{ colour: 'BLACK', suspended: false }], 'PUNISHMENT'],
    ['a watch entry', [{ colour: 'WATCH', suspended: false }], 'PUNISHMENT'],
    ['a suspended entry', [{ colour: 'BLACK', suspended: true }], 'SUSPENDED'],
    [
      'red and black',
      [
        { colour: 'RED', suspended: false },
        { colour: 'BLACK', suspended: false },
      ],
      'BOTH',
    ],
    [
      'red, and black suspended',
      [
        { colour: 'RED', suspended: false },
        { colour: 'BLACK', suspended: true },
      ],
      'INCENTIVE',
    ],
  ])('on %s', (_name, found, verdict) => expect(verdictOf(found)).toBe(verdict));

  it('is clear exactly when nothing was hit', () => {
    fc.assert(fc.property(hits, (found) => expect(verdictOf(found) === 'CLEAR').toBe(found.length === 0)));
  });

  it('is SUSPENDED exactly when all that was hit is suspended', () => {
    fc.assert(
      fc.property(hits, (found) => {
        const all = found.length > 0 && found.every(({ suspended }) => suspended);
        expect(verdictOf(found) === 'SUSPENDED').toBe(all);
      }),
    );
  });

  it('never changes with suspended entries beside one in effect, nor with the order', () => {
    fc.assert(
      fc.property(hits, hits, (found, more) => {
        fc.pre(found.some(({ suspended }) => !suspended));
        const asleep = more.map(({ colour }) => ({ colour, suspended: true }));
        expect(verdictOf([...asleep, ...found].reverse())).toBe(verdictOf(found));
      }),
    );
  });

  it('speaks of punishment exactly when a watch or black entry is in effect', () => {
    fc.assert(
      fc.property(hits, (found) => {
        const inEffect = found.filter(({ suspended }) => !suspended).map(({ colour }) => colour);
        const verdict = verdictOf(found);
        expect(['PUNISHMENT', 'BOTH'].includes(verdict)).toBe(inEffect.some((colour) => colour !== 'RED'));
        expect(['INCENTIVE', 'BOTH'].includes(verdict)).toBe(inEffect.includes('RED'));
      }),
    );
  });
});
