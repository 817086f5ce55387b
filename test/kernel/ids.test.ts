import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromGlobalId, newNumber, randomCode, toGlobalId } from '../../src/kernel/ids.js';

const typeName = fc.stringMatching(/^[A-Za-z]{1,30}$/);
const rowId = fc.integer({ min: 1, max: 999_999_999_999_999 });

describe('global ids', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(typeName, rowId, (type, id) => {
        expect(fromGlobalId(toGlobalId(type, id))).toEqual({ type, id });
      }),
    );
  });

  it('can stand in a URL', () => {
    fc.assert(fc.property(typeName, rowId, (type, id) => /^[\w-]+$/.test(toGlobalId(type, id))));
  });

  it('are told apart by type and by row', () => {
    fc.assert(
      fc.property(typeName, rowId, typeName, rowId, (typeA, a, typeB, b) => {
        fc.pre(typeA !== typeB || a !== b);
        expect(toGlobalId(typeA, a)).not.toBe(toGlobalId(typeB, b));
      }),
    );
  });

  it('are never made up from any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = fromGlobalId(text);
        if (found) expect(Number.isSafeInteger(found.id) && found.id > 0).toBe(true);
      }),
    );
  });

  it.each([
    '',
    'Subject',
    'Subject:',
    ':1',
    'Subject:0',
    'Subject:-1',
    'Subject:1.5',
    'Subject:01',
    'Sub ject:1',
    'S:1234567890123456',
    'S:1 or 1=1',
  ])('are not %j', (inside) => {
    expect(fromGlobalId(Buffer.from(inside).toString('base64url'))).toBeNull();
  });
});

describe('business numbers', () => {
  it('name kind and day and end in letters nobody mistakes', () => {
    expect(newNumber('E', '2026-03-17')).toMatch(/^E20260317-[0-9A-HJKMNP-TV-Z]{8}$/);
  });

  it('are not guessed from their neighbours', () => {
    const made = new Set(Array.from({ length: 2000 }, () => randomCode(8)));
    expect(made.size).toBe(2000);
    const first = new Set([...made].map((code) => code[0]));
    expect(first.size).toBe(32);
  });
});
