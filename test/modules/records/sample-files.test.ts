import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import type { Declared, ParsedRecord } from '../../../src/modules/records/disclosure.rules.js';
import {
  entryMapper,
  inadmissible,
  missingColumns,
  recordMapper,
} from '../../../src/modules/records/disclosure.rules.js';
import type { ImportRow } from '../../../src/modules/records/import.reader.js';
import { readRows } from '../../../src/modules/records/import.reader.js';
import { sampleAgencies, sampleRows } from '../../../src/modules/records/sample.rules.js';
import { writeSampleCsv, writeSampleWorkbook } from '../../../src/modules/records/sample.writer.js';

/**
 * The shipped samples are what the generator writes, and what the reader and the rules take in.
 */
const declared: Declared = { procedure: 'ORDINARY', finality: 'FINAL', minorRemedied: false };
const options = { registryConfirmed: false, declared, today: '2026-11-23' };

async function written(write: (stream: Writable) => Promise<void>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await write(stream);
  return Buffer.concat(chunks);
}

async function rowsOf(path: string): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  for await (const row of readRows(createReadStream(path), { fileName: path })) rows.push(row);
  return rows;
}

describe('samples/penalties-200.csv', () => {
  it('is what the generator writes', async () => {
    const bytes = await written((stream) => writeSampleCsv(stream, 'cf', 200));
    expect(bytes.equals(await readFile('samples/penalties-200.csv'))).toBe(true);
  });

  it('is taken in row by row without a warning, and shows the refusals of Henan 13 and 20(2)', async () => {
    const rows = await rowsOf('samples/penalties-200.csv');
    expect(missingColumns('cf', Object.keys(rows[0]?.cells ?? {}))).toEqual([]);
    const map = recordMapper('cf', options);
    const records: ParsedRecord[] = rows.map(({ cells }) => {
      const outcome = map(cells);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      expect(outcome.warnings).toEqual([]);
      return outcome.value;
    });
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 200 }, (_, index) => index + 2));
    expect(records.filter(({ subject }) => subject.kind === 'NATURAL_PERSON')).toHaveLength(20);
    const articles = records.map((record) => inadmissible(record.declared, record.subject.kind)?.article);
    expect(articles.filter((article) => article === 'Henan 13')).toHaveLength(7);
    expect(articles.filter((article) => article === 'Henan 20(2)')).toHaveLength(5);
    expect(new Set(records.map(({ documentNumber }) => documentNumber)).size).toBe(200);
  });
});

describe('samples/penalties-broken.csv', () => {
  it('is GBK and what the generator writes', async () => {
    const bytes = await written((stream) =>
      writeSampleCsv(stream, 'cf', 30, { broken: true, encoding: 'gbk' }),
    );
    expect(bytes.equals(await readFile('samples/penalties-broken.csv'))).toBe(true);
    expect(iconv.decode(bytes, 'gbk')).toContain('行政相对人名称');
  });

  it('has every second row refused, each for another reason, with its row number', async () => {
    const map = recordMapper('cf', options);
    const outcomes = (await rowsOf('samples/penalties-broken.csv')).map(({ row, cells }) => ({
      row,
      outcome: map(cells),
    }));
    const refused = outcomes.filter(({ outcome }) => !outcome.ok);
    expect(refused.map(({ row }) => row)).toEqual(Array.from({ length: 15 }, (_, n) => 2 * n + 3));
    const reasons = refused.map(({ outcome }) => (outcome.ok ? '' : JSON.stringify(outcome.problems)));
    expect(new Set(reasons).size).toBe(15);
    for (const { outcome } of refused) expect(outcome.ok || outcome.problems).toHaveLength(1);
    expect(reasons.join()).not.toMatch(/\d{14}/);
  });
});

describe('samples/red-list-50', () => {
  it('is the same as workbook and as CSV, all taken in', async () => {
    const workbook = await rowsOf('samples/red-list-50.xlsx');
    const csv = await rowsOf('samples/red-list-50.csv');
    expect(workbook).toEqual(csv);
    expect(workbook).toHaveLength(50);
    const map = entryMapper(options);
    for (const { cells } of workbook) {
      expect(map(cells)).toMatchObject({
        ok: true,
        warnings: [],
        value: { listCode: 'RED-TAX-A', responsiblePersons: [{ role: '法定代表人' }] },
      });
    }
  });

  it('is what the generator writes', async () => {
    const bytes = await written((stream) => writeSampleCsv(stream, 'entries', 50));
    expect(bytes.equals(await readFile('samples/red-list-50.csv'))).toBe(true);
    expect((await written((stream) => writeSampleWorkbook(stream, 'entries', 50))).length).toBeGreaterThan(
      1000,
    );
  });
});

describe('sample rows', () => {
  it('are valid in every format, whatever the seed', () => {
    for (const seed of [1, 2, 77]) {
      const penalties = recordMapper('cf', options);
      for (const cells of sampleRows('cf', 1000, { seed })) expect(penalties(cells).ok).toBe(true);
      const licences = recordMapper('xk', options);
      for (const cells of sampleRows('xk', 300, { seed })) expect(licences(cells).ok).toBe(true);
      const entries = entryMapper(options);
      for (const cells of sampleRows('entries', 300, { seed })) expect(entries(cells).ok).toBe(true);
    }
  });

  it('are refused in every second row when broken', () => {
    for (const format of ['cf', 'xk', 'entries'] as const) {
      const map = format === 'entries' ? entryMapper(options) : recordMapper(format, options);
      const outcomes = [...sampleRows(format, 60, { broken: true })].map((cells) => map(cells).ok);
      expect(outcomes).toEqual(outcomes.map((_, index) => index % 2 === 0));
    }
  });

  it('depend on the seed and the row only', () => {
    const first = [...sampleRows('cf', 10, { seed: 5 })];
    expect([...sampleRows('cf', 20, { seed: 5 })].slice(0, 10)).toEqual(first);
    expect([...sampleRows('cf', 10, { seed: 6 })]).not.toEqual(first);
  });

  it('give one company one code, and agencies codes of their own', () => {
    const names = new Map<string, string>();
    for (const cells of sampleRows('entries', 20_000)) {
      const name = names.get(cells['XDR_SHXYM'] ?? '') ?? cells['XDR_MC'];
      expect(cells['XDR_MC']).toBe(name);
      names.set(cells['XDR_SHXYM'] ?? '', name ?? '');
    }
    expect(new Set(names.values()).size).toBe(names.size);
    for (const { code } of sampleAgencies) expect(code).toMatch(/^11410928YB0000\d{2}[0-9X]/);
  });
});
