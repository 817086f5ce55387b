import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkUnifiedCode,
  holdsIdNumber,
  maskIdNumbersIn,
  maskName,
  normalizeCode,
  parseIdNumber,
} from '../../src/kernel/codes.js';
import { HubError } from '../../src/kernel/errors.js';
import { fromGlobalId } from '../../src/kernel/ids.js';
import { readPage } from '../../src/kernel/page.js';
import { parsePurpose } from '../../src/kernel/principal.js';

/** Any text a client can send: lone surrogates, NUL, marks that turn the reading direction, and long ones. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('\0', '\ud800', '\udfff', '\u202e', '\u200b', '１', 'ｘ', '6', 'X', ' '),
  }),
  fc.constantFrom('6'.repeat(65_536), '信'.repeat(21_846), ' '.repeat(65_536), '1x'.repeat(32_768)),
);

/** What a text leads to: a value, or an error for a person to act on. */
const outcome = (work: () => unknown): 'value' | 'refusal' => {
  try {
    work();
    return 'value';
  } catch (error) {
    expect(error).toBeInstanceOf(HubError);
    expect((error as HubError).code).toBe('BAD_USER_INPUT');
    return 'refusal';
  }
};

describe('any text at all', () => {
  it('is read as a code or refused with a word, and never repeated', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(normalizeCode(normalizeCode(text))).toBe(normalizeCode(text));
        for (const check of [checkUnifiedCode(text), parseIdNumber(text, '2026-10-20')])
          if (!check.ok && text.length > 17) expect(check.problem).not.toContain(text);
        expect(holdsIdNumber(maskIdNumbersIn(text))).toBe(false);
        expect(typeof maskName(text)).toBe('string');
      }),
      // Capitals that come decomposed, and a mark that meets its letter once the blank between is gone.
      { examples: [['ῒ'], ['ΰ'], ['e\u200b\u0301']] },
    );
  });

  it('is a cursor, an id or a purpose, or is refused with a word', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        outcome(() => readPage({ after: text }, ['instant', 'id']));
        outcome(() => readPage({ after: Buffer.from(text).toString('base64url') }, ['text']));
        outcome(() => parsePurpose(text));
        expect(fromGlobalId(text)?.id ?? 1).toBeGreaterThan(0);
      }),
    );
  });

  it('never becomes the key of a page unless it has the shape of one', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const after = Buffer.from(json).toString('base64url');
        if (outcome(() => readPage({ after }, ['text', 'id'])) === 'refusal') return;
        const key = readPage({ after }, ['text', 'id']).after;
        expect(key === null || (typeof key[0] === 'string' && Number.isSafeInteger(key[1]))).toBe(true);
      }),
    );
  });
});
