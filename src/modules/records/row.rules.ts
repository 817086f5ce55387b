import { maskIdNumbersIn } from '../../kernel/codes.js';
import type { Declared } from './admissibility.rules.js';
import {
  isSpreadsheetError,
  isWithoutEnd,
  quoted,
  readDate,
  readYesNo,
  yuanFromTenThousands,
} from './cell.rules.js';
import type { Column, FileFormat } from './column.rules.js';
import { COLUMNS, columnFinder, columnLabel, SURPLUS_HEADING } from './column.rules.js';

export interface CellProblem {
  column: string;
  problem: string;
}

export type RowOutcome<T> =
  { ok: true; value: T; warnings: string[] } | { ok: false; problems: CellProblem[] };

const finalityWords = {
  是: 'FINAL',
  否: 'OPEN',
  已终局: 'FINAL',
  未终局: 'OPEN',
  FINAL: 'FINAL',
  OPEN: 'OPEN',
} as const;
const procedureWords = {
  简易程序: 'SIMPLIFIED',
  简易: 'SIMPLIFIED',
  普通程序: 'ORDINARY',
  一般程序: 'ORDINARY',
  普通: 'ORDINARY',
  一般: 'ORDINARY',
  SIMPLIFIED: 'SIMPLIFIED',
  ORDINARY: 'ORDINARY',
} as const;

/** The cells of one row by field, and all that is wrong with them: a person corrects a row once, not cell by cell. */
export class RowCells {
  readonly problems: CellProblem[] = [];
  readonly warnings: string[] = [];

  constructor(
    private readonly columns: ReadonlyMap<string, Column>,
    private readonly values: ReadonlyMap<string, string>,
  ) {}

  /** The cell as it is, '' when blank or not in the file. */
  raw(field: string): string {
    return this.values.get(field) ?? '';
  }

  problem(field: string, problem: string): void {
    this.problems.push({ column: this.label(field), problem });
  }

  warn(field: string, warning: string): void {
    const text = `${this.label(field)}：${warning}`;
    if (!this.warnings.includes(text)) this.warnings.push(text);
  }

  /** A text, with any ID number in it masked: texts are shown where numbers never may be. */
  text(field: string): string | null {
    const value = this.raw(field);
    if (value === '') return null;
    const max = this.columns.get(field)?.maxLength ?? 0;
    if (value.length > max) this.problem(field, `共 ${value.length} 个字，最多 ${max} 个字，请缩短。`);
    const masked = maskIdNumbersIn(value);
    if (masked !== value) this.warn(field, '内容里有身份证号码，已遮蔽中间各位后保存。');
    return masked;
  }

  required(field: string): string {
    const value = this.text(field);
    if (value === null) this.problem(field, '不能为空，请填写。');
    return value ?? '';
  }

  /** A text that a subject or decision goes by: with an ID number in it the row is out of step. */
  identifier(field: string): string {
    const value = this.raw(field);
    if (maskIdNumbersIn(value) === value) return this.required(field);
    this.problem(field, '填的是身份证号码，或含有身份证号码，请检查是否错列。');
    return '';
  }

  date(field: string): string | null {
    const value = this.raw(field);
    if (value === '') return null;
    const date = readDate(value);
    if (date === null) this.problem(field, `${quoted(value)}不是有效日期，请写成 2024-01-31 的样子。`);
    return date;
  }

  /** The last day of a term; 长期 means none. */
  lastDay(field: string): string | null {
    return isWithoutEnd(this.raw(field)) ? null : this.date(field);
  }

  /** A day that must be there and can't lie ahead. */
  pastDate(field: string, today: string): string {
    if (this.raw(field) === '') this.problem(field, '不能为空，请填写。');
    const date = this.date(field) ?? '';
    if (date <= today) return date;
    this.problem(field, `${date} 晚于今天（${today}），请核对。`);
    // Not handed on, so that the days that hang on it don't complain too.
    return '';
  }

  notBefore(laterField: string, later: string | null, earlierField: string, earlier: string | null): void {
    if (later === null || !earlier || later >= earlier) return;
    this.problem(laterField, `${later} 早于“${this.name(earlierField)}”（${earlier}），请核对。`);
  }

  /** Yuan from a column in 万元. */
  yuan(field: string): string | null {
    const value = this.raw(field);
    if (value === '') return null;
    const yuan = yuanFromTenThousands(value);
    if (yuan === null) {
      this.problem(
        field,
        `${quoted(value)}不是以万元为单位的金额，请只写数字（2000 元写 0.2），最多 6 位小数。`,
      );
    }
    return yuan;
  }

  /** One of some words, or the fallback when blank. */
  choice<T>(field: string, words: Record<string, T>, fallback: T): T {
    const value = this.raw(field).normalize('NFKC').trim();
    if (value === '') return fallback;
    const found = Object.hasOwn(words, value.toUpperCase()) ? words[value.toUpperCase()] : undefined;
    if (found !== undefined) return found;
    const accepted = Object.keys(words).filter((word) => /\p{Script=Han}/u.test(word));
    this.problem(field, `${quoted(value)}无法识别，请填写${accepted.join('、')}之一。`);
    return fallback;
  }

  /** What the row declares, else what the file does. */
  declared(file: Declared): Declared {
    const minor = this.raw('minorRemedied');
    const minorRemedied = minor === '' ? file.minorRemedied : readYesNo(minor);
    if (minorRemedied === null) this.problem('minorRemedied', `${quoted(minor)}无法识别，请填写是或否。`);
    return {
      procedure: this.choice<Declared['procedure']>('procedure', procedureWords, file.procedure),
      finality: this.choice<Declared['finality']>('finality', finalityWords, file.finality),
      minorRemedied: minorRemedied ?? false,
    };
  }

  outcome<T>(value: T): RowOutcome<T> {
    if (this.problems.length > 0) return { ok: false, problems: this.problems };
    return { ok: true, value, warnings: this.warnings };
  }

  private label(field: string): string {
    const column = this.columns.get(field);
    return column ? columnLabel(column) : field;
  }

  private name(field: string): string {
    return this.columns.get(field)?.name ?? field;
  }
}

/** Makes RowCells of the rows of one file; headings are looked up once per file, not once per row. */
export function rowCellsReader(format: FileFormat): (cells: Record<string, string>) => RowCells {
  const find = columnFinder(format);
  const known = new Map<string, Column | null>();
  const columns = new Map(COLUMNS[format].map((column) => [column.field, column]));
  const columnOf = (heading: string): Column | null => {
    const column = known.get(heading) ?? (known.has(heading) ? null : find(heading));
    known.set(heading, column);
    return column;
  };
  return (cells) => {
    const values = new Map<string, string>();
    for (const [heading, cell] of Object.entries(cells)) {
      const column = columnOf(heading);
      // A file may carry the old and the new column of one thing; the filled one counts.
      if (column && cell.trim() !== '') values.set(column.field, values.get(column.field) ?? cell.trim());
    }
    const row = new RowCells(columns, values);
    refuseUnreadable(row, values, cells);
    return row;
  };
}

function refuseUnreadable(row: RowCells, values: Map<string, string>, cells: Record<string, string>): void {
  if (Object.hasOwn(cells, SURPLUS_HEADING)) {
    row.problems.push({
      column: '整行',
      problem: '单元格比表头多，多半是内容里的逗号没有加引号，后面各列已错位，请检查本行。',
    });
  }
  for (const [field, value] of values) {
    if (value.includes('\uFFFD'))
      row.problem(field, '含有无法识别的字符（乱码），请用 UTF-8 或 GBK 编码重新导出。');
    if (isSpreadsheetError(value)) row.problem(field, `公式出错（${value}），请改为实际内容。`);
  }
}
