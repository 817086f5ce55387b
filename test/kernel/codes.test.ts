import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  UNIFIED_CODE_ALPHABET,
  checkUnifiedCode,
  idNumberCheckDigit,
  maskIdNumber,
  holdsIdNumber,
  maskIdNumbersIn,
  maskName,
  normalizeCode,
  organisationCodeCheckDigit,
  parseIdNumber,
  unifiedCodeCheckDigit,
} from '../../src/kernel/codes.js';

const symbols = [...UNIFIED_CODE_ALPHABET];
const AS_OF = '2026-11-23';

const unifiedCode = fc
  .tuple(
    fc.array(fc.constantFrom(...symbols), { minLength: 2, maxLength: 2 }),
    fc.integer({ min: 110000, max: 659999 }),
    fc.array(fc.constantFrom(...symbols), { minLength: 8, maxLength: 8 }),
  )
  .map(([authority, region, body]) => {
    const organisation = body.join('') + organisationCodeCheckDigit(body.join(''));
    const first17 = authority.join('') + String(region) + organisation;
    return first17 + unifiedCodeCheckDigit(first17);
  });

const idNumber = fc
  .tuple(
    fc.constantFrom('110105', '410928', '440524', '810000'),
    fc.date({ min: new Date('1880-01-01'), max: new Date('2026-11-22'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([region, birth, serial]) => {
    const first17 =
      region + birth.toISOString().slice(0, 10).replaceAll('-', '') + String(serial).padStart(3, '0');
    return first17 + idNumberCheckDigit(first17);
  });

describe('unified social credit code', () => {
  it.each([
    '91350100M000100Y43',
    '91110000101623741K',
    '911101066976941872',
    '91320105780688132K',
    '11230500001755309F',
  ])('passes %s', (code) => {
    expect(checkUnifiedCode(code)).toEqual({ ok: true, checkDigitOk: true, organisationCodeOk: true });
  });

  it.each([
    ['91350211M0000XUF46', 'R'],
    ['91350100M0001TGQXM', '1'],
    ['91350203M0001FUE2P', 'J'],
  ])('knows that %s, a real code of the pilot years, fails its check digit', (code, computed) => {
    expect(checkUnifiedCode(code)).toEqual({ ok: true, checkDigitOk: false, organisationCodeOk: true });
    expect(unifiedCodeCheckDigit(code.slice(0, 17))).toBe(computed);
  });

  it('passes every generated code', () => {
    fc.assert(
      fc.property(unifiedCode, (code) => {
        expect(checkUnifiedCode(code)).toEqual({ ok: true, checkDigitOk: true, organisationCodeOk: true });
      }),
    );
  });

  it('notices any one-character substitution', () => {
    fc.assert(
      fc.property(unifiedCode, fc.nat(17), fc.constantFrom(...symbols), (code, place, symbol) => {
        fc.pre(code[place] !== symbol);
        const check = checkUnifiedCode(code.slice(0, place) + symbol + code.slice(place + 1));
        expect(check.ok && check.checkDigitOk).toBe(false);
      }),
    );
  });

  it.each([
    ['9135010', '18 位'],
    ['91350100MO00100Y43', '第 10 位'],
    ['91A50100M000100Y43', '行政区划'],
    ['', '18 位'],
  ])('says what is wrong with %p', (code, words) => {
    expect(checkUnifiedCode(code)).toEqual({ ok: false, problem: expect.stringContaining(words) });
  });

  it('reads what people paste', () => {
    expect(normalizeCode(' ９１350100 m000100y43\u200b')).toBe('91350100M000100Y43');
  });
});

describe('identity number', () => {
  it.each(['11010519491231002X', '440524188001010014', '11010519491231002x'])('passes %s', (id) => {
    expect(parseIdNumber(id, AS_OF)).toMatchObject({ ok: true, idNumber: id.toUpperCase() });
  });

  it('gives region and birth date', () => {
    expect(parseIdNumber('11010519491231002X', AS_OF)).toEqual({
      ok: true,
      idNumber: '11010519491231002X',
      region: '110105',
      birthDate: '1949-12-31',
    });
  });

  it('passes every generated number and fails every one-character substitution, never repeating it', () => {
    fc.assert(
      fc.property(idNumber, fc.nat(17), fc.constantFrom(...'0123456789XA'), (id, place, symbol) => {
        expect(parseIdNumber(id, AS_OF).ok).toBe(true);
        fc.pre(id[place] !== symbol);
        const wrong = id.slice(0, place) + symbol + id.slice(place + 1);
        const check = parseIdNumber(wrong, AS_OF);
        expect(check.ok).toBe(false);
        expect(JSON.stringify(check)).not.toContain(wrong.slice(6, 14));
      }),
    );
  });

  it.each([
    ['', '为空'],
    ['410928190001011', '15 位'],
    ['4109281900010100', '18 位'],
    ['4109281900010A0012', '前 17 位'],
    [withCheckDigit('99092819000101001'), '省级'],
    [withCheckDigit('41092819000230001'), '出生日期'],
    [withCheckDigit('41092820261124001'), '晚于今天'],
    ['110105194912310021', '校验码'],
  ])('says what is wrong with %p', (id, words) => {
    expect(parseIdNumber(id, AS_OF)).toEqual({ ok: false, problem: expect.stringContaining(words) });
  });
});

describe('masks', () => {
  it('keep the length of an identity number', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110*************2X');
    expect(maskIdNumber('12345')).toBe('*****');
  });

  it('keep the first character of a name', () => {
    expect(maskName('张三')).toBe('张*');
    expect(maskName('欧阳修')).toBe('欧**');
    expect(maskName('𠮷田')).toBe('𠮷*');
    expect(maskName('张')).toBe('张*');
    expect(maskName(' ')).toBe('');
  });

  it.each([
    '410928-19000101-001X',
    '410928 19000101 0012',
    '４１０９２８１９０００１０１００１Ｘ',
    '410928190001010019',
  ])('find %p in a text', (id) => {
    expect(maskIdNumbersIn(`（${id}）`)).toBe(
      `（${id.slice(0, 3)}${'*'.repeat(id.length - 5)}${id.slice(-2)}）`,
    );
  });

  it('find a number however it is set apart, and mask all of it', () => {
    const gap = fc.constantFrom('', '', '', ' ', '-', '\u3000', '\u200b', '\u2060', '－', ' - '.slice(0, 2));
    const wide = (sign: string) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
    const style = fc.constantFrom((sign: string) => sign, wide);
    const signs = fc.array(fc.tuple(gap, style), { minLength: 18, maxLength: 18 });
    fc.assert(
      fc.property(idNumber, signs, (id, parts) => {
        const text = parts.map(([before, as], place) => (place ? before : '') + as(id[place]!)).join('');
        expect(holdsIdNumber(`身份证${text}。`)).toBe(true);
        expect(holdsIdNumber(`key-id${text}x`)).toBe(true);
        const masked = maskIdNumbersIn(`身份证${text}。`);
        expect(holdsIdNumber(masked)).toBe(false);
        expect(normalizeCode(masked).replace(/-/g, '')).not.toContain(id.slice(6, 14));
      }),
    );
  });

  it('find numbers inside a text, but leave unified codes', () => {
    expect(maskIdNumbersIn('当事人（身份证11010519491231002x）与911101066976941872')).toBe(
      '当事人（身份证110*************2x）与911101066976941872',
    );
  });
});

function withCheckDigit(first17: string): string {
  return first17 + idNumberCheckDigit(first17);
}
