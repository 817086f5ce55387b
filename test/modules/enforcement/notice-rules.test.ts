import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DocumentContent } from '../../../src/modules/documents/content.rules.js';
import {
  type ListingFacts,
  type MeasureFacts,
  type NoticeFrame,
  addressed,
  assertSameReason,
  assertServiceDay,
  channels,
  listingNotice,
  measureNotice,
  rightsOfListed,
} from '../../../src/modules/enforcement/notice.rules.js';

const contact = {
  phone: '0393-1',
  email: 'a@b.example',
  website: 'https://c.example',
  wechat: '信用号',
  counter: '大厅一楼',
};
const frame = (changes: Partial<NoticeFrame> = {}): NoticeFrame => ({
  addressee: { name: '样例公司', isPerson: false, unifiedCode: '91410928YB90000015', idNumberMasked: null },
  reason: '情节严重的理由',
  contact,
  repairPath: ['公布满六个月可以申请修复', '需要信用承诺书'],
  today: '2026-03-16',
  toldOn: null,
  ...changes,
});
const listing = (changes: Partial<ListingFacts> = {}): ListingFacts => ({
  number: 'E20260316-AAAA',
  list: '严重违法失信名单',
  colour: 'BLACK',
  noticeDays: 7,
  termMonths: 36,
  identifiedBy: '样例局',
  decisionNumber: '样罚〔2026〕1号',
  decidedOn: '2026-01-02',
  ground: '虚假宣传',
  basis: '《办法》第五条',
  severity: 'SERIOUS',
  validUntil: null,
  measures: [
    {
      measure: '限制参加政府采购',
      implementer: '财政局',
      matter: 'PROCUREMENT',
      basis: '《采购法》第七十七条',
    },
  ],
  ...changes,
});
const measure = (changes: Partial<MeasureFacts> = {}): MeasureFacts => ({
  number: 'I20260316-AAAA',
  kind: 'PUNISHMENT',
  agency: '财政局',
  measure: '限制参加政府采购',
  matter: 'PROCUREMENT',
  bases: ['《采购法》第七十七条', '条款依据'],
  memorandum: '《备忘录》（1号）',
  entry: 'E20260316-AAAA',
  list: '严重违法失信名单',
  ground: '虚假宣传',
  identifiedBy: '样例局',
  lastDay: '2027-03-01',
  ...changes,
});
const textOf = (content: DocumentContent): string => JSON.stringify(content);

describe('the notice before listing (Henan 28)', () => {
  it('tells basis, reason, measures, term, rights, repair and channels to the subject', () => {
    const content = listingNotice(listing(), frame());
    expect(content).toMatchObject({
      title: '拟列入“严重违法失信名单”事先告知书',
      to: '样例公司（统一社会信用代码 91410928YB90000015）',
      from: '样例局',
      dated: '2026-03-16',
    });
    expect(content.sections.map(({ heading }) => heading)).toEqual([
      '一、拟列入的名单及其依据',
      '二、理由',
      '三、有效期',
      '四、列入后的联合惩戒措施',
      '五、权利告知',
      '六、信用修复',
      '七、联系渠道',
    ]);
    const text = textOf(content);
    for (const told of [
      '《办法》第五条',
      '情节严重的理由',
      '限制参加政府采购',
      '财政局',
      '政府采购',
      '自公布之日起36个月',
      '7个工作日的告知期',
      '省社会信用工作主管部门申请复核',
      '行政复议',
      '行政诉讼',
      '公布满六个月可以申请修复',
      ...Object.values(contact),
    ])
      expect(text).toContain(told);
  });

  it('gives a term that is never longer than the list’s', () => {
    expect(textOf(listingNotice(listing({ validUntil: '2027-05-06' }), frame()))).toContain(
      '至2027年5月6日止，最长不超过自公布之日起36个月',
    );
    expect(textOf(listingNotice(listing({ termMonths: null }), frame()))).toContain('自公布之日起60个月');
  });

  it('of a red list goes to the public, who read the name of a person masked', () => {
    const person = { name: '王小明', isPerson: true, unifiedCode: null, idNumberMasked: '410***********12' };
    const content = listingNotice(listing({ colour: 'RED', measures: [] }), frame({ addressee: person }));
    expect(content).toMatchObject({ title: '拟列入“严重违法失信名单”公示', to: '社会公众' });
    expect(textOf(content)).toContain('王**');
    expect(textOf(content)).not.toMatch(/王小明|410\*|惩戒|信用修复/);
    expect(textOf(content)).toContain('任何单位和个人均可以提出异议');
  });

  it('says that it was told before the paper was made out, when it was', () => {
    const late = listingNotice(listing(), frame({ toldOn: '2026-02-01' }));
    expect(late.sections.at(-1)).toEqual({
      heading: '八、补录说明',
      paragraphs: ['上述内容已于2026年2月1日告知，本文书依据送达凭证补录。'],
    });
    expect(textOf(listingNotice(listing(), frame({ toldOn: '2026-03-16' })))).not.toContain('补录');
  });

  it('names the notice period of its own list', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 60 }), (days) => {
        expect(rightsOfListed(days)[0]).toContain(`${days}个工作日`);
      }),
    );
  });
});

describe('the notice before a measure is applied (Policy 三(二))', () => {
  it('tells the measure, both bases, reason, last day, rights and repair', () => {
    const content = measureNotice(measure(), frame());
    expect(content).toMatchObject({ title: '联合惩戒措施告知书', from: '财政局' });
    for (const told of [
      '《采购法》第七十七条；条款依据',
      '情节严重的理由',
      '最迟至2027年3月1日止',
      '暂不执行',
      '0393-1',
    ])
      expect(textOf(content)).toContain(told);
    expect(textOf(measureNotice(measure({ lastDay: null }), frame()))).toContain(
      '至所依据的名单条目终止之日止',
    );
  });

  it('of an incentive is no threat', () => {
    const content = measureNotice(measure({ kind: 'INCENTIVE' }), frame());
    expect(content.title).toBe('联合激励措施告知书');
    expect(textOf(content)).not.toContain('惩戒');
  });
});

describe('whom and how', () => {
  it('a person is told apart by the masked ID number alone', () => {
    const person = {
      name: '王小明',
      isPerson: true,
      unifiedCode: null,
      idNumberMasked: '410*************12',
    };
    expect(addressed(person)).toBe('王小明（证件号码 410*************12）');
    expect(addressed({ ...person, idNumberMasked: null })).toBe('王小明');
  });

  it('only channels there are get printed', () => {
    const none = { phone: null, email: null, website: null, wechat: null, counter: null };
    expect(channels(none)).toHaveLength(1);
    expect(channels({ ...none, phone: '110' })).toEqual([expect.any(String), '电话：110']);
  });

  it('what is served was served, for the reason the paper gives', () => {
    expect(() => assertServiceDay('2026-03-17', '2026-03-16')).toThrow('in the future');
    expect(() => assertServiceDay('2026-03-16', '2026-03-16')).not.toThrow();
    const content = measureNotice(measure(), frame());
    expect(() => assertSameReason({ content }, '另一个理由')).toThrow('its own reason');
    for (const reason of [null, undefined, '情节严重的理由'])
      expect(() => assertSameReason({ content }, reason)).not.toThrow();
  });
});
