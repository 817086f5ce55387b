import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quoted } from '../../../src/modules/records/cell.rules.js';
import { COLUMNS } from '../../../src/modules/records/column.rules.js';
import type { Declared, MapOptions } from '../../../src/modules/records/disclosure.rules.js';
import { entryMapper, missingColumns, recordMapper } from '../../../src/modules/records/disclosure.rules.js';
import { SURPLUS_HEADING } from '../../../src/modules/records/import.reader.js';
import { sampleRows } from '../../../src/modules/records/sample.rules.js';

const ID_NUMBER = '11010519491231002X';
const PILOT_CODE = '91350211M0000XUF46';
const declared: Declared = { procedure: 'ORDINARY', finality: 'FINAL', minorRemedied: false };
const options: MapOptions = { registryConfirmed: false, declared, today: '2026-11-23' };

const [ORGANISATION = {}] = sampleRows('cf', 1);
const PERSON = [...sampleRows('cf', 24)][23] ?? {};
const [ENTRY = {}] = sampleRows('entries', 1);

function problemsOf(cells: Record<string, string>, overrides: Partial<MapOptions> = {}): string[] {
  const outcome = recordMapper('cf', { ...options, ...overrides })(cells);
  return outcome.ok ? [] : outcome.problems.map(({ column, problem }) => `${column}：${problem}`);
}

function valueOf(cells: Record<string, string>, overrides: Partial<MapOptions> = {}) {
  const outcome = recordMapper('cf', { ...options, ...overrides })(cells);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome;
}

describe('a penalty', () => {
  it('is read by codes, by Chinese names, and by both in one heading', () => {
    const byName: Record<string, string> = {};
    const byBoth: Record<string, string> = {};
    for (const { code, name } of COLUMNS.cf) {
      byName[name] = ORGANISATION[code] ?? '';
      byBoth[`*${code}（${name}）`] = ORGANISATION[code] ?? '';
    }
    expect(valueOf(byName)).toEqual(valueOf(ORGANISATION));
    expect(valueOf(byBoth)).toEqual(valueOf(ORGANISATION));
    expect(valueOf(ORGANISATION).value).toMatchObject({
      kind: 'PENALTY',
      subject: { kind: 'LEGAL_PERSON', idNumber: null, codeWarning: null },
      responsiblePersons: [{ role: '法定代表人' }],
      declared,
    });
  });

  it('is read with the codes of 2015', () => {
    const cells = {
      CF_WSH: '濮县税罚〔2016〕1号',
      CF_CFMC: '未按期申报案',
      CF_CFLB1: '罚款',
      CF_CFLB2: '警告',
      CF_SY: '未按期申报',
      CF_YJ: '《中华人民共和国税收征收管理法》第六十二条',
      CF_XDR_MC: '濮阳县样例晨帆食品有限公司',
      CF_XDR_SHXYM: ORGANISATION['CF_XDR_SHXYM'] ?? '',
      CF_XDR_ZDM: 'YB1000000',
      CF_XDR_SFZ: ID_NUMBER,
      CF_FR: '赵样甲',
      CF_JG: '罚款200元',
      CF_JDRQ: '2016/3/1',
      CF_XZJG: '濮阳县税务局',
      CF_ZT: '0',
    };
    expect(missingColumns('cf', Object.keys(cells))).toEqual([]);
    const { value } = valueOf(cells);
    expect(value).toMatchObject({
      title: '未按期申报案',
      category: '罚款、警告',
      content: '罚款200元',
      decidedOn: '2016-03-01',
      authorityName: '濮阳县税务局',
      subject: { kind: 'LEGAL_PERSON', idNumber: null },
      responsiblePersons: [{ name: '赵样甲', role: '法定代表人' }],
    });
    const person = valueOf({
      ...cells,
      CF_XDR_MC: '钱样乙',
      CF_XDR_SHXYM: '',
      CF_XDR_ZDM: '',
      CF_FR: '',
    }).value;
    expect(person.subject).toMatchObject({ kind: 'NATURAL_PERSON', code: null, idNumber: ID_NUMBER });
  });

  it('is warned of when its amount looks like yuan', () => {
    const cells = { ...ORGANISATION, CF_NR: '罚款2000元。', CF_NR_FK: '2000' };
    expect(valueOf(cells).warnings).toEqual([expect.stringContaining('20000000.00 元')]);
    expect(valueOf({ ...cells, CF_NR_FK: '0.2' })).toMatchObject({
      warnings: [],
      value: { fineYuan: '2000.00' },
    });
  });

  it('never keeps the ID number of a representative, nor shows one in a text', () => {
    const { value, warnings } = valueOf({
      ...ORGANISATION,
      CF_FR_ZJHM: ID_NUMBER,
      法定代表人证件号码: ID_NUMBER,
      CF_XDR_ZJHM: ID_NUMBER,
      CF_SY: `经办人（身份证号${ID_NUMBER}）未按期申报`,
      宗教信仰: '无',
    });
    expect(JSON.stringify(value)).not.toContain(ID_NUMBER);
    expect(value.facts).toBe('经办人（身份证号110*************2X）未按期申报');
    expect(warnings).toEqual([expect.stringContaining('CF_SY 违法事实')]);
  });

  it('never repeats an ID number in a problem, whichever column it slipped into', () => {
    fc.assert(
      fc.property(fc.constantFrom(...COLUMNS.cf), fc.constantFrom(ORGANISATION, PERSON), (column, cells) => {
        const outcome = recordMapper('cf', options)({ ...cells, [column.code]: ID_NUMBER });
        const told = outcome.ok ? JSON.stringify(outcome.warnings) : JSON.stringify(outcome.problems);
        expect(told).not.toContain('19491231');
        if (outcome.ok && column.field !== 'idNumber')
          expect(JSON.stringify(outcome.value)).not.toContain(ID_NUMBER);
      }),
      { numRuns: 300 },
    );
    expect(quoted(`2024-01-31 ${ID_NUMBER}`)).not.toContain('1949');
  });

  it('tells everything that is wrong, each with its column', () => {
    const problems = problemsOf({
      ...ORGANISATION,
      CF_XDR_MC: '',
      CF_XDR_SHXYM: '123',
      CF_NR_FK: '多',
      CF_JDRQ: '昨天',
    });
    expect(problems).toHaveLength(4);
    for (const column of [
      'CF_XDR_MC 行政相对人名称',
      'CF_XDR_SHXYM 行政相对人代码_1',
      'CF_NR_FK 罚款金额（万元）',
      'CF_JDRQ 处罚决定日期',
    ]) {
      expect(problems.join()).toContain(column);
    }
  });

  it('takes a code that fails its check digit only on the word of the registry', () => {
    const cells = { ...ORGANISATION, CF_XDR_SHXYM: PILOT_CODE };
    expect(problemsOf(cells)).toEqual([expect.stringContaining('校验码不符')]);
    const { value, warnings } = valueOf(cells, { registryConfirmed: true });
    expect(value.subject).toMatchObject({
      code: PILOT_CODE,
      codeWarning: expect.stringContaining('登记机关'),
    });
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['a person without ID number', { ...PERSON, CF_XDR_ZJHM: '' }, '第十六条'],
    ['a person with a passport', { ...PERSON, CF_XDR_ZJLX: '护照' }, '居民身份证'],
    [
      'a person with a unified code',
      { ...PERSON, CF_XDR_SHXYM: ORGANISATION['CF_XDR_SHXYM'] ?? '' },
      '个体工商户',
    ],
    ['an organisation without code', { ...ORGANISATION, CF_XDR_SHXYM: '' }, '唯一标识'],
    [
      'an ID number as unified code',
      { ...ORGANISATION, CF_XDR_SHXYM: '440524188001010014' },
      '身份证号码，不是',
    ],
    ['an ID number as name', { ...PERSON, CF_XDR_MC: ID_NUMBER }, '错列'],
    ['an ID number as document number', { ...PERSON, CF_WSH: `罚${ID_NUMBER}` }, '错列'],
    ['a number a spreadsheet cut', { ...PERSON, CF_XDR_ZJHM: '4.10928E+17' }, '末几位已丢失'],
    ['a shifted row', { ...ORGANISATION, [SURPLUS_HEADING]: '1' }, '错位'],
    ['mojibake', { ...ORGANISATION, CF_SY: '未\uFFFD申报' }, '乱码'],
    ['a failed formula', { ...ORGANISATION, CF_SY: '#REF!' }, '公式出错'],
    ['a day ahead', { ...ORGANISATION, CF_JDRQ: '2026-11-24' }, '晚于今天'],
    ['a term that ends before it begins', { ...ORGANISATION, CF_YXQ: '2001-01-01' }, '早于'],
    ['an unknown kind', { ...ORGANISATION, CF_XDR_LB: 'constructor' }, '无法识别'],
    ['a text too long', { ...ORGANISATION, CF_WSH: '号'.repeat(129) }, '最多 128 个字'],
  ])('about %s is refused', (_, cells, words) => {
    expect(problemsOf(cells as Record<string, string>)).toEqual([expect.stringContaining(words)]);
  });

  it('knows a sole trader by the code, and keeps no ID number of one', () => {
    const cells = { ...ORGANISATION, CF_XDR_SHXYM: '92410928YB1000016X', CF_XDR_ZJHM: ID_NUMBER };
    const { value } = valueOf(cells, { registryConfirmed: true });
    expect(value.subject).toMatchObject({ kind: 'SOLE_TRADER', idNumber: null });
    expect(value.responsiblePersons[0]?.role).toBe('经营者');
  });

  it('declares in its row over what the file declares', () => {
    const open = valueOf({ ...PERSON, PROCEDURE: '简易程序', FINALITY: '否', MINOR_REMEDIED: '是' }).value;
    expect(open.declared).toEqual({ procedure: 'SIMPLIFIED', finality: 'OPEN', minorRemedied: true });
    const file: Declared = { procedure: 'SIMPLIFIED', finality: 'OPEN', minorRemedied: true };
    const blank = { ...PERSON, PROCEDURE: '', FINALITY: '', MINOR_REMEDIED: '' };
    expect(valueOf(blank, { declared: file }).value.declared).toEqual(file);
    expect(problemsOf({ ...PERSON, FINALITY: '不详' })).toEqual([
      expect.stringContaining('FINALITY 是否终局'),
    ]);
  });
});

describe('a licence', () => {
  it('is read with both sets of codes', () => {
    const [cells = {}] = sampleRows('xk', 1);
    const map = recordMapper('xk', options);
    expect(map(cells)).toMatchObject({ ok: true, value: { kind: 'LICENCE', fineYuan: null, declared } });
    const older = map({
      XK_WSH: '濮县市监许〔2016〕1号',
      XK_XMMC: '食品经营许可',
      XK_SPLB: '普通',
      XK_NR: '热食类食品制售',
      XK_XDR: '濮阳县样例晨帆食品有限公司',
      XK_XDR_SHXYM: cells['XK_XDR_SHXYM'] ?? '',
      XK_FR: '赵样甲',
      XK_JDRQ: '42430',
      XK_JZQ: '长期',
      XK_XZJG: '濮阳县市场监督管理局',
    });
    expect(older).toMatchObject({
      ok: true,
      value: { title: '食品经营许可', decidedOn: '2016-03-01', validUntil: null, category: '普通' },
    });
  });
});

describe('a list entry', () => {
  const map = entryMapper(options);

  it('names those responsible (Henan 35)', () => {
    const outcome = map({
      ...ENTRY,
      RESPONSIBLE: '赵样甲（法定代表人）；钱样乙(实际控制人)、孙样丙',
      SEVERITY: '严重',
    });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        severity: 'SERIOUS',
        responsiblePersons: [
          { name: '赵样甲', role: '法定代表人' },
          { name: '钱样乙', role: '实际控制人' },
          { name: '孙样丙', role: '直接责任人' },
        ],
      },
    });
  });

  it('without severity is general, with a warning', () => {
    expect(map({ ...ENTRY, SEVERITY: '' })).toMatchObject({
      ok: true,
      value: { severity: 'GENERAL' },
      warnings: [expect.stringContaining('SEVERITY 严重程度')],
    });
  });

  it.each([
    ['PROOF_URL', 'javascript:alert(1)'],
    ['LIST_CODE', ''],
    ['VALID_UNTIL', '2020-01-01'],
  ])('with a wrong %s is refused', (column, value) => {
    expect(map({ ...ENTRY, [column]: value })).toMatchObject({
      ok: false,
      problems: [{ column: expect.stringContaining(column) }],
    });
  });
});
