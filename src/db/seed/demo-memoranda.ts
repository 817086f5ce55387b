import type { Matter } from '../../kernel/principal.js';
import type { Trigger } from '../../kernel/terms.js';
import { referenceMeasures } from './reference-catalogue.js';
import type { BodyKey, SeedClause, SeedMemorandum } from './seed.types.js';

/**
 * Memoranda of the demonstration. They are invented, but lawful: what reaches several black lists takes only the
 * measures of Henan 32, and each measure of Henan 34 stands in a memorandum of just the lists its own article speaks of.
 */

const clause =
  (trigger: Trigger, feedbackDays: number) =>
  (measure: string, implementer: BodyKey, matter: Matter): SeedClause => ({
    measure,
    implementer,
    matter,
    trigger,
    basis: referenceMeasures.find((each) => each.code === measure)!.basisText,
    feedbackDays,
  });

const onPublication = clause('ON_PUBLICATION', 10);
const onCheck = clause('ON_CHECK', 5);

const blackRepair =
  '履行义务、纠正失信行为、消除不良影响后向认定单位申请信用修复；移出名单后停止全部惩戒措施';

export const demoMemoranda: readonly SeedMemorandum[] = [
  {
    number: '濮县信联〔2026〕1号',
    title: '关于对严重失信主体实施联合惩戒的合作备忘录（演示）',
    colour: 'BLACK',
    lists: [
      'BLACK-COURT',
      'BLACK-MARKET',
      'BLACK-TAX',
      'BLACK-WAGES',
      'BLACK-PROCUREMENT',
      'BLACK-SOCIAL-INSURANCE',
      'BLACK-CONSTRUCTION',
    ],
    initiator: 'market',
    signatories: ['market', 'tax', 'housing', 'services', 'finance', 'naturalResources'],
    clauses: [
      onPublication('HN32-5', 'market', 'INSPECTION'),
      onPublication('HN32-5', 'tax', 'INSPECTION'),
      onCheck('HN32-1', 'services', 'LICENSING'),
      onCheck('HN32-4', 'services', 'BIDDING'),
      onCheck('HN32-4', 'services', 'PROCUREMENT'),
      onCheck('HN32-4', 'housing', 'BIDDING'),
      onCheck('HN32-1', 'housing', 'QUALIFICATION'),
      onCheck('HN32-4', 'naturalResources', 'LAND'),
      onCheck('HN32-2', 'finance', 'SUBSIDY'),
    ],
    repairPath: blackRepair,
  },
  {
    number: '濮县信联〔2026〕2号',
    title: '关于在政府采购活动中查询使用信用记录的合作备忘录（演示）',
    colour: 'BLACK',
    lists: ['BLACK-COURT', 'BLACK-TAX', 'BLACK-PROCUREMENT'],
    initiator: 'finance',
    signatories: ['finance', 'tax', 'court', 'services'],
    clauses: [
      onPublication('LAW-GPL-22', 'finance', 'PROCUREMENT'),
      onCheck('LAW-GPL-22', 'services', 'PROCUREMENT'),
    ],
    repairPath: blackRepair,
  },
  {
    number: '濮县信联〔2026〕3号',
    title: '关于对市场监督管理严重违法失信企业实施联合惩戒的合作备忘录（演示）',
    colour: 'BLACK',
    lists: ['BLACK-MARKET'],
    initiator: 'market',
    signatories: ['market', 'finance', 'services', 'housing', 'naturalResources'],
    clauses: [
      onPublication('REG-ENTERPRISE-18-1', 'finance', 'PROCUREMENT'),
      onCheck('REG-ENTERPRISE-18-1', 'services', 'PROCUREMENT'),
      onCheck('REG-ENTERPRISE-18-2', 'services', 'BIDDING'),
      onCheck('REG-ENTERPRISE-18-2', 'housing', 'BIDDING'),
      onCheck('REG-ENTERPRISE-18-3', 'naturalResources', 'LAND'),
    ],
    repairPath: blackRepair,
  },
  {
    number: '濮县信联〔2026〕4号',
    title: '关于对拖欠农民工工资失信联合惩戒对象实施联合惩戒的合作备忘录（演示）',
    colour: 'BLACK',
    lists: ['BLACK-WAGES'],
    initiator: 'humanResources',
    signatories: ['humanResources', 'finance', 'services', 'housing'],
    clauses: [
      onPublication('REG-WAGES-48-2', 'finance', 'PROCUREMENT'),
      onCheck('REG-WAGES-48-3', 'services', 'BIDDING'),
      onCheck('REG-WAGES-48-3', 'housing', 'BIDDING'),
      onCheck('REG-WAGES-48-5', 'services', 'LICENSING'),
    ],
    repairPath: '改正违法行为满六个月并作出信用承诺的，可以申请提前移出；移出名单后停止全部惩戒措施',
  },
  {
    number: '濮县信联〔2026〕5号',
    title: '关于对守信主体实施联合激励的合作备忘录（演示）',
    colour: 'RED',
    lists: ['RED-TAX-A', 'RED-PY'],
    initiator: 'tax',
    signatories: ['tax', 'market', 'services', 'housing'],
    clauses: [
      onPublication('PY-I-4', 'market', 'INSPECTION'),
      onCheck('PY-I-2', 'services', 'LICENSING'),
      onCheck('HN30-3', 'services', 'BIDDING'),
      onCheck('HN30-3', 'housing', 'BIDDING'),
    ],
    repairPath: '移出联合激励对象名单后停止激励措施',
  },
  {
    number: '濮县信联〔2026〕6号',
    title: '关于对重点关注主体加强审查和监管的合作备忘录（演示）',
    colour: 'WATCH',
    lists: ['WATCH-PY'],
    initiator: 'market',
    signatories: ['market', 'services'],
    clauses: [onPublication('PY-W-3', 'market', 'INSPECTION'), onCheck('PY-W-1', 'services', 'LICENSING')],
    repairPath: '纠正失信行为、消除不良影响后移出重点关注名单，停止全部措施',
  },
];

export const demoSharingTerms =
  '名单由认定单位公布后，经信用联合奖惩数据枢纽推送各签署单位；移出名单的，当日推送';
export const demoFeedbackTerms =
  '实施单位在各条款载明的工作日内反馈执行情况；逾期未反馈的，由县信用办催办、通报';
