/** What the readers of all file formats share: rows, limits, and the error that names the row. */
import { SURPLUS_HEADING } from './column.rules.js';

/** One row of a file, numbered as the person sees it in a spreadsheet (the heading is row 1). */
export interface ImportRow {
  row: number;
  /** By heading, trimmed; every heading is there, a blank cell is ''. */
  cells: Record<string, string>;
}

/** A row before its cells are put under their headings. */
export interface RawRow {
  row: number;
  values: string[];
}

export interface ReadLimits {
  /** Bytes of the uploaded file. */
  fileBytes: number;
  /** Bytes of a workbook once unpacked: a small zip can hide a very large one. */
  unpackedBytes: number;
  /** Characters of one cell; 32,767 is what a spreadsheet itself allows. */
  cellLength: number;
  columns: number;
  rows: number;
}

export const READ_LIMITS: ReadLimits = {
  fileBytes: 256 * 1024 * 1024,
  unpackedBytes: 768 * 1024 * 1024,
  cellLength: 32_767,
  columns: 256,
  rows: 1_048_576,
};

/** The file can't be read (any further); the message is for the person who sent it. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';

  constructor(
    message: string,
    readonly row: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Puts raw rows under the headings of the first row that has any; blank rows are left out but counted. */
export async function* underHeadings(
  rows: AsyncIterable<RawRow>,
  limits: ReadLimits,
): AsyncGenerator<ImportRow> {
  let headings: string[] | null = null;
  for await (const { row, values } of rows) {
    if (row > limits.rows + 1) {
      throw new UnreadableFileError(`文件超过 ${limits.rows} 行，请拆成几个文件分别导入。`, row);
    }
    const cells = values.map((value) => value.trim());
    if (cells.every((cell) => cell === '')) continue;
    requireCellLength(cells, row, limits);
    if (headings === null) headings = readHeadings(cells, row, limits);
    else yield { row, cells: cellsOf(headings, cells) };
  }
  if (headings === null) throw new UnreadableFileError('文件是空的，请填好表头和数据后重新上传。');
}

function readHeadings(cells: string[], row: number, limits: ReadLimits): string[] {
  if (cells.length > limits.columns) {
    throw new UnreadableFileError(
      `表头有 ${cells.length} 列，最多 ${limits.columns} 列，请删去多余的列。`,
      row,
    );
  }
  const seen = new Map<string, number>();
  for (const [index, heading] of cells.entries()) {
    const earlier = seen.get(heading);
    if (heading !== '' && earlier !== undefined) {
      throw new UnreadableFileError(
        `表头第 ${earlier + 1} 列和第 ${index + 1} 列都是“${heading.slice(0, 40)}”，请删去或改名其中一列。`,
        row,
      );
    }
    seen.set(heading, index);
  }
  return cells;
}

function cellsOf(headings: string[], cells: string[]): Record<string, string> {
  const entries = headings.flatMap((heading, index) =>
    heading === '' ? [] : [[heading, cells[index] ?? ''] as const],
  );
  const surplus = cells.filter((cell, index) => cell !== '' && (headings[index] ?? '') === '');
  if (surplus.length > 0) entries.push([SURPLUS_HEADING, String(surplus.length)]);
  // fromEntries defines own properties, so even a heading like __proto__ is only a heading.
  return Object.fromEntries(entries);
}

function requireCellLength(cells: string[], row: number, limits: ReadLimits): void {
  const index = cells.findIndex((cell) => cell.length > limits.cellLength);
  if (index < 0) return;
  throw new UnreadableFileError(
    `第 ${row} 行第 ${index + 1} 列超过 ${limits.cellLength} 个字符，请检查引号是否配对，或缩短内容。`,
    row,
  );
}
