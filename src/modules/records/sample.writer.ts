import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import iconv from 'iconv-lite';
import { ZipFile } from 'yazl';
import type { FileFormat } from './column.rules.js';
import { templateColumns } from './column.rules.js';
import type { SampleOptions } from './sample.rules.js';
import { sampleRows } from './sample.rules.js';

export interface SampleFileOptions extends SampleOptions {
  /** Headings as agencies write them, or as the standard codes them. */
  headings?: 'names' | 'codes';
  encoding?: 'utf8' | 'gbk';
}

/** Writes sample rows as CSV and ends the stream. UTF-8 gets a byte order mark, without which Excel reads GBK. */
export async function writeSampleCsv(
  stream: Writable,
  format: FileFormat,
  count: number,
  options: SampleFileOptions = {},
): Promise<void> {
  const { encoding = 'utf8' } = options;
  const bytes = function* (): Generator<Buffer> {
    if (encoding === 'utf8') yield Buffer.from('\uFEFF');
    for (const line of sampleTable(format, count, options)) {
      yield iconv.encode(`${line.map(csvCell).join(',')}\r\n`, encoding);
    }
  };
  await pipeline(Readable.from(bytes()), stream);
}

/** Writes sample rows as a workbook of one sheet and ends the stream. */
export async function writeSampleWorkbook(
  stream: Writable,
  format: FileFormat,
  count: number,
  options: SampleFileOptions = {},
): Promise<void> {
  const zip = new ZipFile();
  // A fixed time keeps the file the same from run to run.
  const entry = { mtime: new Date('2026-01-01T00:00:00Z'), mode: 0o100644 };
  for (const [path, xml] of Object.entries(WORKBOOK_PARTS)) zip.addBuffer(Buffer.from(xml), path, entry);
  const sheet = Readable.from(sheetXml(sampleTable(format, count, options)), { objectMode: false });
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', entry);
  zip.end();
  await pipeline(zip.outputStream, stream);
}

/** Writes a sample file; the name's ending (.csv or .xlsx) decides its kind. */
export async function writeSampleFile(
  path: string,
  format: FileFormat,
  count: number,
  options: SampleFileOptions = {},
): Promise<void> {
  const write = /\.xlsx$/i.test(path) ? writeSampleWorkbook : writeSampleCsv;
  await write(createWriteStream(path), format, count, options);
}

function* sampleTable(format: FileFormat, count: number, options: SampleFileOptions): Generator<string[]> {
  const columns = templateColumns(format);
  yield columns.map(({ code, name }) => (options.headings === 'codes' ? code : name));
  for (const cells of sampleRows(format, count, options)) yield columns.map(({ code }) => cells[code] ?? '');
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org';

const WORKBOOK_PARTS: Record<string, string> = {
  '[Content_Types].xml':
    `${XML_HEAD}<Types xmlns="${OFFICE}/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' +
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' +
    '</Types>',
  '_rels/.rels':
    `${XML_HEAD}<Relationships xmlns="${OFFICE}/package/2006/relationships">` +
    `<Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>` +
    '</Relationships>',
  'xl/workbook.xml':
    `${XML_HEAD}<workbook xmlns="${OFFICE}/spreadsheetml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships">` +
    '<sheets><sheet name="样例" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    `${XML_HEAD}<Relationships xmlns="${OFFICE}/package/2006/relationships">` +
    `<Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
    '</Relationships>',
};

/** All cells as inline text: codes and dates must not become numbers. */
function* sheetXml(table: Iterable<string[]>): Generator<Buffer> {
  yield Buffer.from(`${XML_HEAD}<worksheet xmlns="${OFFICE}/spreadsheetml/2006/main"><sheetData>`);
  let row = 0;
  for (const line of table) {
    row += 1;
    const cells = line.map((text, index) =>
      text === ''
        ? ''
        : `<c r="${columnName(index)}${row}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
    );
    yield Buffer.from(`<row r="${row}">${cells.join('')}</row>`);
  }
  yield Buffer.from('</sheetData></worksheet>');
}

function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
