import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  idNumberCheckDigit,
  organisationCodeCheckDigit,
  unifiedCodeCheckDigit,
} from '../../../src/kernel/codes.js';
import { HubError } from '../../../src/kernel/errors.js';
import {
  askedText,
  codeStanding,
  isHubCode,
  readNamed,
  sameName,
} from '../../../src/modules/subjects/subject.rules.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';

const TODAY = '2026-03-16';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

/** Valid ID numbers of the years in which nobody alive was born. */
const idNumber = fc.tuple(fc.integer({ min: 0, max: 3_000 }), digits(3)).map(([day, serial]) => {
  const birth = new Date(Date.UTC(1900, 0, 1 + day)).toISOString().slice(0, 10).replaceAll('-', '');
  const first17 = `410928${birth}${serial}`;
  return first17 + idNumberCheckDigit(first17);
});

const unifiedCode = digits(8).map((body) => {
  const first17 = `91410928${body}${organisationCodeCheckDigit(body)}`;
  return first17 + unifiedCodeCheckDigit(first17);
});

const refusal = (input: SubjectInput): HubError => {
  try {
    readNamed(input, 'input.subject', TODAY);
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
  throw new Error('was not refused');
};

const fieldOf = (error: HubError) => error.extensions['field'];

describe('how a subject is named', () => {
  it('is by unified code, however it was typed', () => {
    fc.assert(
      fc.property(unifiedCode, (code) => {
        const typed = ` ${code.slice(0, 6).toLowerCase()} ${code.slice(6)} `;
        expect(readNamed({ code: typed }, 'f', TODAY)).toEqual({ by: 'UNIFIED_CODE', code });
      }),
    );
  });

  it("is by the hub's code of a person", () => {
    expect(readNamed({ code: 'p7KQ2M9XF0ABC' }, 'f', TODAY)).toEqual({
      by: 'HUB_CODE',
      code: 'P7KQ2M9XF0ABC',
    });
    expect(isHubCode('P123')).toBe(false);
  });

  it('is by ID number with a name, and what is kept of that is masked', () => {
    fc.assert(
      fc.property(idNumber, (number) => {
        const named = readNamed({ idNumber: ` ${number.toLowerCase()}`, name: ' 王 样甲 ' }, 'f', TODAY);
        expect(named).toEqual({ by: 'ID_NUMBER', idNumber: number, name: '王 样甲' });
        expect(askedText(named)).not.toContain(number.slice(3, 16));
        expect(askedText(named)).not.toContain('样甲');
      }),
    );
  });

  it('is never by an ID number in the place of a code, and no refusal repeats the number', () => {
    fc.assert(
      fc.property(idNumber, (number) => {
        for (const input of [
          { code: number },
          { idNumber: number },
          { idNumber: number, name: `王${number}` },
        ]) {
          expect(refusal(input).message).not.toContain(number);
        }
        expect(fieldOf(refusal({ code: number }))).toBe('input.subject.code');
      }),
    );
  });

  it.each<[string, SubjectInput, string]>([
    ['nothing', {}, 'input.subject'],
    ['both', { code: '91350100M000100Y43', idNumber: '11010519491231002X', name: '王样甲' }, 'input.subject'],
    ['a code of wrong form', { code: '91350100M000100' }, 'input.subject.code'],
    ['an ID number without a name', { idNumber: '11010519491231002X' }, 'input.subject.name'],
    ['a mistyped ID number', { idNumber: '110105194912310021', name: '王样甲' }, 'input.subject.idNumber'],
    [
      'an ID number of an organisation',
      { idNumber: '11010519491231002X', name: '王样甲', kind: 'SOLE_TRADER' },
      'input.subject.kind',
    ],
  ])('is refused by its field: %s', (_, input, field) => {
    const error = refusal(input);
    expect(error.code).toBe('BAD_USER_INPUT');
    expect(fieldOf(error)).toBe(field);
  });
});

describe('how a code stands', () => {
  it('is valid with its check digit, and with no other unless the registry vouches for it', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    fc.assert(
      fc.property(unifiedCode, fc.integer({ min: 1, max: 30 }), (code, shift) => {
        expect(codeStanding(code, false)).toEqual({ checkDigit: 'VALID', warning: null });
        const wrong = code.slice(0, 17) + alphabet[(alphabet.indexOf(code[17]!) + shift) % 31]!;
        expect(codeStanding(wrong, false)).toEqual({ problem: expect.stringContaining('校验码') });
        expect(codeStanding(wrong, true)).toEqual({
          checkDigit: 'REGISTRY_CONFIRMED',
          warning: expect.stringContaining('登记机关'),
        });
      }),
    );
  });

  it('is refused for its form whoever vouches', () => {
    expect(codeStanding('91410928SVZIO00000', true)).toHaveProperty('problem');
  });
});

describe('a name', () => {
  it('is the same however blanks, width and the dot were typed', () => {
    expect(sameName('阿依古丽·买买提', '阿依古丽 • 买买提')).toBe(true);
    expect(sameName('ＬＩ　ＭＩＮＧ', 'Li Ming')).toBe(true);
    expect(sameName('王样甲', '王样乙')).toBe(false);
  });
});
