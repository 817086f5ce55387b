import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type ForbiddenTopic,
  factThroughout,
  forbiddenCell,
  forbiddenFact,
  forbiddenTopics,
  marksOf,
  plainOf,
  refuseForbiddenFact,
} from '../../src/kernel/forbidden-facts.rules.js';

/** Refused whatever the text is about: they tell a trait of somebody. */
const always: Record<ForbiddenTopic, string[]> = {
  RELIGION: ['该人信仰基督教', '当事人宗教信仰为佛教', '系伊斯兰教信徒，拒不履行', '负责人笃信天主教'],
  GENES: ['基因检测结果显示异常', 'DNA比对与其一致', '携带致病基因', '采集了其DNA'],
  FINGERPRINTS: ['指纹编号：0001', '提取当事人指纹并留存', '现场指纹与其吻合'],
  BLOOD_TYPE: ['血型为A型', '当事人系O型血', 'Rh阴性'],
  ILLNESS: [
    '当事人患有糖尿病',
    '身患重病未履行',
    '因病未能到庭',
    '既往病史：高血压',
    'HIV检测阳性',
    '系乙肝病毒携带者',
    '被诊断为肺结核',
    '患高血压症多年',
    '系精神病人',
    '牛某患有肺结核',
  ],
  INCOME: ['个人年收入约8万元', '家庭月收入5000元', '月薪12000元', '退休金3200元'],
  DEPOSITS: ['名下银行存款30万元', '其个人存款余额较高'],
  SECURITIES: ['名下股票市值10万元', '家庭持有理财产品'],
  INSURANCE: ['本人商业保险保额50万元', '名下保单三份'],
  REAL_ESTATE: ['名下有房产两套', '家庭现有住房一处', '夫妻共有商铺'],
  TAX_PAID: ['个人所得税12000元', '其年纳税额为3万元'],
};

/** Refused of a person, where the word alone is about that person. */
const ofPersons: [ForbiddenTopic, string][] = [
  ['RELIGION', '参加宗教活动'],
  ['RELIGION', '宗教教职人员资格认定'],
  ['GENES', '基因信息'],
  ['FINGERPRINTS', '核对指纹'],
  ['ILLNESS', '有疾病'],
  ['ILLNESS', '病历附后'],
  ['INCOME', '收入5万元'],
  ['DEPOSITS', '银行存款12万元'],
  ['SECURITIES', '持有上市公司股票'],
  ['INSURANCE', '购买重疾险'],
  ['REAL_ESTATE', '拥有商铺'],
  ['REAL_ESTATE', '有2套住房'],
  ['TAX_PAID', '纳税数额较大'],
  ['TAX_PAID', '2025年缴纳税款8000元'],
];

/** Lawful of anybody, persons too: what was done, under which law, by which trade. */
const lawful = [
  '有履行能力而拒不履行生效法律文书确定义务',
  '拖欠农民工工资120000元',
  '拖欠王某等12人工资收入共计86000元，经责令仍不支付',
  '逃避追缴欠税，欠缴增值税1203400.55元',
  '采取隐瞒收入手段，不缴、少缴税款120万元',
  '虚开增值税专用发票，税额合计30万元',
  '少缴个人所得税50000元',
  '未按规定期限办理纳税申报和报送纳税资料',
  '重大税收违法，应补税款2万元并处罚款1万元',
  '没收违法所得5000元，罚款2万元',
  '经营收入未入账',
  '非法行医，未取得医疗机构执业许可证擅自执业',
  '伪造病历骗取医保基金',
  '医师未按规定书写病历资料',
  '骗取医疗保险待遇12000元',
  '向患者收取红包',
  '广告宣称产品具有疾病治疗功能',
  '销售的食品标签涉及疾病预防、治疗功能',
  '违反《中华人民共和国传染病防治法》第三十条',
  '违反《中华人民共和国疾病预防控制条例》',
  '拒绝执行疾病预防控制机构的防控措施',
  '出售病死猪肉',
  '屠宰患病动物',
  '运输未经检疫的动物疫病易感动物',
  '经营转基因食品未按规定标示',
  '非法采集公民指纹等个人信息',
  '销售不合格指纹锁',
  '未经消费者同意收集指纹信息',
  '非法吸收公众存款',
  '转移名下存款规避执行',
  '隐瞒名下房产骗取保障性住房',
  '擅自转租公共租赁住房',
  '内幕交易，违规买卖股票',
  '骗取保险金',
  '招聘中歧视宗教信仰',
  '违反《宗教事务条例》第四十一条',
  '民族宗教事务局作出的行政处罚决定',
  '驾驶机动车超速',
  '虚假宣传',
  '纳税信用A级',
];

/** Lawful of organisations: the word is of their trade. */
const ofOrganisations = [
  '宗教活动场所未按规定公布财务收支',
  '基因检测服务许可',
  '疾病诊断试剂生产许可',
  '健康管理咨询、血站采供血',
  '年收入2000万元以上企业',
  '年度纳税额500万元，获评先进',
  '持有上市公司股票',
  '银行存款12万元被冻结',
  '房产中介未备案',
  '肿瘤医院、传染病医院设置审批',
  '精神病医院执业登记',
  '保险公司虚假理赔',
];

describe('a forbidden fact (Henan 45)', () => {
  const examples = Object.entries(always).flatMap(([topic, texts]) =>
    texts.map((text) => [topic as ForbiddenTopic, text] as const),
  );
  test.each(examples)('%s is found in “%s”, whoever it is about', (topic, text) => {
    expect(forbiddenFact(text, 'ANYBODY')?.topic).toBe(topic);
    expect(forbiddenFact(text, 'PERSON')?.topic).toBe(topic);
  });

  test.each(ofPersons)('%s is found in “%s” about a person', (topic, text) => {
    expect(forbiddenFact(text, 'PERSON')?.topic).toBe(topic);
  });

  test.each(lawful)('is not seen in “%s”', (text) => {
    expect(forbiddenFact(text, 'PERSON')).toBeNull();
    expect(forbiddenFact(text, 'ANYBODY')).toBeNull();
  });

  test.each(ofOrganisations)('is not seen in “%s” of an organisation', (text) => {
    expect(forbiddenFact(text, 'ANYBODY')).toBeNull();
  });

  it('is found in any surroundings and any disguise, also behind a lawful text', () => {
    const disguise = fc.constantFrom('', ' ', '\u3000', '\u200b', '\u2060', '\n');
    const [texts, before] = [examples.map(([, text]) => text), lawful];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.constantFrom(...before), disguise, (text, lead, gap) => {
        const disguised = [...text].join(gap);
        expect(forbiddenFact(`${lead}。${disguised}。`, 'ANYBODY')).not.toBeNull();
      }),
    );
  });

  it('is not made by putting lawful texts together', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lawful), { maxLength: 6 }), (texts) => {
        expect(forbiddenFact(texts.join('；'), 'PERSON')).toBeNull();
      }),
    );
  });

  it('is what going through the whole text finds, whatever is put together', () => {
    const texts = [...Object.values(always).flat(), ...ofPersons.map(([, text]) => text), ...lawful];
    const piece = fc
      .tuple(fc.constantFrom(...texts, ...ofOrganisations), fc.nat(20), fc.nat(20))
      .map(([text, from, length]) => text.slice(from, from + length + 1));
    const sign = fc.constantFrom(',', '。', '、', '5', '万元', ' ', '业务', '不', 'DNA', 'Rh');
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, sign), { maxLength: 12 }),
        fc.constantFrom('PERSON' as const, 'ANYBODY' as const),
        (pieces, about) => {
          const text = pieces.join('');
          expect(forbiddenFact(text, about)).toEqual(factThroughout(plainOf(text), about));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test.each(marksOf('PERSON').map((mark, n) => [`${mark.topic} ${n}`, mark.pattern] as const))(
    'of %s is found in every text its mark describes',
    (_, { source }) => {
      const plainly = source.replace(/\(\?<\w+>/g, '(?:').replace(/\(\?![^()]*\)/g, '');
      fc.assert(
        fc.property(fc.stringMatching(new RegExp(`^(?:${plainly})$`)), (text) => {
          const plain = plainOf(text);
          expect(forbiddenFact(plain, 'PERSON')).toEqual(factThroughout(plain, 'PERSON'));
        }),
        { numRuns: 300 },
      );
    },
  );

  it('is told by its word, field and article and what to do, never by itself', () => {
    const told = (call: () => void) => {
      try {
        call();
      } catch (error) {
        return error as { message: string; extensions: Record<string, unknown> };
      }
      throw new Error('nothing was refused');
    };
    const error = told(() => refuseForbiddenFact('input.detail', '其身患糖尿病已三年', 'ANYBODY'));
    expect(error.extensions).toMatchObject({
      code: 'INADMISSIBLE_BASIS',
      field: 'input.detail',
      article: 'Henan 45',
    });
    expect(error.message).toContain('“身患”');
    expect(error.message).toContain('leave this out');
    expect(error.message).not.toContain('糖尿病');
    const cell = forbiddenCell('其身患糖尿病已三年', 'ANYBODY');
    expect(cell).toContain('第四十五条');
    expect(cell).not.toContain('糖尿病');
    for (const [topic, texts] of Object.entries(always))
      expect(forbiddenCell(texts[0]!, 'ANYBODY')).toContain(forbiddenTopics[topic as ForbiddenTopic].zh);
  });

  it('is looked for in any text without a fault, however long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        forbiddenFact(text, 'PERSON');
      }),
    );
    const long = ['患', '名下', '年收入', '未', '信仰', '非法', '《'].map((each) => each.repeat(10_000));
    for (const text of long) expect(() => forbiddenFact(text, 'PERSON')).not.toThrow();
  });
});
