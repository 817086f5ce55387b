import type { Matter } from '../../kernel/principal.js';
import type { BasisRank } from '../../kernel/terms.js';
import type { SeedMeasure } from './seed.types.js';

/**
 * Black measures with an article of a law or administrative regulation that was read for it (Henan 34). Each says in
 * `limit` whom it may reach: the article decides, not the list alone.
 */

interface Grounded {
  code: string;
  name: string;
  matters: Matter[];
  basisText: string;
  limit: string;
  maxMonths?: number;
  termMonths?: number;
}

const grounded = (basisRank: BasisRank, measure: Grounded): SeedMeasure => ({
  kind: 'PUNISHMENT',
  tier: 'BLACK',
  basisRank,
  level: 'NATIONAL',
  catchAll: false,
  maxMonths: null,
  termMonths: null,
  repairPath: '法定期限届满，或者依法信用修复、移出名单后停止实施',
  draftReason: null,
  ...measure,
});

const byLaw = (measure: Grounded) => grounded('LAW', measure);
const byRegulation = (measure: Grounded) => grounded('ADMINISTRATIVE_REGULATION', measure);

/** 招标投标法: the bid qualification is withdrawn by decision, for as long as the article allows. */
const bidding = (article: number, chinese: string, act: string, years: string, maxMonths: number) =>
  byLaw({
    code: `LAW-BL-${article}`,
    name: `取消${years}内参加依法必须进行招标的项目的投标资格`,
    matters: ['BIDDING'],
    basisText: `《中华人民共和国招标投标法》第${chinese}条`,
    limit: `限于${act}、情节严重且已作出取消投标资格决定的；以决定载明的期限为准`,
    maxMonths,
  });

/** 保障农民工工资支付条例 48: restrictions by field. The list lasts three years. */
const wages = (item: number, field: string, matter: Matter) =>
  byRegulation({
    code: `REG-WAGES-48-${item}`,
    name: `在${field}方面依法依规予以限制`,
    matters: [matter],
    basisText: '《保障农民工工资支付条例》（国务院令第724号）第四十八条',
    limit: '限于列入拖欠农民工工资失信联合惩戒对象名单的主体，期限不超过名单有效期',
    termMonths: 36,
  });

/** 企业信息公示暂行条例: cited by the text as promulgated, since later amendments may count articles differently. */
const enterprise = (item: number, field: string, matter: Matter) =>
  byRegulation({
    code: `REG-ENTERPRISE-18-${item}`,
    name: `在${field}工作中依法予以限制或者禁入`,
    matters: [matter],
    basisText: '《企业信息公示暂行条例》（国务院令第654号，2014年公布文本）第十八条',
    limit: '限于列入市场监督管理严重违法失信名单（严重违法企业名单）的企业',
  });

export const groundedMeasures: readonly SeedMeasure[] = [
  byLaw({
    code: 'LAW-GPL-22',
    name: '不具备法定供应商条件的，不得参加政府采购活动',
    matters: ['PROCUREMENT'],
    basisText:
      '《中华人民共和国政府采购法》第二十二条第一款第（二）、（四）、（五）项；《政府采购法实施条例》第十九条',
    limit: '限于商业信誉、纳税和社保缴纳记录不良，或者参加采购活动前三年内有重大违法记录的供应商',
    maxMonths: 36,
  }),
  byLaw({
    code: 'LAW-GPL-77',
    name: '在一至三年内禁止参加政府采购活动',
    matters: ['PROCUREMENT'],
    basisText: '《中华人民共和国政府采购法》第七十七条',
    limit: '限于有第七十七条所列情形并列入不良行为记录名单的供应商；以决定载明的期限为准',
    maxMonths: 36,
  }),
  bidding(53, '五十三', '串通投标或者以行贿手段谋取中标', '一年至二年', 24),
  bidding(54, '五十四', '以他人名义投标或者弄虚作假骗取中标', '一年至三年', 36),
  bidding(60, '六十', '中标后不按照合同履行义务', '二年至五年', 60),
  byLaw({
    code: 'LAW-COMPANY-178',
    name: '不得担任公司的董事、监事、高级管理人员',
    matters: ['QUALIFICATION'],
    basisText: '《中华人民共和国公司法》（2023年修订）第一百七十八条第一款第（五）项',
    limit: '限于因所负数额较大债务到期未清偿被人民法院列为失信被执行人的个人',
  }),
  byLaw({
    code: 'LAW-FOOD-135',
    name: '五年内不得申请食品生产经营许可，或者从事食品生产经营管理工作、担任食品生产经营企业食品安全管理人员',
    matters: ['LICENSING', 'QUALIFICATION'],
    basisText: '《中华人民共和国食品安全法》第一百三十五条第一款',
    limit: '限于被吊销许可证的食品生产经营者及其责任人员，自处罚决定作出之日起计算',
    maxMonths: 60,
  }),
  byLaw({
    code: 'LAW-WORK-SAFETY-94',
    name: '五年内不得担任任何生产经营单位的主要负责人',
    matters: ['QUALIFICATION'],
    basisText: '《中华人民共和国安全生产法》（2021年修正）第九十四条第三款',
    limit: '限于依照该条受刑事处罚或者撤职处分的主要负责人，自刑罚执行完毕或者受处分之日起计算',
    maxMonths: 60,
  }),
  byLaw({
    code: 'LAW-MILITARY-57',
    name: '不得录用为公务员或者参照管理的工作人员，不得招录、聘用为国有企业和事业单位工作人员',
    matters: ['QUALIFICATION'],
    basisText: '《中华人民共和国兵役法》（2021年修订）第五十七条第二款',
    limit: '限于拒绝、逃避征集服现役且拒不改正的应征公民',
  }),
  wages(1, '政府资金支持', 'SUBSIDY'),
  wages(2, '政府采购', 'PROCUREMENT'),
  wages(3, '招投标', 'BIDDING'),
  wages(4, '融资贷款', 'FINANCE'),
  wages(5, '市场准入', 'LICENSING'),
  wages(7, '评优评先', 'AWARD'),
  enterprise(1, '政府采购', 'PROCUREMENT'),
  enterprise(2, '工程招投标', 'BIDDING'),
  enterprise(3, '国有土地出让', 'LAND'),
  enterprise(4, '授予荣誉称号', 'HONOUR'),
];
