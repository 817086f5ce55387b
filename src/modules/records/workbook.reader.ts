import type { FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import sax from 'sax';
import type { SAXParser } from 'sax';
import type { Entry, ZipFile } from 'yauzl';
import { fromFdPromise } from 'yauzl';
import type { RawRow, ReadLimits } from './row.reader.js';
import { UnreadableFileError } from './row.reader.js';
import { openScratchFile, TextSpool } from './scratch.reader.js';
import { SheetRows } from './sheet.reader.js';

/** Parts of one workbook; a workbook with more is not one that people fill in. */
const MAX_PARTS = 5_000;
const MAX_SMALL_PART = 16 * 1024 * 1024;

type Parts = Map<string, Entry>;

/**
 * Rows of the first visible sheet of an .xlsx workbook. A zip is read from its end and the shared strings come after
 * the sheets that use them, so both lie on a nameless scratch file; in memory is only the piece being read.
 */
export async function* readWorkbookRows(
  source: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
): AsyncGenerator<RawRow> {
  const upload = await openScratchFile();
  const strings = await openScratchFile();
  try {
    for await (const chunk of source) await upload.appendFile(chunk);
    const zip = await openZip(upload);
    const parts = await listParts(zip, limits);
    const sheet = await firstSheet(zip, parts);
    const spool = new TextSpool(strings);
    const shared = parts.get('xl/sharedStrings.xml');
    if (shared) await readSharedStrings(zip, shared, spool, limits);
    await spool.flush(true);
    yield* readSheet(zip, sheet, spool, limits);
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : damaged(error);
  } finally {
    await Promise.allSettled([upload.close(), strings.close()]);
  }
}

function openZip(upload: FileHandle): Promise<ZipFile> {
  // autoClose off: the descriptor belongs to the FileHandle.
  return fromFdPromise(upload.fd, { autoClose: false, lazyEntries: true });
}

/** The parts by name. Declared sizes can be trusted from here: yauzl fails a part that unpacks to more. */
async function listParts(zip: ZipFile, limits: ReadLimits): Promise<Parts> {
  if (zip.entryCount > MAX_PARTS)
    throw new UnreadableFileError('工作簿内部文件过多，请把数据另存到新工作簿再上传。');
  const parts: Parts = new Map();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new UnreadableFileError('工作簿加了密码，请去掉密码后再上传。');
    unpacked += entry.uncompressedSize;
    parts.set(entry.fileName.replace(/^\//, ''), entry);
  }
  if (unpacked > limits.unpackedBytes) {
    const megabytes = Math.floor(limits.unpackedBytes / 1024 / 1024);
    throw new UnreadableFileError(
      `工作簿解压后超过 ${megabytes} MB，请删去图片和多余工作表，或拆成几个文件。`,
    );
  }
  return parts;
}

async function firstSheet(zip: ZipFile, parts: Parts): Promise<Entry> {
  let relation: string | null = null;
  let from1904 = false;
  await parsePart(zip, requirePart(parts, 'xl/workbook.xml'), (name, attributes) => {
    if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    const hidden = (attributes['state'] ?? 'visible') !== 'visible';
    if (name === 'sheet' && !hidden) relation ??= localAttribute(attributes, 'id');
  });
  if (from1904) {
    // Serial dates would silently be four years off.
    throw new UnreadableFileError('工作簿使用“1904 日期系统”，请在选项中关闭后核对日期，重新保存再上传。');
  }
  let target: string | null = null;
  await parsePart(zip, requirePart(parts, 'xl/_rels/workbook.xml.rels'), (name, attributes) => {
    if (name === 'Relationship' && attributes['Id'] === relation) target = attributes['Target'] ?? null;
  });
  if (relation === null || target === null)
    throw new UnreadableFileError('工作簿里没有可见的工作表，请检查后再上传。');
  const path = (target as string).startsWith('/') ? (target as string).slice(1) : `xl/${target as string}`;
  return requirePart(parts, path);
}

async function parsePart(
  zip: ZipFile,
  entry: Entry,
  open: (name: string, attributes: Record<string, string>) => void,
): Promise<void> {
  if (entry.uncompressedSize > MAX_SMALL_PART) throw damaged(new Error(`${entry.fileName} is too large`));
  const parser = strictParser();
  parser.onopentag = (tag) => open(localName(tag.name), tag.attributes as Record<string, string>);
  for await (const text of textOf(zip, entry)) parser.write(text);
  parser.close();
}

async function readSharedStrings(
  zip: ZipFile,
  entry: Entry,
  spool: TextSpool,
  limits: ReadLimits,
): Promise<void> {
  const parser = strictParser();
  let text = '';
  let depthOfPhonetic = 0;
  let collecting = false;
  parser.onopentag = ({ name }) => {
    const local = localName(name);
    if (local === 'si') text = '';
    if (local === 'rPh') depthOfPhonetic += 1;
    collecting = local === 't' && depthOfPhonetic === 0;
  };
  const collect = (part: string): void => {
    if (collecting && text.length <= limits.cellLength) text += part;
  };
  parser.ontext = collect;
  parser.oncdata = collect;
  parser.onclosetag = (name) => {
    const local = localName(name);
    if (local === 'si') spool.push(text);
    if (local === 'rPh') depthOfPhonetic -= 1;
    if (local === 't') collecting = false;
  };
  for await (const piece of textOf(zip, entry)) {
    parser.write(piece);
    await spool.flush();
  }
  parser.close();
}

async function* readSheet(
  zip: ZipFile,
  entry: Entry,
  spool: TextSpool,
  limits: ReadLimits,
): AsyncGenerator<RawRow> {
  const parser = strictParser();
  const rows = new SheetRows(parser, spool, limits);
  for await (const text of textOf(zip, entry)) {
    parser.write(text);
    yield* rows.take();
  }
  parser.close();
  yield* rows.take();
}

async function* textOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  for await (const chunk of await zip.openReadStreamPromise(entry)) yield decoder.write(chunk as Buffer);
  yield decoder.end();
}

/** sax knows no entities but XML's own five, so a document can't make itself grow. */
function strictParser(): SAXParser {
  const parser = sax.parser(true, { position: false });
  parser.onerror = (error) => {
    throw error;
  };
  return parser;
}

/** Some programs write every element with a prefix (x:row). */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localAttribute(attributes: Record<string, string>, name: string): string | null {
  const key = Object.keys(attributes).find((candidate) => candidate.endsWith(`:${name}`));
  return key === undefined ? null : (attributes[key] ?? null);
}

function requirePart(parts: Parts, name: string): Entry {
  const part = parts.get(name);
  if (!part) throw damaged(new Error(`${name} is missing`));
  return part;
}

function damaged(cause: unknown): UnreadableFileError {
  return new UnreadableFileError(
    '工作簿已损坏或不是标准的 .xlsx，请在表格软件中打开后另存为 .xlsx 再上传。',
    null,
    { cause },
  );
}
