import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Keys } from '../../src/kernel/keys.js';

const keys = new Keys('key-of-the-tests-key-of-the-tests-0000');
const others = new Keys('another-key-another-key-another-key-00');
const idNumber = fc.stringMatching(/^\d{17}[\dX]$/);

/** The cipher text with one bit of one part turned. */
const tampered = (text: string, part: number, bit: number): string => {
  const parts = text.split('.');
  const bytes = Buffer.from(parts[part]!, 'base64url');
  bytes[Math.floor(bit / 8) % bytes.length]! ^= 1 << (bit % 8);
  parts[part] = bytes.toString('base64url');
  return parts.join('.');
};

describe('encryption of ID numbers', () => {
  it('is undone with the same key', () => {
    fc.assert(fc.property(idNumber, (clear) => keys.decrypt(keys.encrypt(clear)) === clear));
  });

  it('never gives the same text twice, and never shows the number', () => {
    fc.assert(
      fc.property(idNumber, (clear) => {
        const [first, second] = [keys.encrypt(clear), keys.encrypt(clear)];
        expect(first).not.toBe(second);
        expect(first).not.toContain(clear);
      }),
    );
  });

  it('refuses another key', () => {
    expect(() => others.decrypt(keys.encrypt('11010519491231002X'))).toThrow();
  });

  it('notices any bit that was changed', () => {
    fc.assert(
      fc.property(idNumber, fc.integer({ min: 1, max: 3 }), fc.nat({ max: 200 }), (clear, part, bit) => {
        expect(() => keys.decrypt(tampered(keys.encrypt(clear), part, bit))).toThrow();
      }),
    );
  });

  it.each([4, 8, 12, 15])('refuses a tag cut to %d bytes, which would be sooner guessed', (length) => {
    const parts = keys.encrypt('11010519491231002X').split('.');
    parts[2] = Buffer.from(parts[2]!, 'base64url').subarray(0, length).toString('base64url');
    expect(() => keys.decrypt(parts.join('.'))).toThrow();
  });

  it.each(['', 'v1', 'v1.a.b', 'v2.a.b.c', '11010519491231002X'])(
    'refuses %j, which is no cipher text',
    (text) => {
      expect(() => keys.decrypt(text)).toThrow('not a v1 cipher text');
    },
  );

  it('needs a secret of at least 32 characters', () => {
    expect(() => new Keys('short')).toThrow('32');
  });
});

describe('the blind index', () => {
  it('is the same for the same number, however it is written', () => {
    expect(keys.blindIndex(' 11010519491231002x ')).toBe(keys.blindIndex('11010519491231002X'));
  });

  it('tells numbers apart, and keys', () => {
    fc.assert(
      fc.property(idNumber, idNumber, (one, other) => {
        fc.pre(one !== other);
        expect(keys.blindIndex(one)).not.toBe(keys.blindIndex(other));
        expect(keys.blindIndex(one)).not.toBe(others.blindIndex(one));
        expect(keys.blindIndex(one)).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });
});

describe('a keyed hash', () => {
  it('depends on the key, the purpose and every part with its borders', () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.array(text, { maxLength: 4 }), (one, other) => {
        const hash = keys.keyedHash('test', ...one);
        expect(hash).toMatch(/^[0-9a-f]{64}$/);
        expect(keys.keyedHash('test', ...other) === hash).toBe(JSON.stringify(one) === JSON.stringify(other));
        expect(keys.keyedHash('another', ...one)).not.toBe(hash);
        expect(others.keyedHash('test', ...one)).not.toBe(hash);
      }),
    );
    expect(keys.keyedHash('test', 'ab', 'c')).not.toBe(keys.keyedHash('test', 'a', 'bc'));
  });
});
