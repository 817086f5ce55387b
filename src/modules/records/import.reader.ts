import type { Readable } from 'node:stream';
import { readCsvRows } from './csv.reader.js';
import type { ImportRow, RawRow, ReadLimits } from './row.reader.js';
import { READ_LIMITS, UnreadableFileError, underHeadings } from './row.reader.js';
import { readWorkbookRows } from './workbook.reader.js';

export type { ImportRow, ReadLimits } from './row.reader.js';
export { READ_LIMITS, UnreadableFileError } from './row.reader.js';
export { SURPLUS_HEADING } from './column.rules.js';

export interface ReadOptions {
  fileName?: string | undefined;
  contentType?: string | undefined;
  limits?: Partial<ReadLimits> | undefined;
}

type FileFormat = 'csv' | 'xlsx';

/**
 * Reads a CSV or XLSX upload row by row in bounded memory. The bytes decide which it is; name and content type only
 * make the complaint clearer when the two disagree. Throws UnreadableFileError.
 */
export async function* readRows(
  stream: Readable | AsyncIterable<Uint8Array>,
  options: ReadOptions = {},
): AsyncGenerator<ImportRow> {
  const limits = { ...READ_LIMITS, ...options.limits };
  const source = capped(bytesOf(stream), limits);
  try {
    const { head, format } = await recognise(source, options);
    const bytes = prepend(head, source);
    const raw: AsyncIterable<RawRow> =
      format === 'xlsx' ? readWorkbookRows(bytes, limits) : readCsvRows(bytes, limits);
    yield* underHeadings(raw, limits);
  } finally {
    // Whoever stops early (or finds an error) must not leave the upload waiting half read.
    await source.return(undefined);
  }
}

async function recognise(
  source: AsyncIterator<Uint8Array>,
  options: ReadOptions,
): Promise<{ head: Buffer; format: FileFormat }> {
  let head = Buffer.alloc(0);
  while (head.length < 8) {
    const next = await source.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  if (head.length === 0) throw new UnreadableFileError('文件是空的，请填好表头和数据后重新上传。');
  return { head, format: formatOf(head, options) };
}

function formatOf(head: Buffer, { fileName = '', contentType = '' }: ReadOptions): FileFormat {
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return 'xlsx';
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    throw new UnreadableFileError(
      '这是旧版 .xls 或加了密码的工作簿，请另存为不加密的 .xlsx 或 CSV 后再上传。',
    );
  }
  const start = head.subarray(0, 256).toString('latin1').trimStart().toLowerCase();
  if (/^(<!doctype|<html|<table|<\?xml)/.test(start)) {
    throw new UnreadableFileError(
      '文件内容是网页或 XML，不是表格，请在表格软件中另存为 .xlsx 或 CSV 后再上传。',
    );
  }
  const claimsWorkbook = /\.xlsx$/i.test(fileName) || contentType.includes('spreadsheetml');
  if (claimsWorkbook || start.startsWith('%pdf')) {
    throw new UnreadableFileError('文件内容不是 .xlsx 工作簿（可能已损坏），请重新导出后再上传。');
  }
  return 'csv';
}

async function* capped(source: AsyncIterable<Uint8Array>, limits: ReadLimits): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.byteLength;
    if (total > limits.fileBytes) {
      const megabytes = Math.floor(limits.fileBytes / 1024 / 1024);
      throw new UnreadableFileError(`文件超过 ${megabytes} MB，请拆成几个文件分别导入。`);
    }
    yield chunk;
  }
}

async function* bytesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

async function* prepend(head: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for await (const chunk of rest) yield chunk;
}
