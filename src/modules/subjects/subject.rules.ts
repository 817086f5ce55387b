import {
  checkUnifiedCode,
  maskIdNumber,
  maskIdNumbersIn,
  maskName,
  normalizeCode,
  parseIdNumber,
} from '../../kernel/codes.js';
import { badInput } from '../../kernel/errors.js';
import type { CheckDigitStatus, SubjectKind } from '../../kernel/terms.js';
import type { SubjectInput } from './subject.types.js';

/** How somebody named a subject (Henan 16: organisations by unified code, persons by ID number). */
export type Named =
  | { by: 'UNIFIED_CODE'; code: string }
  | { by: 'HUB_CODE'; code: string }
  | { by: 'ID_NUMBER'; idNumber: string; name: string };

/** Reads a SubjectInput; what is wrong is refused with the field, and no text repeats an ID number. */
export const readNamed = (input: SubjectInput, field: string, today: string): Named => {
  const code = normalizeCode(input.code ?? '');
  const idNumber = input.idNumber?.trim() ?? '';
  if (code !== '' && idNumber !== '') {
    throw badInput(field, 'Name the subject by code, or by ID number and name, not by both.');
  }
  if (idNumber !== '') return readPerson(idNumber, input, field, today);
  if (code === '') {
    throw badInput(field, 'Give the code of the subject, or the ID number and name of a person.');
  }
  return isHubCode(code) ? { by: 'HUB_CODE', code } : readUnifiedCode(code, field, today);
};

const readPerson = (idNumber: string, input: SubjectInput, field: string, today: string): Named => {
  if (input.kind && input.kind !== 'NATURAL_PERSON') {
    throw badInput(
      `${field}.kind`,
      'Only a NATURAL_PERSON is named by ID number; an organisation has a code.',
    );
  }
  const check = parseIdNumber(idNumber, today);
  if (!check.ok) throw badInput(`${field}.idNumber`, check.problem);
  return { by: 'ID_NUMBER', idNumber: check.idNumber, name: readName(input.name, `${field}.name`) };
};

const readUnifiedCode = (code: string, field: string, today: string): Named => {
  // An ID number has the form of a unified code; taken for one it would be shown to everybody.
  if (parseIdNumber(code, today).ok) {
    throw badInput(`${field}.code`, 'This is an ID number. Give it as idNumber, together with name.');
  }
  const check = checkUnifiedCode(code);
  if (!check.ok) throw badInput(`${field}.code`, check.problem);
  return { by: 'UNIFIED_CODE', code };
};

/** The hub's own code of a person says nothing about the person. */
export const isHubCode = (code: string): boolean => /^P[0-9A-Z]{12}$/.test(code);

export const readName = (name: string | null | undefined, field: string): string => {
  const text = (name ?? '').replace(/\s+/g, ' ').trim();
  if (text === '') throw badInput(field, 'The name is missing: give it as the certificate has it.');
  if (text.length > 200) throw badInput(field, 'A name has at most 200 characters.');
  if (maskIdNumbersIn(text) !== text) throw badInput(field, 'The name must not have an ID number in it.');
  return text;
};

/** The same person's name, however blanks, widths and the dot of a foreign name were typed. */
export const sameName = (one: string, other: string): boolean => comparable(one) === comparable(other);

const comparable = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[·•・‧∙.]/g, '·')
    .toUpperCase();

export interface CodeStanding {
  checkDigit: CheckDigitStatus;
  warning: string | null;
}

/**
 * How a well-formed unified code stands. A wrong check digit is a typing error, unless the registry vouches for the
 * code: codes of the pilot years are in use that fail it.
 */
export const codeStanding = (
  code: string,
  registryConfirmed: boolean,
): CodeStanding | { problem: string } => {
  const check = checkUnifiedCode(code);
  if (!check.ok) return { problem: check.problem };
  if (!check.checkDigitOk) {
    return registryConfirmed
      ? {
          checkDigit: 'REGISTRY_CONFIRMED',
          warning: '统一社会信用代码第 18 位校验码不符，因登记机关已确认而保留。',
        }
      : { problem: '统一社会信用代码第 18 位校验码不符，多半有一位填错，请对照证照逐位核对。' };
  }
  const warning = check.organisationCodeOk
    ? null
    : '统一社会信用代码第 9 至 17 位（主体标识码）的校验位不符，请对照证照核对。';
  return { checkDigit: 'VALID', warning };
};

/** What a new organisation needs beside its code. */
export const readNewKind = (
  kind: SubjectKind | null | undefined,
  field: string,
): Exclude<SubjectKind, 'NATURAL_PERSON'> => {
  if (!kind) throw badInput(`${field}.kind`, 'This code is new to the hub: give kind and name with it.');
  if (kind === 'NATURAL_PERSON') {
    throw badInput(
      `${field}.kind`,
      'A person is named by ID number and name; a unified code is of an organisation.',
    );
  }
  return kind;
};

/** What was asked, fit to be kept in a receipt. */
export const askedText = (named: Named): string =>
  named.by === 'ID_NUMBER'
    ? `${maskName(named.name)} ${maskIdNumber(named.idNumber)}`.slice(0, 200)
    : named.code;
