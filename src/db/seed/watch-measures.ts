import type { Matter } from '../../kernel/principal.js';
import { type SeedDefaults, type SeedMeasure, catchAllReason } from './seed.types.js';

/** Punishments below the black standard: the policy's own (三(二)1) and those of Henan 32. */

const watch: SeedDefaults = {
  kind: 'PUNISHMENT',
  tier: 'WATCH',
  basisText: '',
  basisRank: 'LOCAL_REGULATION',
  level: 'COUNTY',
  catchAll: false,
  limit: '法定权限范围内，仅就相关联的事项；与行为的事实、性质、情节和社会危害程度相适应',
  maxMonths: null,
  termMonths: null,
  repairPath: '主动纠正失信行为、消除不良影响后，可以申请信用修复；修复后一个工作日内停止实施',
  draftReason: null,
};

const ofPolicy = (item: number, name: string, matters: Matter[], article: string): SeedMeasure => ({
  ...watch,
  code: `PY-W-${item}`,
  name,
  matters,
  basisText: `濮县信用办〔2022〕12号三（二）1；《河南省社会信用条例》第三十二条第（${article}）项`,
});

const ofHenan = (item: number, chinese: string, name: string, matters: Matter[]): SeedMeasure => ({
  ...watch,
  code: `HN32-${item}`,
  name,
  matters,
  basisText: `《河南省社会信用条例》第三十二条第（${chinese}）项`,
  level: 'PROVINCIAL',
});

const neverRuns = (measure: SeedMeasure): SeedMeasure => ({
  ...measure,
  catchAll: true,
  draftReason: catchAllReason,
});

export const watchMeasures: readonly SeedMeasure[] = [
  ofPolicy(1, '在实施行政许可等工作中列为重点审查对象', ['LICENSING', 'QUALIFICATION'], '一'),
  ofPolicy(2, '在行政管理中取消已享受的行政便利措施', ['LICENSING', 'PUBLIC_SERVICE'], '三'),
  ofPolicy(3, '在日常监督检查中列为重点监督检查对象，加强现场检查', ['INSPECTION'], '五'),
  neverRuns(ofPolicy(4, '采取国家和省规定的其他监管措施', [], '七')),
  ofHenan(1, '一', '在实施行政许可等工作中，列为重点审查对象，不适用告知承诺等简化程序', [
    'LICENSING',
    'QUALIFICATION',
  ]),
  ofHenan(2, '二', '在财政资金资助等政策扶持中，作相应限制', ['SUBSIDY']),
  ofHenan(3, '三', '在行政管理和公共服务中，限制享受相关便利化措施', ['LICENSING', 'PUBLIC_SERVICE']),
  ofHenan(4, '四', '在公共资源交易中，给予信用减分、降低信用等级', ['PROCUREMENT', 'BIDDING', 'LAND']),
  ofHenan(5, '五', '在日常监管中，列为重点监管对象，按照有关规定增加监管频次，加强现场检查', ['INSPECTION']),
  ofHenan(6, '六', '限制参加政府组织的表彰奖励活动', ['AWARD']),
  neverRuns(ofHenan(7, '七', '国家和本省规定的其他惩戒措施', [])),
];
