import { addDays, isPlainDate } from '../../kernel/dates.js';

/** One cell at a time: what people and spreadsheets write for a date, an amount, a yes or no. */

/** Day 0 of a spreadsheet's calendar (its 1900 system counts a 29 February 1900 that never was). */
const SERIAL_ZERO = '1899-12-30';

const DATE_FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

/** YYYY-MM-DD from any accepted form, or null. A time of day after the date is dropped. */
export function readDate(text: string): string | null {
  const day = text
    .normalize('NFKC')
    .trim()
    .replace(/[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '')
    .replace(/\s/g, '');
  // Five digits are a serial: 1954 to 2173. A date of eight digits never is.
  const serial = /^([2-9]\d{4})(\.\d+)?$/.exec(day);
  if (serial) return addDays(SERIAL_ZERO, Number(serial[1]));
  for (const form of DATE_FORMS) {
    const [, year, month, date] = form.exec(day) ?? [];
    if (year === undefined || month === undefined || date === undefined) continue;
    const plain = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    return isPlainDate(plain) && year >= '1900' ? plain : null;
  }
  return null;
}

/** Whether a term is written as having no end. */
export function isWithoutEnd(text: string): boolean {
  return /^(长期(有效)?|永久(有效)?|无(固定)?期限|无)$/.test(text.trim());
}

/**
 * Yuan with two places from an amount in 万元, by moving the point: 0.2 is 2000.00. Null when it is no amount or
 * finer than a fen.
 */
export function yuanFromTenThousands(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[\s¥]/g, '').replace(/万元$/, '');
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d*))?$/.exec(plain);
  if (!match) return null;
  const whole = (match[1] as string).replaceAll(',', '');
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > 6) return null;
  const digits = whole + fraction.padEnd(6, '0');
  const yuan = digits.slice(0, -2).replace(/^0+(?=\d)/, '');
  return `${yuan}.${digits.slice(-2)}`;
}

/** 是 or 否 in the ways files say it, or null. */
export function readYesNo(text: string): boolean | null {
  const word = text.normalize('NFKC').trim().toUpperCase();
  if (['是', 'Y', 'YES', 'TRUE', '1'].includes(word)) return true;
  if (['否', 'N', 'NO', 'FALSE', '0'].includes(word)) return false;
  return null;
}

/** A code or ID number that a spreadsheet kept as a number: its last digits are lost for good. */
export function isScientific(text: string): boolean {
  return /^[+-]?\d(\.\d+)?E\+?\d{1,3}$/i.test(text.trim());
}

/** What a formula that failed leaves in a cell. */
export function isSpreadsheetError(text: string): boolean {
  return /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/.test(text.trim());
}

/** The cell's own words for a problem text, short, and with any long number blotted out: it may be an ID number. */
export function quoted(text: string): string {
  const safe = text.normalize('NFKC').replace(/[0-9Xx*\s-]{9,}/g, (run) => (/\d{5}/.test(run) ? '…' : run));
  const shown = safe.length > 20 ? `${safe.slice(0, 20)}…` : safe;
  return `“${shown}”`;
}
