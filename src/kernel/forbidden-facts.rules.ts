import { HubError } from './errors.js';

/** What may not be collected about a person (Henan 45); the second half only with a written consent, which the hub has none of. */
export type ForbiddenTopic =
  | 'RELIGION'
  | 'GENES'
  | 'FINGERPRINTS'
  | 'BLOOD_TYPE'
  | 'ILLNESS'
  | 'INCOME'
  | 'DEPOSITS'
  | 'SECURITIES'
  | 'INSURANCE'
  | 'REAL_ESTATE'
  | 'TAX_PAID';

/** Where a text may not stand: the word it was known by (never the fact itself, which would be kept with the refusal). */
export interface ForbiddenFact {
  topic: ForbiddenTopic;
  word: string;
}

/** Whom a text is about. Of a person the bare word is enough; elsewhere only what tells the trait of somebody. */
export type AboutWhom = 'PERSON' | 'ANYBODY';

/**
 * What looks like a forbidden fact and is none: titles of laws, bodies, trades and goods, and what somebody did (a
 * false claim that food heals, income kept from the tax office). It is taken out of the text before it is looked at.
 */
const lawful: readonly RegExp[] = [
  /《[^《》]{1,60}(?:法|法典|条例|规定|办法|决定|细则|通知|意见|公约|解释|标准|规范|目录|制度)(?:\([^()]{1,20}\))?》/g,
  /(?:宗教|民族宗教|民宗)(?:事务)?(?:局|委员会|委|主管部门|管理部门|工作部门|厅)/g,
  /(?:歧视|侵犯|干涉|尊重|诋毁|侮辱)[^,。;、]{0,8}(?:宗教信仰|宗教|信仰)(?:自由|习俗)?/g,
  /(?:诚信|道德|法治|职业)信仰|信仰危机/g,
  /转基因/g,
  /(?:非法|违规|违法|擅自|未经[^,。;]{0,8}(?:同意|许可|批准))[^,。;]{0,12}(?:指纹|基因|血型|病历|病史|个人信息|生物识别信息)/g,
  /(?:基因|指纹|血型|疾病|病历|DNA)[^,。;]{0,4}(?:试剂|诊断|芯片|机构|公司|中心|实验室|产品|服务|业务|系统|设备|软件|仪|锁|考勤|打卡|机)/gi,
  /(?:疾病|传染病|职业病|慢性病|地方病|动物疫病)[^,。;]{0,2}(?:预防|防治|防控|控制|监测|危害)/g,
  /(?:宣称|声称|宣传|暗示|涉及|明示|标示|使用|夸大|吹嘘|虚构|谎称|号称)[^,。;]{0,24}(?:疾病|病症|癌症|治疗功能|患者)/g,
  /(?:书写|填写|篡改|伪造|隐匿|销毁|保管|出具|涂改|编造|变造|倒卖|泄露)[^,。;]{0,12}(?:病历|病史|病情|诊断证明)/g,
  /(?:动物|畜禽|生猪|家禽|植物|农作物|作物|树木)[^,。;]{0,4}(?:患病|病|疫)|患(?:有)?(?:疫)?病(?:的)?(?:动物|畜禽|生猪|家禽)/g,
  /病死|病害|病虫|病媒|疫病/g,
  /医疗(?:机构|保险|保障|救助|器械|废物|服务|卫生|广告|美容|事故)|(?:社会|养老|工伤|失业|生育|医疗|基本)保险|医保|社保|保险(?:公司|代理|经纪|业务|合同)/g,
  /(?:违法|非法|不法|经营|营业|销售|主营业务|业务|财政|集体|国有|行政性|事业|租金|门票|票款|土地出让|应税|免税|出口)(?:性|总|净)?(?:所得|收入)/g,
  /(?:隐瞒|瞒报|少报|少列|不列|虚报|谎报|虚构|虚增|伪造|转移|隐匿|藏匿|处分|变卖|截留|侵占|挪用|骗取|冒领|盗取|套取|骗购|冻结|查封|扣押|拍卖|腾退|强占|侵吞|非法占有|违规(?:买卖|持有|购买|占有|转让)|非法(?:买卖|持有|购买|占有|转让|经营))[^,。;]{0,14}(?:收入|存款|账户余额|股票|债券|证券|基金|理财|保险金|保单|不动产|房产|住房|房屋|土地使用权|财产)/g,
  /(?:吸收|揽储|揽收|办理|组织)[^,。;]{0,6}存款|存款(?:保险|准备金|利率|业务|类)/g,
  /(?:拖欠|欠付|欠发|克扣|未支付|未发放|不支付|未足额支付|补发|垫付|支付|发放)[^,。;]{0,16}(?:工资|薪资|薪酬|报酬|劳务费)(?:收入)?/g,
  /(?:少|未|不|欠|偷|逃|漏|骗|拒|追|补|应|拒不|逃避|抗|多|虚开|虚抵|限期|责令|催)[^,。;]{0,10}(?:纳税|缴纳|缴|税款|税额|税|扣缴)/g,
  /纳税(?:信用|申报|义务|人|服务|评估|评级|担保|检查)/g,
];

interface Mark {
  topic: ForbiddenTopic;
  /** Alternatives; what the error names is the group `word`, else the whole match. */
  pattern: RegExp;
}

const amount =
  '[约共计合为是有达:]{0,4}(?:人民币)?[\\d一二两三四五六七八九十百千万]{1,12}[\\d.,]{0,12}(?:余)?[万亿]?(?:余)?元';
const creed = '(?:佛|道|伊斯兰|基督|天主|东正|犹太|喇嘛|藏传佛|摩门)教';
const infection = '(?:艾滋病?|HIV|乙肝|丙肝|梅毒|结核病?|淋病|新冠|麻风)';

/** Tells a trait of somebody, whatever the text is about. */
const tellsOfSomebody: readonly Mark[] = [
  {
    topic: 'RELIGION',
    pattern: new RegExp(
      `(?<word>信仰|信奉|皈依|笃信)(?:的?宗教)?[为是系:]?${creed}|(?<word2>宗教信仰)[为是系:]|(?<word3>教徒|信徒|穆斯林)(?:身份|家庭)|(?:系|是|为|属)(?:${creed}|回教)(?<word4>徒|信徒|信众|教徒)|(?<word5>受洗|皈依)入?${creed}?`,
    ),
  },
  {
    topic: 'GENES',
    pattern:
      /(?<word>基因|DNA)(?:检测|测序|分型|比对|鉴定|突变|缺陷|序列|图谱|信息|数据|样本)?(?:结果|报告)?(?:显示|[为是系:]|阳性|阴性|存在|与其)|(?:携带|遗传)[^,。;]{0,8}(?<word2>基因)|(?:采集|提取|留存|录入)(?:了)?(?:其|本人|当事人|该人)[^,。;]{0,4}(?<word3>DNA|基因)/i,
  },
  {
    topic: 'FINGERPRINTS',
    pattern:
      /(?<word>指纹)(?:编号|特征|信息|数据|图像|模板|样本)?(?:[为是系:]|比对|吻合|一致|如下|与其)|(?:采集|提取|留存|录入|按捺)(?:了)?(?:其|本人|当事人|该人)?[^,。;]{0,4}(?<word2>指纹)/,
  },
  {
    topic: 'BLOOD_TYPE',
    pattern: /(?<word>血型)|(?:AB|[ABO]|RH阴性|RH阳性)(?<word2>型血)|RH(?<word3>[阴阳]性)/i,
  },
  {
    topic: 'ILLNESS',
    pattern: new RegExp(
      `(?<word>患有|身患|罹患|确诊|患上|诊断为)|(?<word2>患)(?!者|儿|难|得患失)[^,。;]{0,10}(?:病|症|癌|炎|瘤|艾滋|结核)|(?<word3>病史|病历号|住院号)|${infection}(?:病毒)?(?:抗体|抗原|核酸|检测|筛查)?(?:结果)?[为呈:]?(?<word4>阳性|感染者|携带者|病人)|(?<word5>因病)(?!虫|害|毒|死|变)|(?<word6>精神病|精神分裂|抑郁症|智力障碍)(?:人|患者|史|发作)|(?<word7>病情)(?:[为是系:]|严重|稳定|加重|诊断)`,
      'i',
    ),
  },
  {
    topic: 'INCOME',
    pattern: new RegExp(
      `(?:个人|家庭|本人|其|夫妻)(?:每?[月年]|工资|平均|总|纯|净|可支配)?(?<word>收入)${amount}|(?<word2>[月年]薪|月工资|工资收入|退休金)${amount}`,
    ),
  },
  { topic: 'DEPOSITS', pattern: /(?:个人|本人|家庭|名下|夫妻|其)[^,。;]{0,8}(?<word>存款)(?!类|业务)/ },
  {
    topic: 'SECURITIES',
    pattern: /(?:个人|本人|家庭|名下|夫妻)[^,。;]{0,8}(?<word>股票|债券|有价证券|理财产品|基金份额)/,
  },
  {
    topic: 'INSURANCE',
    pattern: /(?:个人|本人|家庭|名下|夫妻)[^,。;]{0,8}(?<word>商业保险|人寿保险|寿险|重疾险|医疗险|保单)/,
  },
  {
    topic: 'REAL_ESTATE',
    pattern:
      /(?:个人|本人|家庭|名下|夫妻)(?:现|共|登记|拥)?有[^,。;]{0,10}(?<word>不动产|房产|住房|房屋|商铺|别墅|车位)/,
  },
  {
    topic: 'TAX_PAID',
    pattern: new RegExp(
      `(?:个人|本人|家庭|其)[^,。;]{0,6}(?<word>纳税)(?:数额|金额|总额|额)|(?<word2>个人所得税|个税)(?:已缴|税额|数额|金额|纳税额)?${amount}`,
    ),
  },
];

/** Enough where the text is about a person and nothing else. */
const barePersonal: readonly Mark[] = [
  { topic: 'RELIGION', pattern: /宗教|信仰|信教|教徒|信徒|传教|教堂礼拜/ },
  { topic: 'GENES', pattern: /基因|DNA/i },
  { topic: 'FINGERPRINTS', pattern: /指纹/ },
  { topic: 'BLOOD_TYPE', pattern: /血型/ },
  { topic: 'ILLNESS', pattern: /疾病|病史|病历|病情|癌症|艾滋|HIV|精神病|抑郁症|传染病|性病/i },
  { topic: 'INCOME', pattern: new RegExp(`(?<word>收入)${amount}`) },
  { topic: 'DEPOSITS', pattern: new RegExp(`(?<word>存款|存款余额|账户余额|银行余额)${amount}`) },
  {
    topic: 'SECURITIES',
    pattern: /(?:持有|拥有|购买)(?:了)?[^,。;]{0,8}(?<word>股票|债券|有价证券|理财产品|基金份额)/,
  },
  {
    topic: 'INSURANCE',
    pattern: /(?:投保|购买|持有|拥有)(?:了)?[^,。;]{0,8}(?<word>商业保险|人寿保险|寿险|重疾险|医疗险|保单)/,
  },
  {
    topic: 'REAL_ESTATE',
    pattern:
      /(?:名下|拥有|持有)[^,。;]{0,8}(?<word>不动产|房产|住房|房屋|商铺|别墅|车位)|[\d一二两三四五六七八九十](?<word2>套)(?:房产|住房|商品房|房屋)/,
  },
  {
    topic: 'TAX_PAID',
    pattern: new RegExp(
      `(?<word>纳税)(?:数额|金额|总额|额)|(?<word2>缴纳|完税|已缴)[^,。;]{0,8}税款?${amount}`,
    ),
  },
];

export const marksOf = (about: AboutWhom): readonly Mark[] =>
  about === 'PERSON' ? [...tellsOfSomebody, ...barePersonal] : tellsOfSomebody;

/** Numbers, codes and dates, of which every request is full, are not looked at any further. */
const maySpeak = /\p{Script=Han}|[DＤ]\s*[NＮ]|[HＨ]\s*[IＩ]|[RＲ]\s*[HＨ]/iu;

/** The first forbidden fact in a text, or null. */
export const forbiddenFact = (text: string, about: AboutWhom): ForbiddenFact | null => {
  if (!maySpeak.test(text)) return null;
  const plain = plainOf(text);
  return mayTell.test(plain) ? factThroughout(plain, about) : null;
};

/**
 * One of these stands in whatever any mark finds. Where the text as it came has none, it has none without what is lawful
 * either (that only takes away, and leaves a comma), and need not be gone through phrase by phrase.
 */
const mayTell =
  /[教患病癌薪]|完税|纳税|所得税|个税|信徒|信众|信仰|穆斯林|受洗|皈依|基因|DNA|指纹|血型|型血|RH|确诊|诊断为|住院号|艾滋|HIV|乙肝|丙肝|梅毒|结核|新冠|麻风|精神分裂|抑郁症|智力障碍|收入|月工资|退休金|存款|余额|股票|债券|有价证券|理财产品|基金份额|商业保险|寿险|人寿保险|重疾险|医疗险|保单|不动产|房产|住房|商品房|房屋|商铺|别墅|车位|缴纳|已缴/i;

/** What a text in its one form tells, gone through phrase by phrase and mark by mark. */
export const factThroughout = (plain: string, about: AboutWhom): ForbiddenFact | null => {
  const left = withoutLawful(plain);
  for (const { topic, pattern } of marksOf(about)) {
    const found = pattern.exec(left);
    if (found) return { topic, word: wordOf(found) };
  }
  return null;
};

/** Throws when one stands in the text. */
export const refuseForbiddenFact = (field: string, text: string, about: AboutWhom): void => {
  const fact = forbiddenFact(text, about);
  if (fact === null) return;
  const { en } = forbiddenTopics[fact.topic];
  throw new HubError(
    'INADMISSIBLE_BASIS',
    `${field} seems to tell the ${en} of a person (“${fact.word}”), which is not stored (Henan 45). Say what was done and what was ` +
      'decided, leave this out and send it again.',
    { field, article: 'Henan 45' },
  );
};

/** Why a cell is refused, in the words of a rejected row. */
export const forbiddenCell = (text: string, about: AboutWhom): string | null => {
  const fact = forbiddenFact(text, about);
  return fact === null
    ? null
    : `似含自然人的${forbiddenTopics[fact.topic].zh}（“${fact.word}”），依《河南省社会信用条例》第四十五条不得采集，请只写违法行为和处理结果，删去该内容后重新报送。`;
};

export const forbiddenTopics: Readonly<Record<ForbiddenTopic, { en: string; zh: string }>> = {
  RELIGION: { en: 'religion', zh: '宗教信仰' },
  GENES: { en: 'genes', zh: '基因信息' },
  FINGERPRINTS: { en: 'fingerprints', zh: '指纹' },
  BLOOD_TYPE: { en: 'blood type', zh: '血型' },
  ILLNESS: { en: 'illness or medical history', zh: '疾病和病史' },
  INCOME: { en: 'income', zh: '收入' },
  DEPOSITS: { en: 'deposits', zh: '存款' },
  SECURITIES: { en: 'securities', zh: '有价证券' },
  INSURANCE: { en: 'commercial insurance', zh: '商业保险' },
  REAL_ESTATE: { en: 'real estate', zh: '不动产' },
  TAX_PAID: { en: 'tax paid', zh: '纳税数额' },
};

/** The one form of a text: half width, no white space nor invisible signs, by which a word could be hidden. */
export const plainOf = (text: string): string =>
  text.normalize('NFKC').replace(/[\s\u200B-\u200D\u2060\uFEFF\u00AD]/g, '');

/** A comma stands where something lawful stood, so that what is around it does not grow together. */
const withoutLawful = (text: string): string =>
  lawful.reduce((left, pattern) => left.replace(pattern, ','), text);

const wordOf = (found: RegExpExecArray): string =>
  Object.values(found.groups ?? {}).find((each) => each !== undefined) ?? found[0];
