import type { Matter } from '../../kernel/principal.js';
import { type SeedDefaults, type SeedMeasure, catchAllReason, ungroundedReason } from './seed.types.js';

/**
 * Black measures as the policy (三(二)2) and Henan 34 name them. Neither is a law or administrative regulation, and
 * Henan 34 lets these be taken only as one of those says: all stay drafts. What can be grounded stands, with its
 * article, in `grounded-measures.ts`.
 */

const black: SeedDefaults = {
  kind: 'PUNISHMENT',
  tier: 'BLACK',
  basisText: '',
  basisRank: 'LOCAL_REGULATION',
  level: 'PROVINCIAL',
  catchAll: false,
  limit: '应当依照法律、行政法规的规定采取',
  maxMonths: null,
  termMonths: null,
  repairPath: '移出失信联合惩戒对象名单后停止实施',
  draftReason: ungroundedReason,
};

const ofPolicy = (item: number, name: string, matters: Matter[]): SeedMeasure => ({
  ...black,
  code: `PY-B-${item}`,
  name,
  matters,
  basisText: '濮县信用办〔2022〕12号三（二）2',
  basisRank: 'POLICY',
  level: 'COUNTY',
});

const ofHenan = (item: number, chinese: string, name: string, matters: Matter[]): SeedMeasure => ({
  ...black,
  code: `HN34-${item}`,
  name,
  matters,
  basisText: `《河南省社会信用条例》第三十四条第（${chinese}）项`,
});

const neverRuns = (measure: SeedMeasure): SeedMeasure => ({
  ...measure,
  catchAll: true,
  draftReason: catchAllReason,
});

export const blackMeasures: readonly SeedMeasure[] = [
  ofPolicy(1, '限制参加政府采购、政府投资项目招标投标和国有土地招标、拍卖、挂牌等公共资源交易活动', [
    'PROCUREMENT',
    'BIDDING',
    'LAND',
  ]),
  ofPolicy(2, '实施市场和行业禁入（退出）措施', ['LICENSING', 'QUALIFICATION']),
  ofPolicy(3, '限制参与基础设施和公共事业特许经营活动', ['FRANCHISE']),
  ofPolicy(4, '限制高消费行为', ['CONSUMPTION']),
  ofPolicy(5, '限制任职资格', ['QUALIFICATION']),
  ofPolicy(6, '限制享受财政资金补助等政策扶持', ['SUBSIDY']),
  ofPolicy(7, '限制参加国家机关组织的各类表彰奖励活动', ['AWARD']),
  ofPolicy(8, '撤销相关荣誉称号', ['HONOUR']),
  neverRuns(ofPolicy(9, '采取法律、法规、规章以及国家和省规定的其他惩戒措施', [])),
  ofHenan(1, '一', '限制参加政府采购，政府投资项目招标投标，国有土地招标、拍卖、挂牌等公共资源交易活动', [
    'PROCUREMENT',
    'BIDDING',
    'LAND',
  ]),
  ofHenan(2, '二', '实施市场和行业禁入或者退出措施', ['LICENSING', 'QUALIFICATION']),
  ofHenan(3, '三', '限制参与基础设施和公共事业特许经营活动', ['FRANCHISE']),
  ofHenan(4, '四', '限制高消费', ['CONSUMPTION']),
  ofHenan(5, '五', '限制开展相关金融业务', ['FINANCE']),
  ofHenan(6, '六', '限制相关任职资格', ['QUALIFICATION']),
  ofHenan(7, '七', '限制享受相关公共服务或者政策性扶持资助政策', ['PUBLIC_SERVICE', 'SUBSIDY']),
  ofHenan(8, '八', '撤销相关荣誉称号', ['HONOUR']),
  neverRuns(ofHenan(9, '九', '国家和本省规定的其他惩戒措施', [])),
];
