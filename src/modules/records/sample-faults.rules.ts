import type { FileFormat } from './column.rules.js';
import { COLUMNS } from './column.rules.js';

/** One way in which real files go wrong: the field it hits and what stands there instead. */
interface Fault {
  field: string;
  value: string | ((was: string) => string);
  /** The row is made one of a natural person first. */
  person?: true;
}

/** A valid ID number with its last character wrong, of nobody alive. */
const WRONG_ID_NUMBER = '410928190101011230';

const FAULTS: readonly Fault[] = [
  { field: 'name', value: '' },
  { field: 'code', value: (was) => was.slice(0, 17) + (was.endsWith('0') ? '1' : '0') },
  { field: 'code', value: (was) => `${was.slice(0, 8)}O${was.slice(9)}` },
  { field: 'code', value: '' },
  { field: 'code', value: '9.14109280000000E+17' },
  { field: 'idNumber', value: WRONG_ID_NUMBER, person: true },
  { field: 'idNumber', value: '', person: true },
  { field: 'kind', value: '公司' },
  { field: 'decidedOn', value: '2025-02-30' },
  { field: 'decidedOn', value: '2999年1月1日' },
  { field: 'documentNumber', value: '' },
  { field: 'fine', value: '贰仟元整' },
  { field: 'authorityName', value: '' },
  { field: 'publishUntil', value: '2001-01-01' },
  { field: 'finality', value: '不详' },
  { field: 'decisionNumber', value: '' },
  { field: 'severity', value: '特别严重' },
  { field: 'ground', value: '' },
  { field: 'proofUrl', value: 'www.example.org' },
];

/** Breaks a good row in the n-th way that its format has; after the last way it begins again. */
export function breakRow(
  format: FileFormat,
  cells: Record<string, string>,
  n: number,
): Record<string, string> {
  const codes = new Map(COLUMNS[format].map(({ field, code }) => [field, code]));
  const ways = FAULTS.filter(({ field }) => codes.has(field));
  const fault = ways[n % ways.length] as Fault;
  const broken = { ...cells };
  const put = (field: string, value: string): void => {
    const code = codes.get(field);
    if (code !== undefined) broken[code] = value;
  };
  if (fault.person) {
    put('name', '钱样甲');
    put('kind', '自然人');
    put('code', '');
  }
  const was = cells[codes.get(fault.field) ?? ''] ?? '';
  put(fault.field, typeof fault.value === 'string' ? fault.value : fault.value(was));
  return broken;
}
