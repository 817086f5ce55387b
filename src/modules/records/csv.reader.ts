import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import type { RawRow, ReadLimits } from './row.reader.js';
import { UnreadableFileError } from './row.reader.js';

/** How much text after the first non-ASCII byte decides between UTF-8 and GB 18030. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * Rows of a CSV file as a spreadsheet numbers them: a cell with line breaks is still one row, a blank line counts.
 */
export async function* readCsvRows(
  source: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
): AsyncGenerator<RawRow> {
  let feed: Feed | null = null;
  let row = 0;
  for await (const text of decodeText(source)) {
    if (text === '') continue;
    feed ??= csvFeed(delimiterOf(text), limits);
    const { records, error } = await feed(text);
    for (const values of records) yield { row: ++row, values };
    if (error) throw unreadableAfter(row, error);
  }
  const { records, error } = (await feed?.(null)) ?? { records: [], error: null };
  for (const values of records) yield { row: ++row, values };
  if (error) throw unreadableAfter(row, error);
}

/** Takes a piece of text (null: the end) and gives the records it completes. */
type Feed = (text: string | null) => Promise<{ records: string[][]; error: Error | null }>;

/** Read as a stream, the parser drops the rows before a broken one; here they come out first. */
function csvFeed(delimiter: string, limits: ReadLimits): Feed {
  let records: string[][] = [];
  const parser = parse({
    delimiter,
    relax_column_count: true,
    // Agencies write 关于"某某"的决定 without doubling the quotes; such a cell is still clear.
    relax_quotes: true,
    // A quote that never closes would otherwise swallow the rest of the file into memory.
    max_record_size: limits.cellLength * 16,
    on_record: (record: string[]) => {
      records.push(record);
      return null;
    },
  });
  parser.on('error', () => undefined); // the callbacks below get it as well
  return async (text) => {
    const error = await new Promise<Error | null>((resolve) => {
      const done = (failure?: Error | null): void => resolve(failure ?? null);
      if (text === null) parser.end(done);
      else parser.write(text, done);
    });
    const complete = records;
    records = [];
    return { records: complete, error };
  };
}

/**
 * Text in whatever encoding: a byte order mark decides, else ASCII passes until the first other byte, and the text
 * from there on is UTF-8 if it is valid UTF-8, and GB 18030 (which contains GBK) otherwise. Bytes that fit neither
 * come out as U+FFFD; the rules refuse a row that has one.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: ReturnType<typeof iconv.getDecoder> | null = null;
  let sample: Buffer | null = null;
  for await (const bytes of source) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (decoder) {
      yield decoder.write(chunk);
      continue;
    }
    if (sample === null && isAscii(chunk)) {
      yield chunk.toString('latin1');
      continue;
    }
    sample = sample === null ? chunk : Buffer.concat([sample, chunk]);
    if (sample.length < SAMPLE_BYTES) continue;
    decoder = iconv.getDecoder(encodingOf(sample));
    yield decoder.write(sample);
  }
  if (sample !== null && decoder === null) {
    decoder = iconv.getDecoder(encodingOf(sample));
    yield decoder.write(sample);
  }
  yield decoder?.end() ?? '';
}

function encodingOf(sample: Buffer): string {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  try {
    // stream: a character cut in two at the end of the sample is no error.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf8';
  } catch {
    return 'gb18030';
  }
}

function isAscii(chunk: Buffer): boolean {
  return !chunk.some((byte) => byte > 0x7f);
}

/** A spreadsheet's "Unicode text" is separated by tabs. */
function delimiterOf(head: string): string {
  const heading = head.slice(0, head.search(/[\r\n]|$/));
  return heading.includes('\t') && !heading.includes(',') ? '\t' : ',';
}

function unreadableAfter(row: number, error: Error): Error {
  if (!(error instanceof CsvError)) return error;
  const place = `第 ${row + 1} 行`;
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  const reason = unclosed
    ? '有一个引号没有配对，后面的内容分不清单元格'
    : '的引号或分隔符不符合 CSV 写法，分不清单元格';
  // csv-parse repeats the text of the record in its message, so it is not passed on as the cause.
  return new UnreadableFileError(`${place}${reason}，请在表格软件中检查后另存为 CSV 再上传。`, row + 1);
}
