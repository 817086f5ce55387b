import { organisationCodeCheckDigit, unifiedCodeCheckDigit } from '../../kernel/codes.js';

/** The words the invented rows are made of: real laws and agencies' fields, but no real company or person. */

export interface SampleAgency {
  /** Invented: the body begins with YB (样本), which no issued organisation code of an agency does. */
  code: string;
  name: string;
}

export interface SampleOffence {
  /** Of a county agency, by its place in `sampleAgencies`. */
  agency: number;
  /** How the agency abbreviates itself in document numbers. */
  mark: string;
  by: 'ORGANISATION' | 'PERSON';
  violation: string;
  facts: string;
  basis: string;
  fineFrom: number;
  fineTo: number;
}

/** A unified code for a body of eight characters, both check digits right. */
export function sampleCode(authority: '11' | '91' | '92', body: string): string {
  const first17 = `${authority}410928${body}${organisationCodeCheckDigit(body)}`;
  return first17 + unifiedCodeCheckDigit(first17);
}

/** The agencies of the samples and of the demo. */
export const sampleAgencies: readonly SampleAgency[] = [
  '濮阳县税务局',
  '濮阳县市场监督管理局',
  '濮阳县住房和城乡建设局',
  '濮阳县人力资源和社会保障局',
  '濮阳县应急管理局',
  '濮阳县生态环境局',
  '濮阳县农业农村局',
  '濮阳县行政审批和政务信息管理局',
].map((name, index) => ({ name, code: sampleCode('11', `YB${String(index + 1).padStart(6, '0')}`) }));

function offence(
  agency: number,
  mark: string,
  by: SampleOffence['by'],
  fine: [number, number],
  violation: string,
  facts: string,
  basis: string,
): SampleOffence {
  return { agency, mark, by, violation, facts, basis, fineFrom: fine[0], fineTo: fine[1] };
}

export const OFFENCES: readonly SampleOffence[] = [
  offence(
    0,
    '濮县税罚',
    'ORGANISATION',
    [200, 2000],
    '未按期申报',
    '未按规定期限办理纳税申报和报送纳税资料。',
    '《中华人民共和国税收征收管理法》第六十二条',
  ),
  offence(
    0,
    '濮县税罚',
    'ORGANISATION',
    [3000, 80000],
    '少缴税款',
    '在账簿上少列收入，少缴应纳税款。',
    '《中华人民共和国税收征收管理法》第六十三条',
  ),
  offence(
    1,
    '濮县市监处罚',
    'ORGANISATION',
    [2000, 50000],
    '食品经营违法',
    '未按规定建立并遵守进货查验记录制度。',
    '《中华人民共和国食品安全法》第一百二十六条',
  ),
  offence(
    2,
    '濮县建罚',
    'ORGANISATION',
    [20000, 300000],
    '工程质量违法',
    '施工中使用不合格的建筑材料，\n未按照工程设计图纸施工。',
    '《建设工程质量管理条例》第六十四条',
  ),
  offence(
    3,
    '濮县人社罚',
    'ORGANISATION',
    [50000, 100000],
    '未保障农民工工资',
    '施工总承包单位未按规定开设、使用“农民工工资专用账户”。',
    '《保障农民工工资支付条例》第五十五条',
  ),
  offence(
    4,
    '濮县应急罚',
    'ORGANISATION',
    [10000, 100000],
    '安全生产违法',
    '未按照规定对从业人员进行安全生产教育和培训。',
    '《中华人民共和国安全生产法》第九十七条',
  ),
  offence(
    5,
    '濮县环罚',
    'ORGANISATION',
    [100000, 300000],
    '大气污染',
    '超过大气污染物排放标准排放大气污染物。',
    '《中华人民共和国大气污染防治法》第九十九条',
  ),
  offence(
    1,
    '濮县市监处罚',
    'PERSON',
    [500, 8000],
    '无照经营',
    '未依法取得营业执照从事经营活动。',
    '《无证无照经营查处办法》第十三条',
  ),
  offence(
    5,
    '濮县环罚',
    'PERSON',
    [500, 2000],
    '露天焚烧',
    '在禁烧区域露天焚烧秸秆。',
    '《中华人民共和国大气污染防治法》第一百一十九条',
  ),
  offence(
    4,
    '濮县应急罚',
    'PERSON',
    [2000, 20000],
    '烟花爆竹违法',
    '未经许可经营烟花爆竹制品。',
    '《烟花爆竹安全管理条例》第三十六条',
  ),
];

export const LICENCES: readonly {
  agency: number;
  mark: string;
  title: string;
  certificate: string;
  content: string;
}[] = [
  {
    agency: 1,
    mark: '濮县市监许',
    title: '食品经营许可决定书',
    certificate: '食品经营许可证',
    content: '准予从事热食类食品制售。',
  },
  {
    agency: 2,
    mark: '濮县建许',
    title: '建筑工程施工许可决定书',
    certificate: '建筑工程施工许可证',
    content: '准予样例厂房一期工程施工。',
  },
  {
    agency: 5,
    mark: '濮县环许',
    title: '排污许可决定书',
    certificate: '排污许可证',
    content: '准予按许可证载明的种类和总量排放污染物。',
  },
  {
    agency: 7,
    mark: '濮县审许',
    title: '人力资源服务许可决定书',
    certificate: '人力资源服务许可证',
    content: '准予开展职业中介活动。',
  },
];

/** Every company carries 样例 in its name, so that no row can be taken for a real one. */
export const TRADE_NAME_FIRST = [...'晨露墨云晴松竹枫溪岚禾穗蓝橙青白星月山海'];
export const TRADE_NAME_SECOND = [...'帆屿岭原川泽杉桐荷雁鹭鲸雪虹舟桥灯笺砚琴'];
export const TRADES = [
  '食品',
  '建材',
  '商贸',
  '纺织',
  '机械',
  '物流',
  '农业科技',
  '建筑工程',
  '环保设备',
  '家居',
  '电子',
  '餐饮管理',
  '粮油',
  '印务',
  '石化配件',
];
export const TOWNS = [
  '城关',
  '柳屯',
  '文留',
  '庆祖',
  '八公桥',
  '徐镇',
  '户部寨',
  '鲁河',
  '子岸',
  '胡状',
  '王称堌',
  '梁庄',
];

export const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
/** Given names made of 样 and a sign of the old calendar: readable, and nobody's. */
export const GIVEN_SIGNS = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'];
