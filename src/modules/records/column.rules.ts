/**
 * The columns of the files agencies send: 双公示 penalties (cf) and licences (xk), and list entries. A heading may be
 * the code, the Chinese name, or the code of the 2015 set; columns not named here are read past and never kept.
 */
export type FileFormat = 'cf' | 'xk' | 'entries';

/** Under this heading come the values of a row that has more cells than the heading row. */
export const SURPLUS_HEADING = '(表头之外)';

export interface Column {
  field: string;
  code: string;
  name: string;
  /** Other headings of the same column: older codes, shortened names. */
  also: string[];
  maxLength: number;
  /** A file without this column can't be of this format. */
  needed: boolean;
}

function column(
  field: string,
  code: string,
  name: string,
  maxLength: number,
  also: string[] = [],
  needed = false,
): Column {
  return { field, code, name, also, maxLength, needed };
}

/** The party of a decision. The legal representative's ID number (FR_ZJHM) is deliberately not a column here. */
function partyColumns(prefix: 'CF' | 'XK'): Column[] {
  const c = (suffix: string): string => `${prefix}_${suffix}`;
  // In the 2015 licence set the party's name is XK_XDR itself.
  const olderName = prefix === 'XK' ? ['XK_XDR'] : [];
  return [
    column('name', c('XDR_MC'), '行政相对人名称', 200, olderName, true),
    column('kind', c('XDR_LB'), '行政相对人类别', 16),
    column('code', c('XDR_SHXYM'), '行政相对人代码_1(统一社会信用代码)', 40, [
      '统一社会信用代码',
      '行政相对人代码_1',
    ]),
    column('registration', c('XDR_GSZC'), '行政相对人代码_2(工商注册号)', 50, [c('XDR_GSDJ'), '工商登记码']),
    column('organisationCode', c('XDR_ZZJG'), '行政相对人代码_3(组织机构代码)', 20, [
      c('XDR_ZDM'),
      '组织机构代码',
    ]),
    column('representative', prefix === 'XK' ? 'XK_FRDB' : 'CF_FRDB', '法定代表人', 50, [
      c('FR'),
      c('FDDB'),
      '法定代表人姓名',
    ]),
    column('idType', c('XDR_ZJLX'), '证件类型', 64),
    column('idNumber', c('XDR_ZJHM'), '证件号码', 64, [c('XDR_SFZ'), '居民身份证号', '身份证号码']),
  ];
}

/** Real files have no column for these; a row that has one overrides what the provider declared for the file. */
const DECLARED_COLUMNS: Column[] = [
  column('procedure', 'PROCEDURE', '适用程序', 20),
  column('finality', 'FINALITY', '是否终局', 20),
  column('minorRemedied', 'MINOR_REMEDIED', '轻微并已改正', 20),
];

const PENALTY_COLUMNS: Column[] = [
  ...partyColumns('CF'),
  column('documentNumber', 'CF_WSH', '行政处罚决定书文号', 128, ['决定书文号'], true),
  column('caseName', 'CF_CFMC', '处罚名称', 512, ['CF_AJMC', '案件名称']),
  column('violation', 'CF_WFXW', '违法行为类型', 2000),
  column('facts', 'CF_SY', '违法事实', 5000, ['处罚事由']),
  column('basis', 'CF_YJ', '处罚依据', 2000),
  column('category', 'CF_CFLB', '处罚类别', 100, ['CF_CFLB1', '处罚类别1']),
  column('category2', 'CF_CFLB2', '处罚类别2', 100),
  column('content', 'CF_NR', '处罚内容', 4000, ['CF_JG', '处罚结果']),
  column('fine', 'CF_NR_FK', '罚款金额（万元）', 30),
  column('confiscated', 'CF_NR_WFFF', '没收违法所得、没收非法财物的金额（万元）', 30),
  column('withdrawn', 'CF_NR_ZKDX', '暂扣或吊销证照名称及编号', 200),
  column('decidedOn', 'CF_JDRQ', '处罚决定日期', 40, ['作出行政处罚决定日期'], true),
  column('validUntil', 'CF_YXQ', '处罚有效期', 40, ['CF_JZQ', 'CF_JZRQ', '处罚截止期']),
  column('publishUntil', 'CF_GSJZQ', '公示截止期', 40, ['公示截止日期']),
  column('authorityName', 'CF_CFJG', '处罚机关', 200, ['CF_XZJG'], true),
  column('authorityCode', 'CF_CFJGDM', '处罚机关统一社会信用代码', 40),
  column('sourceName', 'CF_SJLY', '数据来源单位', 200),
  column('sourceCode', 'CF_SJLYDM', '数据来源单位统一社会信用代码', 40),
  column('remark', 'BZ', '备注', 4000),
  ...DECLARED_COLUMNS,
];

const LICENCE_COLUMNS: Column[] = [
  ...partyColumns('XK'),
  column('title', 'XK_XKWS', '行政许可决定文书名称', 200, ['XK_XMMC', '项目名称', '许可项目名称']),
  column('documentNumber', 'XK_WSH', '行政许可决定文书号', 128, ['行政许可决定书文号'], true),
  column('category', 'XK_XKLB', '许可类别', 256, ['XK_SPLB', '审批类别']),
  column('certificate', 'XK_XKZS', '许可证书名称', 200),
  column('certificateNumber', 'XK_XKBH', '许可编号', 64),
  column('content', 'XK_NR', '许可内容', 4000),
  column('decidedOn', 'XK_JDRQ', '许可决定日期', 40, [], true),
  column('validFrom', 'XK_YXQZ', '有效期自', 40),
  column('validUntil', 'XK_YXQZI', '有效期至', 40, ['XK_JZQ', '许可截止期', '许可截止日期']),
  column('authorityName', 'XK_XKJG', '许可机关', 200, ['XK_XZJG'], true),
  column('authorityCode', 'XK_XKJGDM', '许可机关统一社会信用代码', 40),
  column('sourceName', 'XK_LYDW', '数据来源单位', 200, ['XK_SJLY']),
  column('sourceCode', 'XK_LYDWDM', '数据来源单位统一社会信用代码', 40, ['XK_SJLYDM']),
  column('remark', 'BZ', '备注', 4000),
];

const ENTRY_COLUMNS: Column[] = [
  column('listCode', 'LIST_CODE', '名单代码', 64, [], true),
  column('name', 'XDR_MC', '主体名称', 200, [], true),
  column('kind', 'XDR_LB', '主体类别', 16),
  column('code', 'XDR_SHXYM', '统一社会信用代码', 40),
  column('idNumber', 'XDR_ZJHM', '证件号码', 64, ['身份证号码']),
  column('decisionNumber', 'DECISION_NUMBER', '决定文书号', 128, [], true),
  column('decidedOn', 'DECIDED_ON', '决定日期', 40, [], true),
  column('ground', 'GROUND', '列入事由', 2000, [], true),
  column('basis', 'BASIS', '依据', 2000, [], true),
  column('severity', 'SEVERITY', '严重程度', 20),
  column('validFrom', 'VALID_FROM', '有效期自', 40),
  column('validUntil', 'VALID_UNTIL', '有效期至', 40),
  column('proofUrl', 'PROOF_URL', '公布网址', 1000),
  column('responsible', 'RESPONSIBLE', '责任人', 1000),
  ...DECLARED_COLUMNS,
];

/** All columns of a format. */
export const COLUMNS: Record<FileFormat, readonly Column[]> = {
  cf: PENALTY_COLUMNS,
  xk: LICENCE_COLUMNS,
  entries: ENTRY_COLUMNS,
};

/** Columns only the 2015 set has; today's template goes without. */
const OLDER_FIELDS = new Set(['caseName', 'category2']);

/** The columns of a file that is written today, in order. */
export function templateColumns(format: FileFormat): Column[] {
  return COLUMNS[format].filter(({ field }) => !OLDER_FIELDS.has(field));
}

/** How a problem names a column: code and Chinese name. */
export function columnLabel(column: Column): string {
  return `${column.code} ${column.name}`;
}

/** Finds the column of a heading: the code, either name, or the code followed by a name. */
export function columnFinder(format: FileFormat): (heading: string) => Column | null {
  const byHeading = new Map<string, Column>();
  for (const each of COLUMNS[format]) {
    for (const heading of [each.code, each.name, ...each.also]) byHeading.set(normalized(heading), each);
  }
  return (heading) => {
    const text = normalized(heading);
    const code = /^[A-Z][A-Z0-9_]*/.exec(text)?.[0] ?? '';
    return byHeading.get(text) ?? byHeading.get(code) ?? null;
  };
}

/** The needed columns that no heading of the file stands for; empty when the file can be of this format. */
export function missingColumns(format: FileFormat, headings: readonly string[]): string[] {
  const find = columnFinder(format);
  const present = new Set(headings.map((heading) => find(heading)?.field));
  return COLUMNS[format].filter((each) => each.needed && !present.has(each.field)).map(columnLabel);
}

function normalized(heading: string): string {
  // Templates mark needed columns with a star.
  return heading
    .normalize('NFKC')
    .replace(/[\s*\uFEFF]/g, '')
    .toUpperCase();
}
