import type { Matter } from '../../kernel/principal.js';
import { type SeedDefaults, type SeedMeasure, catchAllReason } from './seed.types.js';

/** Incentives: the policy's own (三(一)) and those of Henan 30. */

const incentive: SeedDefaults = {
  kind: 'INCENTIVE',
  tier: 'RED',
  basisText: '',
  basisRank: 'LOCAL_REGULATION',
  level: 'COUNTY',
  catchAll: false,
  limit: '法定权限范围内',
  maxMonths: null,
  termMonths: null,
  repairPath: null,
  draftReason: null,
};

const ofPolicy = (item: number, name: string, matters: Matter[], article: string | null): SeedMeasure => ({
  ...incentive,
  code: `PY-I-${item}`,
  name,
  matters,
  basisText: ['濮县信用办〔2022〕12号三（一）', ...(article ? [article] : [])].join('；'),
  basisRank: article ? 'LOCAL_REGULATION' : 'POLICY',
});

const ofHenan = (item: number, chinese: string, name: string, matters: Matter[]): SeedMeasure => ({
  ...incentive,
  code: `HN30-${item}`,
  name,
  matters,
  basisText: `《河南省社会信用条例》第三十条第（${chinese}）项`,
  level: 'PROVINCIAL',
});

const neverRuns = (measure: SeedMeasure): SeedMeasure => ({
  ...measure,
  catchAll: true,
  draftReason: catchAllReason,
});

export const incentiveMeasures: readonly SeedMeasure[] = [
  ofPolicy(1, '作为无不良信用记录者和诚信典型向社会进行推介', ['HONOUR'], null),
  ofPolicy(
    2,
    '在办理行政许可过程中实施“绿色通道”和“容缺受理”等便利服务措施',
    ['LICENSING'],
    '《河南省社会信用条例》第三十条第（一）项',
  ),
  ofPolicy(
    3,
    '在各类政府优惠政策、公共服务领域和有关公共资源交易活动中，给予重点支持和优先便利',
    ['SUBSIDY', 'PUBLIC_SERVICE', 'PROCUREMENT', 'BIDDING', 'LAND'],
    '《河南省社会信用条例》第三十条第（二）、（三）、（五）项',
  ),
  ofPolicy(
    4,
    '在日常检查、专项检查中优化检查频次',
    ['INSPECTION'],
    '《河南省社会信用条例》第三十条第（四）项',
  ),
  neverRuns(ofPolicy(5, '采取法律、法规、规章以及国家和省规定的其他激励措施', [], null)),
  ofHenan(1, '一', '在实施行政许可中，给予优先办理、简化程序等便利服务措施', ['LICENSING']),
  ofHenan(2, '二', '在财政性资金和项目支持中，在同等条件下优先列为选择对象', ['SUBSIDY']),
  ofHenan(3, '三', '在公共资源交易中，给予信用加分、提升信用等级', ['PROCUREMENT', 'BIDDING', 'LAND']),
  ofHenan(4, '四', '符合规定条件的，在日常监管中减少检查频次', ['INSPECTION']),
  ofHenan(5, '五', '在教育、就业、创业、社会保障等公共服务方面给予支持和便利', ['PUBLIC_SERVICE']),
  ofHenan(6, '六', '依照国家和本省有关规定授予荣誉称号', ['HONOUR']),
  ofHenan(7, '七', '优先推荐评优评先', ['AWARD']),
  neverRuns(ofHenan(8, '八', '国家和本省规定的其他激励措施', [])),
];
