import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseIdNumber } from '../../src/kernel/codes.js';
import { withNewKey } from '../../src/kernel/key-file.js';
import { Keys, SealBroken, type SealedAt } from '../../src/kernel/keys.js';
import { firstRelease } from '../support/first-release.js';

const secret = 'key-of-the-tests-key-of-the-tests-0000';
const keys = new Keys(secret);
const others = new Keys('another-key-another-key-another-key-00');
const idNumber = fc.stringMatching(/^\d{17}[\dX]$/);

const at: SealedAt = { table: 'subject', column: 'id_number_cipher', row: 'P1' };
const clearText = '11010519491231002X';

/** The sealed text with one bit of one part turned. */
const tampered = (text: string, part: number, bit: number): string => {
  const parts = text.split('.');
  const bytes = Buffer.from(parts[part]!, 'base64url');
  bytes[Math.floor(bit / 8) % bytes.length]! ^= 1 << (bit % 8);
  parts[part] = bytes.toString('base64url');
  return parts.join('.');
};

describe('a sealed value', () => {
  it('opens with the same key at the same place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (clear) => keys.open(keys.seal(clear, at), at) === clear),
    );
  });

  it('is never the same text twice, and never shows the number', () => {
    fc.assert(
      fc.property(idNumber, (clear) => {
        const [first, second] = [keys.seal(clear, at), keys.seal(clear, at)];
        expect(first).not.toBe(second);
        expect(first).not.toContain(clear);
      }),
    );
  });

  it('does not open with another key, and the error does not repeat it', () => {
    const text = keys.seal(clearText, at);
    expect(() => others.open(text, at)).toThrow('key 1 of the key file is not the one');
    expect(() => others.open(text, at)).not.toThrow(clearText);
  });

  it.each<Partial<SealedAt>>([{ table: 'file' }, { column: 'name' }, { row: 'P2' }])(
    'does not open moved to %j',
    (elsewhere) => {
      expect(() => keys.open(keys.seal(clearText, at), { ...at, ...elsewhere })).toThrow(SealBroken);
    },
  );

  it('notices any bit that was changed', () => {
    fc.assert(
      fc.property(idNumber, fc.integer({ min: 2, max: 5 }), fc.nat({ max: 600 }), (clear, part, bit) => {
        expect(() => keys.open(tampered(keys.seal(clear, at), part, bit), at)).toThrow(SealBroken);
      }),
    );
  });

  it.each([4, 8, 12, 15])('refuses a tag cut to %d bytes, which would be sooner guessed', (length) => {
    const parts = keys.seal(clearText, at).split('.');
    parts[4] = Buffer.from(parts[4]!, 'base64url').subarray(0, length).toString('base64url');
    expect(() => keys.open(parts.join('.'), at)).toThrow(SealBroken);
  });

  it.each(['', 'v1', 'v1.a.b', 'v2.1.a.b.c', 'v3.1.a.b.c.d', clearText])('refuses %j', (text) => {
    expect(() => keys.open(text, at)).toThrow('not a sealed text');
  });

  it('of the first release opens until it is renewed, and is bound to its row from then on', () => {
    const text = firstRelease(secret, clearText);
    expect(keys.open(text, at)).toBe(clearText);
    const renewed = keys.renew(text, at);
    expect(renewed).toMatch(/^v2\.1\./);
    expect(keys.open(renewed, at)).toBe(clearText);
    expect(() => keys.open(renewed, { ...at, row: 'P2' })).toThrow(SealBroken);
  });
});

describe('a key file with a new key', () => {
  const text = withNewKey(secret, 'second-key-second-key-second-key-0000');
  const rotated = new Keys(text);

  it('reads what the old key sealed, seals with the new one, and renews the wrap alone', () => {
    const old = keys.seal(clearText, at);
    const renewed = rotated.renew(old, at);
    expect(rotated.current).toBe('2');
    expect(rotated.open(old, at)).toBe(clearText);
    expect(rotated.open(renewed, at)).toBe(clearText);
    expect(renewed.split('.').slice(3)).toEqual(old.split('.').slice(3));
    expect(() => keys.open(renewed, at)).toThrow('no key 2');
  });

  it('leaves blind index and keyed hashes as they were, also when the old key is taken out', () => {
    const later = new Keys(text.replace(/^1 .*\n/m, ''));
    for (const each of [rotated, later]) {
      expect(each.blindIndex(clearText)).toBe(keys.blindIndex(clearText));
      expect(each.keyedHash('test', 'a')).toBe(keys.keyedHash('test', 'a'));
    }
    expect(() => later.open(keys.seal(clearText, at), at)).toThrow('no key 1');
  });

  it('is read again by a hub that meets a key it does not know', () => {
    let file = secret;
    const running = new Keys(file, () => file);
    file = text;
    expect(running.open(rotated.seal(clearText, at), at)).toBe(clearText);
    expect(running.current).toBe('2');
  });

  it('is refused when a line is of no form, twice there, too short or without an index', () => {
    for (const wrong of [`${text}x y\n`, `${text}2 ${secret}\n`, `${text}3 short\n`, `1 ${secret}\n`])
      expect(() => new Keys(wrong)).toThrow(/key/i);
    expect(() => new Keys('short')).toThrow('32');
  });
});

describe('the blind index', () => {
  it('is the same for every disguise of a number, and so is what is stored', () => {
    const gap = fc.constantFrom('', ' ', '\u3000', '\t', '\u200b', '\u2060', '\ufeff');
    const wide = (sign: string) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
    const style = fc.constantFrom(
      (sign: string) => sign,
      wide,
      (sign: string) => sign.toLowerCase(),
      (sign: string) => wide(sign.toLowerCase()),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(gap, style), { minLength: 18, maxLength: 18 }), gap, (signs, end) => {
        const disguised = signs.map(([before, as], place) => before + as(clearText[place]!)).join('') + end;
        expect(keys.blindIndex(disguised)).toBe(keys.blindIndex(clearText));
        expect(parseIdNumber(disguised)).toMatchObject({ ok: true, idNumber: clearText });
      }),
    );
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
