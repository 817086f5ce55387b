import { checkUnifiedCode, normalizeCode, parseIdNumber } from '../../kernel/codes.js';
import type { SubjectKind } from './admissibility.rules.js';
import { isScientific } from './cell.rules.js';
import type { RowCells } from './row.rules.js';

/** Whom a row is about. The ID number is there only for a natural person, and never leaves the import in clear. */
export interface ParsedSubject {
  name: string;
  kind: SubjectKind;
  code: string | null;
  idNumber: string | null;
  codeWarning: string | null;
}

export interface PartyOptions {
  /** The registry vouches for the codes of this file, so a wrong check digit is a pilot-year code, not a slip. */
  registryConfirmed: boolean;
  today: string;
}

const KINDS: Record<string, SubjectKind> = {
  法人及非法人组织: 'LEGAL_PERSON',
  法人和非法人组织: 'LEGAL_PERSON',
  法人: 'LEGAL_PERSON',
  非法人组织: 'UNINCORPORATED',
  其他组织: 'UNINCORPORATED',
  个体工商户: 'SOLE_TRADER',
  自然人: 'NATURAL_PERSON',
  LEGAL_PERSON: 'LEGAL_PERSON',
  UNINCORPORATED: 'UNINCORPORATED',
  SOLE_TRADER: 'SOLE_TRADER',
  NATURAL_PERSON: 'NATURAL_PERSON',
};

const NUMBER_LOST = '被表格软件存成了数字，末几位已丢失，请把该列设为文本格式后对照证件重新填写。';

/** Reads the subject of a row; organisations by unified code only, persons by ID number only (Henan 16). */
export function readSubject(row: RowCells, options: PartyOptions): ParsedSubject {
  const kind = row.choice('kind', KINDS, kindFromNumbers(row));
  const name = readName(row, kind);
  if (kind === 'NATURAL_PERSON') {
    return { name, kind, code: null, idNumber: readIdNumber(row, options.today), codeWarning: null };
  }
  // For organisations an ID number in the row is the representative's or operator's: read past, never kept.
  const { code, warning } = readCode(row, 'code', options);
  if (code === null && row.raw('code') === '') {
    row.problem(
      'code',
      '不能为空：统一社会信用代码是组织信用信息的唯一标识（《河南省社会信用条例》第十六条），请补填。',
    );
  }
  return { name, kind: kindByCode(row, kind, code), code, idNumber: null, codeWarning: warning };
}

/** A unified code, checked; blank is null and no problem here. */
export function readCode(
  row: RowCells,
  field: string,
  { registryConfirmed, today }: PartyOptions,
): { code: string | null; warning: string | null } {
  const raw = row.raw(field);
  if (raw === '') return { code: null, warning: null };
  const refuse = (problem: string): { code: null; warning: null } => {
    row.problem(field, problem);
    return { code: null, warning: null };
  };
  if (isScientific(raw)) return refuse(NUMBER_LOST);
  const code = normalizeCode(raw);
  const check = checkUnifiedCode(code);
  if (!check.ok) return refuse(check.problem);
  if (check.checkDigitOk && check.organisationCodeOk) return { code, warning: null };
  // An ID number has the form of a unified code; kept as one it would be shown to everybody.
  if (parseIdNumber(code, today).ok) return refuse('填的是身份证号码，不是统一社会信用代码，请核对。');
  if (!check.checkDigitOk && !registryConfirmed) {
    return refuse(
      '统一社会信用代码第 18 位校验码不符，多半有一位填错，请对照证照逐位核对；确属登记机关核发的，请由登记机关确认后导入。',
    );
  }
  const warning = check.checkDigitOk
    ? '统一社会信用代码第 9 至 17 位（主体标识码）的校验位不符，请对照证照核对。'
    : '统一社会信用代码第 18 位校验码不符，因登记机关已确认而保留。';
  row.warn(field, warning);
  return { code, warning };
}

function readIdNumber(row: RowCells, today: string): string | null {
  if (row.raw('code') !== '') {
    row.problem('code', '类别是自然人，却填了统一社会信用代码；如为个体工商户，请改类别，否则请清空此格。');
  }
  const idType = row.raw('idType');
  if (idType !== '' && !/身份证|^0?1$|^111$/.test(idType)) {
    row.problem('idType', '目前只接收居民身份证，请改用居民身份证，或另行联系信用办。');
    return null;
  }
  const raw = row.raw('idNumber');
  if (raw === '') {
    row.problem(
      'idNumber',
      '不能为空：自然人的信用信息以身份证号码归集（《河南省社会信用条例》第十六条），请补填。',
    );
    return null;
  }
  if (isScientific(raw)) {
    row.problem('idNumber', NUMBER_LOST);
    return null;
  }
  const check = parseIdNumber(raw, today);
  if (check.ok) return check.idNumber;
  row.problem('idNumber', check.problem);
  return null;
}

function readName(row: RowCells, kind: SubjectKind): string {
  const name = row.identifier('name');
  if (/^[\d\s.Ee+-]+$/.test(name) && name !== '')
    row.problem('name', '填的是数字，不是名称，请检查是否错列。');
  if (kind === 'NATURAL_PERSON' && [...name].length === 1)
    row.problem('name', '姓名只有一个字，请填写全名。');
  return name;
}

/** The 2015 column set has no kind: whoever has only an ID number is a person, all else an organisation. */
function kindFromNumbers(row: RowCells): SubjectKind {
  const organisation = ['code', 'organisationCode', 'registration'].some((field) => row.raw(field) !== '');
  if (organisation || row.raw('idNumber') === '') return 'LEGAL_PERSON';
  return 'NATURAL_PERSON';
}

/** Codes that begin with 92 are issued to sole traders only; files often call them organisations. */
function kindByCode(row: RowCells, kind: SubjectKind, code: string | null): SubjectKind {
  if (!code?.startsWith('92') || kind === 'SOLE_TRADER') return kind;
  if (row.raw('kind') !== '') row.warn('kind', '统一社会信用代码以 92 开头，已按个体工商户处理。');
  return 'SOLE_TRADER';
}
