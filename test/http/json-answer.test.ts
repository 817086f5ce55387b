import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonOf } from '../../src/server/json-answer.js';

/** Answers hold lists of every length, at every depth, and Chinese. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(null, undefined, true, 0, -1.5, '濮阳县', '"\\\n\u2028', '', new Date(0)),
    fc.string({ unit: 'grapheme' }),
    fc.dictionary(fc.string({ maxLength: 5 }), tie('any'), { maxKeys: 4 }),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.tuple(tie('any'), fc.integer({ min: 15, max: 18 })).map(([each, length]) => Array(length).fill(each)),
  ),
})).any;

/** Lists of none and of several slices, within what lists are looked for in. */
const page = fc.record({
  entries: fc.record({ nodes: fc.array(value, { minLength: 14, maxLength: 50, size: 'max' }) }),
});

describe('an answer', () => {
  it('is the JSON of it, however it is written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value, { maxKeys: 4 }), page, (rest, list) => {
        const data = { ...rest, list };
        expect(jsonOf({ data }).toString()).toBe(`${JSON.stringify({ data })}\n`);
      }),
      { numRuns: 200 },
    );
  });

  it('is written in bytes where it holds a long list, up to a page within its connection', () => {
    const rows = Array.from({ length: 100 }, (_, n) => ({ n }));
    expect(jsonOf({ data: { subject: { entries: rows.slice(0, 3) } } })).toEqual(expect.any(String));
    expect(jsonOf({ data: { list: { entries: { nodes: rows } } } })).toBeInstanceOf(Buffer);
  });
});
