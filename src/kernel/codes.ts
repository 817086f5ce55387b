import { systemClock, today } from './clock.js';
import { isPlainDate } from './dates.js';

/**
 * The two keys of a subject (Henan 16): the unified social credit code (GB 32100-2015) of an organisation and the
 * identity number (GB 11643-1999) of a person. No problem text ever repeats an identity number.
 */

/** 31 symbols, the value of a symbol is its place; I, O, S, V and Z are left out. */
export const UNIFIED_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const UNIFIED_CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_CODE_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ID_NUMBER_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_NUMBER_CHECKS = '10X98765432';

/** First two digits of a region: provinces, Hong Kong, Macao, Taiwan (81, 82, 83: residence permits). */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

export type UnifiedCodeCheck =
  { ok: true; checkDigitOk: boolean; organisationCodeOk: boolean } | { ok: false; problem: string };

export type IdNumberCheck =
  { ok: true; idNumber: string; region: string; birthDate: string } | { ok: false; problem: string };

/**
 * A code as people paste it (full-width letters, blanks, small letters) in the form the rules read. Put in that form
 * again it stays as it is: what loses a blank or gains capitals may have to be composed once more (ῒ, ΰ).
 */
export function normalizeCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200B-\u200D\u2060\uFEFF]/g, '')
    .toUpperCase()
    .normalize('NFKC');
}

/**
 * Form, and two independent check digits. A wrong check digit leaves `ok` true: codes of the pilot years are in
 * use that fail it, so whoever asks decides whether the registry's word outweighs it.
 */
export function checkUnifiedCode(code: string): UnifiedCodeCheck {
  const problem = unifiedCodeFormProblem(code);
  if (problem) return { ok: false, problem };
  return {
    ok: true,
    checkDigitOk: unifiedCodeCheckDigit(code.slice(0, 17)) === code[17],
    organisationCodeOk: organisationCodeCheckDigit(code.slice(8, 16)) === code[16],
  };
}

/** Character 18, from the 17 before it. */
export function unifiedCodeCheckDigit(first17: string): string {
  let sum = 0;
  for (const [index, weight] of UNIFIED_CODE_WEIGHTS.entries()) {
    const value = UNIFIED_CODE_ALPHABET.indexOf(first17[index] ?? ' ');
    if (value < 0) throw new RangeError(`Character ${index + 1} of a unified code is not of its alphabet`);
    sum += value * weight;
  }
  // The outer remainder matters: a sum divisible by 31 gives 0, not a 32nd symbol.
  return UNIFIED_CODE_ALPHABET[(31 - (sum % 31)) % 31] as string;
}

/** Character 9 of an organisation code (GB 11714), which is character 17 of the unified code. */
export function organisationCodeCheckDigit(first8: string): string {
  let sum = 0;
  for (const [index, weight] of ORGANISATION_CODE_WEIGHTS.entries()) {
    const value = Number.parseInt(first8[index] ?? '', 36);
    if (Number.isNaN(value))
      throw new RangeError(`Character ${index + 1} of an organisation code is missing`);
    sum += value * weight;
  }
  const check = 11 - (sum % 11);
  return check === 11 ? '0' : check === 10 ? 'X' : String(check);
}

/** Whether the text is a person's identity number; `asOf` (today in China) bounds the birth date. */
export function parseIdNumber(id: string, asOf: string = today(systemClock)): IdNumberCheck {
  const idNumber = normalizeCode(id);
  const problem = idNumberFormProblem(idNumber);
  if (problem) return { ok: false, problem };
  const region = idNumber.slice(0, 6);
  const birthDate = idNumber.slice(6, 14).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  if (!PROVINCES.has(region.slice(0, 2))) {
    return { ok: false, problem: '身份证号码前 2 位不是任何省级行政区的代码，请对照证件重新填写前 6 位。' };
  }
  if (!isPlainDate(birthDate) || birthDate < '1800-01-01') {
    return { ok: false, problem: '身份证号码第 7 至 14 位不是真实存在的出生日期，请对照证件重新填写。' };
  }
  if (birthDate > asOf) {
    return { ok: false, problem: '身份证号码第 7 至 14 位的出生日期晚于今天，请对照证件重新填写。' };
  }
  if (idNumberCheckDigit(idNumber.slice(0, 17)) !== idNumber[17]) {
    return {
      ok: false,
      problem: '身份证号码第 18 位校验码与前 17 位不符，多半有一位填错，请对照证件逐位核对。',
    };
  }
  return { ok: true, idNumber, region, birthDate };
}

/** Character 18 of an identity number, from the 17 digits before it. */
export function idNumberCheckDigit(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('An identity number begins with 17 digits');
  const sum = ID_NUMBER_WEIGHTS.reduce((total, weight, index) => total + Number(first17[index]) * weight, 0);
  return ID_NUMBER_CHECKS[sum % 11] as string;
}

/** First three and last two characters; the length stays, so 18 characters remain 18. */
export function maskIdNumber(id: string): string {
  const text = id.trim();
  if (text.length < 10) return '*'.repeat(text.length);
  return text.slice(0, 3) + '*'.repeat(text.length - 5) + text.slice(-2);
}

/** The first character of a person's name, and a star for each further one (张*, 欧**). */
export function maskName(name: string): string {
  const [first, ...rest] = [...name.trim()];
  if (first === undefined) return '';
  return first + '*'.repeat(Math.max(rest.length, 1));
}

/** Region, date of birth, serial and check, run together or with a blank or hyphen between, half- or full-width. */
const ID_NUMBER_IN_TEXT = new RegExp(
  '(?<![D\\w])D{6}[\\s-]?(?:[1１][8８9９]|[2２][0０])D{2}[0０1１]D[0-3０-３]D[\\s-]?D{3}[DXxＸｘ](?![D\\w])'
    .replaceAll('[D', '[0-9０-９')
    .replaceAll('D', '[0-9０-９]'),
  'g',
);

/** The same with a gap or an invisible sign anywhere: too loose for all that looks so, enough where the check digit is right. */
const SPACED_ID_NUMBER = new RegExp(
  `(?<!\\d)(?=(\\d${'G\\d'.repeat(16)}G[\\dXx])(?!\\d))`.replaceAll(
    'G',
    '[\\s\\-\u2010-\u2015.·\u200B-\u200D\u2060\uFEFF\u00AD]{0,2}',
  ),
  'g',
);

/**
 * Masks whatever in a free text looks like an identity number, check digit right or not: a mistyped number still
 * points to its person, and free text is shown where numbers never may be.
 */
export function maskIdNumbersIn(text: string): string {
  const masked = text.replace(ID_NUMBER_IN_TEXT, maskIdNumber);
  const spaced = spacedIdNumbers(masked);
  if (spaced.length === 0) return masked;
  return spaced.reduce((left, found) => left.replaceAll(found, maskIdNumber), masked.normalize('NFKC'));
}

/** Whether a real identity number stands in a free text. Stricter than the mask: unified codes may look like one. */
export function holdsIdNumber(text: string): boolean {
  return spacedIdNumbers(text).length > 0;
}

/** As they stand in the text once it is brought to half width. */
const spacedIdNumbers = (text: string): string[] => {
  const plain = text.normalize('NFKC');
  if (!hasDigits(plain, 17)) return []; // most texts: a look that costs a tenth of the pattern
  return [...plain.matchAll(SPACED_ID_NUMBER)]
    .map(([, found]) => found!)
    .filter((found) => parseIdNumber(found.replace(/[^\dXx]/g, '')).ok);
};

const hasDigits = (text: string, least: number): boolean => {
  let count = 0;
  for (let at = 0; at < text.length && count < least; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count === least;
};

function unifiedCodeFormProblem(code: string): string | null {
  if (code.length !== 18) {
    return `统一社会信用代码应为 18 位，现为 ${code.length} 位，请对照营业执照或登记证书重新填写。`;
  }
  for (const [index, symbol] of [...code].entries()) {
    if (UNIFIED_CODE_ALPHABET.includes(symbol)) continue;
    const hint = /[IOSVZ]/.test(symbol) ? '（代码不使用 I、O、S、V、Z，多半是把 1、0、5、2 认成了字母）' : '';
    return `统一社会信用代码第 ${index + 1} 位不是允许的字符${hint}，请用半角数字和大写字母重新填写。`;
  }
  if (!/^.{2}\d{6}/.test(code)) {
    return '统一社会信用代码第 3 至 8 位应为登记机关行政区划的 6 位数字，请对照证照重新填写。';
  }
  return null;
}

function idNumberFormProblem(idNumber: string): string | null {
  if (idNumber === '') return '身份证号码为空，请填写 18 位居民身份证号码。';
  if (/^\d{15}$/.test(idNumber)) return '这是 15 位的旧身份证号码，已停止使用，请填写 18 位号码。';
  if (idNumber.length !== 18) {
    return `身份证号码应为 18 位，现为 ${idNumber.length} 位，请对照证件重新填写。`;
  }
  if (!/^\d{17}[\dX]$/.test(idNumber)) {
    return '身份证号码前 17 位应为数字，第 18 位应为数字或 X，请对照证件重新填写。';
  }
  return null;
}
