import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { ImportRow, ReadOptions } from '../../../src/modules/records/import.reader.js';
import {
  readRows,
  SURPLUS_HEADING,
  UnreadableFileError,
} from '../../../src/modules/records/import.reader.js';
import { workbook, zipOf } from '../../support/workbook.js';

async function read(bytes: Buffer | string, options?: ReadOptions, chunk = 7): Promise<ImportRow[]> {
  const buffer = Buffer.from(bytes);
  const pieces = Array.from({ length: Math.ceil(buffer.length / chunk) }, (_, index) =>
    buffer.subarray(index * chunk, (index + 1) * chunk),
  );
  const rows: ImportRow[] = [];
  for await (const row of readRows(Readable.from(pieces), options)) rows.push(row);
  return rows;
}

const TEXT = '名称,备注\r\n濮阳县样例公司,"第一行\n第二行，""引号"""\r\n\r\n张样甲,关于"某某"的决定\r\n';
const ROWS = [
  { row: 2, cells: { 名称: '濮阳县样例公司', 备注: '第一行\n第二行，"引号"' } },
  { row: 4, cells: { 名称: '张样甲', 备注: '关于"某某"的决定' } },
];

describe('a CSV file', () => {
  it.each(['utf8', 'gbk', 'gb18030', 'utf-16le'])('is read in %s, however it is cut', async (encoding) => {
    const bytes = iconv.encode(TEXT, encoding, { addBOM: encoding === 'utf-16le' });
    for (const chunk of [1, 2, 3, 1000]) expect(await read(bytes, undefined, chunk)).toEqual(ROWS);
  });

  it('may begin with a byte order mark', async () => {
    expect(await read(`\uFEFF${TEXT}`)).toEqual(ROWS);
  });

  it('is recognised as GBK even when Chinese begins late', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`CF_XDR_MC,BZ\n${'Sample Ltd,x\n'.repeat(20_000)}`),
      iconv.encode('濮阳县样例公司,虚构\n', 'gbk'),
    ]);
    const rows = await read(bytes, undefined, 10_000);
    expect(rows.at(-1)).toEqual({ row: 20_002, cells: { CF_XDR_MC: '濮阳县样例公司', BZ: '虚构' } });
  });

  it('keeps rare characters of GB 18030', async () => {
    const [row] = await read(iconv.encode('名称\n王𠮷㙍\n', 'gb18030'));
    expect(row?.cells).toEqual({ 名称: '王𠮷㙍' });
  });

  it('marks bytes that no encoding knows instead of losing the file', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`名称\n${'好'.repeat(30_000)}\n好`),
      Buffer.from([0xff]),
      Buffer.from('坏\n'),
    ]);
    const rows = await read(bytes, undefined, 5000);
    expect(rows[1]).toEqual({ row: 3, cells: { 名称: '好\uFFFD坏' } });
  });

  it('gives back any cells', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map((text) => text.replaceAll('\uFEFF', '').trim());
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(table, async (lines) => {
        const quoted = lines.map((line) => line.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        const rows = await read(`一,二\n${quoted.join('\n')}\n`);
        const expected = lines
          .map(([first, second], index) => ({ row: index + 2, cells: { 一: first, 二: second } }))
          .filter(({ cells }) => cells.一 !== '' || cells.二 !== '');
        expect(rows).toEqual(expected);
      }),
    );
  });

  it('fills short rows, marks long ones, takes tabs, and treats odd headings as headings', async () => {
    expect(await read('__proto__,甲\n1\n1,2,3,4\n')).toEqual([
      {
        row: 2,
        cells: Object.fromEntries([
          ['__proto__', '1'],
          ['甲', ''],
        ]),
      },
      {
        row: 3,
        cells: Object.fromEntries([
          ['__proto__', '1'],
          ['甲', '2'],
          [SURPLUS_HEADING, '2'],
        ]),
      },
    ]);
    expect(await read('名称\t备注\n甲\t乙,丙\n')).toEqual([{ row: 2, cells: { 名称: '甲', 备注: '乙,丙' } }]);
  });

  it.each([
    ['', '空的', null],
    ['\n\n', '空的', null],
    ['名称,名称\n1,2\n', '第 1 列和第 2 列', 1],
    ['名称,备注\n甲,乙\n丙,"没有结束\n丁,戊\n', '引号没有配对', 3],
    [`名称\n${'长'.repeat(40_000)}\n`, '32767 个字符', 2],
    ['<html><table></table></html>', '网页', null],
    ['%PDF-1.7 something', '不是 .xlsx', null],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '.xls', null],
  ])('that is broken says how: %#', async (bytes, words, row) => {
    await expect(read(bytes, undefined, 5000)).rejects.toMatchObject({
      name: 'UnreadableFileError',
      message: expect.stringContaining(words),
      row,
    });
  });

  it('hands over the rows before the broken one', async () => {
    const rows: ImportRow[] = [];
    const reading = async (): Promise<void> => {
      for await (const row of readRows(Readable.from([Buffer.from('名称\n甲\n"乙')]))) rows.push(row);
    };
    await expect(reading()).rejects.toBeInstanceOf(UnreadableFileError);
    expect(rows).toEqual([{ row: 2, cells: { 名称: '甲' } }]);
  });

  it('passes on the error of a torn upload and lets go of one left early', async () => {
    const torn = new Readable({ read: () => undefined });
    torn.push('名称\n甲\n');
    setTimeout(() => torn.destroy(new Error('torn')), 20);
    await expect(read2(torn)).rejects.toThrow('torn');
    const endless = Readable.from(endlessCsv());
    for await (const row of readRows(endless)) if (row.row > 5) break;
    expect(endless.destroyed).toBe(true);
  });

  it('has limits', async () => {
    await expect(read('名称\n1\n2\n3\n', { limits: { rows: 2 } })).rejects.toThrow('2 行');
    await expect(read('一,二,三\n', { limits: { columns: 2 } })).rejects.toThrow('最多 2 列');
    await expect(read('x,y\n'.repeat(1 << 20), { limits: { fileBytes: 2 << 20 } }, 65536)).rejects.toThrow(
      '2 MB',
    );
  });
});

describe('a workbook', () => {
  it('is read from its first visible sheet: shared, inline and formula texts, numbers, booleans, gaps', async () => {
    const bytes = await workbook({
      shared:
        '<si><t>名称</t></si><si><r><t>分</t></r><r><t>段</t></r><rPh><t>fen</t></rPh></si><si><t>a_x000D_b &amp; c</t></si>',
      rows:
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>金额</t></is></c><c r="D1" t="str"><f>"x"</f><v>日期</v></c></row>' +
        '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>0.20000000000000001</v></c><c r="D3"><v>45322</v></c></row>' +
        '<row r="4"><c t="s"><v>2</v></c><c><v>410928190001010110</v></c><c r="D4" t="b"><v>1</v></c><c r="ZZ4"/></row>',
    });
    expect(await read(bytes, undefined, 1000)).toEqual([
      { row: 3, cells: { 名称: '分段', 金额: '0.2', 日期: '45322' } },
      { row: 4, cells: { 名称: 'a\rb & c', 金额: '4.109281900010101e+17', 日期: '是' } },
    ]);
  });

  it('may have prefixed elements and no row numbers', async () => {
    const bytes = await workbook({
      prefix: 'x:',
      rows:
        '<x:row><x:c t="inlineStr"><x:is><x:t>名称</x:t></x:is></x:c></x:row>' +
        '<x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row>',
    });
    expect(await read(bytes, { fileName: 'a.xlsx' }, 1000)).toEqual([{ row: 2, cells: { 名称: '甲' } }]);
  });

  it('that hides a bomb is refused before it is unpacked', async () => {
    const bytes = await workbook({ rows: `<row r="1"/>${' '.repeat(64 << 20)}` });
    expect(bytes.length).toBeLessThan(1 << 20);
    await expect(read(bytes, { limits: { unpackedBytes: 32 << 20 } }, 65536)).rejects.toThrow('32 MB');
  });

  it('that lies about the size of a part is refused while it is unpacked', async () => {
    const bytes = await workbook({ rows: `<row r="1"/>${' '.repeat(64 << 20)}` });
    const place = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    bytes.writeUInt32LE(1000, place + 24);
    await expect(read(bytes, { limits: { unpackedBytes: 32 << 20 } }, 65536)).rejects.toThrow('损坏');
  });

  it.each([
    ['cut off', async () => (await workbook({ rows: '' })).subarray(0, 300), '损坏'],
    ['a zip of something else', () => zipOf({ 'readme.txt': 'x' }), '损坏'],
    ['torn XML', () => workbook({ rows: '<row r="1"><c><v>1</row>' }), '损坏'],
    ['an entity that grows', () => workbook({ rows: '<row r="1"><c><v>&lol;</v></c></row>' }), '损坏'],
    ['a missing shared string', () => workbook({ rows: '<row r="1"><c t="s"><v>7</v></c></row>' }), '损坏'],
    ['1904 dates', () => workbook({ rows: '', properties: '<workbookPr date1904="1"/>' }), '1904'],
    ['rows out of order', () => workbook({ rows: '<row r="2"/><row r="1"/>' }), '损坏'],
    [
      'an endless cell',
      () => workbook({ rows: `<row><c t="str"><v>${'长'.repeat(99_999)}</v></c></row>` }),
      '字符',
    ],
  ])('that is broken (%s) says so', async (_, make, words) => {
    await expect(read(await make(), undefined, 1000)).rejects.toMatchObject({
      name: 'UnreadableFileError',
      message: expect.stringContaining(words),
    });
  });

  it('claimed by the name but not by the bytes is refused', async () => {
    await expect(read('名称\n甲\n', { fileName: 'a.xlsx' })).rejects.toThrow('不是 .xlsx');
  });

  it('can be left early', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `<row><c><v>${n}</v></c></row>`).join('');
    let last = 0;
    for await (const { row } of readRows(Readable.from([await workbook({ rows })]))) {
      last = row;
      if (row > 10) break;
    }
    expect(last).toBe(11);
  });
});

async function read2(stream: Readable): Promise<void> {
  for await (const row of readRows(stream)) expect(row.row).toBeGreaterThan(1);
}

function* endlessCsv(): Generator<Buffer> {
  yield Buffer.from('名称\n');
  for (;;) yield Buffer.from('甲\n'.repeat(100));
}
