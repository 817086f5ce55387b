import { describe, expect, it } from '@jest/globals';
import { COLUMNS, columnFinder, missingColumns } from '../../../src/modules/records/column.rules.js';
import { sampleRows } from '../../../src/modules/records/sample.rules.js';

describe('headings', () => {
  it('stand for one column each', () => {
    for (const format of ['cf', 'xk', 'entries'] as const) {
      const find = columnFinder(format);
      const headings = COLUMNS[format].flatMap(({ code, name, also }) => [code, name, ...also]);
      expect(new Set(headings).size).toBe(headings.length);
      for (const column of COLUMNS[format]) expect(find(column.name)).toBe(column);
    }
    expect(columnFinder('cf')('CF_FR_ZJHM')).toBeNull();
    expect(columnFinder('cf')('法定代表人证件号码')).toBeNull();
  });

  it('of another format are noticed', () => {
    const [licence = {}] = sampleRows('xk', 1);
    expect(missingColumns('cf', Object.keys(licence))).toContain('CF_WSH 行政处罚决定书文号');
    expect(missingColumns('xk', Object.keys(licence))).toEqual([]);
  });
});
