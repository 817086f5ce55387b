import type { DocumentContent } from '../documents/content.rules.js';
import type { AssessedCondition } from './condition.rules.js';
import type { RepairAssessment } from './repair.rules.js';
import type { TargetFacts } from './target.rules.js';
import type { RepairConditionKind } from '../../kernel/terms.js';

export interface DecidedRepair {
  /** Number of the paper. */
  number: string;
  repair: { number: string; appliedOn: string };
  facts: TargetFacts;
  assessment: RepairAssessment;
  approved: boolean;
  /** It had been taken up; otherwise it was refused at the door. */
  taken: boolean;
  reasons: string;
  today: string;
}

const names: Record<RepairConditionKind, string> = {
  REPAIRABLE: '属于可修复事项',
  MINIMUM_PERIOD: '最短公示期',
  DUTIES_DONE: '义务履行',
  COMMITMENT: '信用承诺',
  TRAINING: '信用培训',
  CREDIT_REPORT: '信用报告',
  COMMUNITY_SERVICE: '社会公益服务',
  NO_REPEAT: '未再受同类处罚',
  NOT_ON_SERIOUS_LIST: '未在严重失信名单中',
};

const about = (facts: TargetFacts): string =>
  facts.kind === 'ENTRY'
    ? `“${facts.listName}”中的条目${facts.number}`
    : `信用信息${facts.number}（${facts.title}，${facts.decidedOn}）`;

const row = ({ kind, met, reason }: AssessedCondition): string[] => [
  names[kind],
  met ? '满足' : '不满足',
  reason,
];

const decisionText = ({ approved, taken, facts }: DecidedRepair): string => {
  if (approved) return `准予修复${about(facts)}。`;
  return taken ? `对${about(facts)}不予修复。` : `对${about(facts)}的修复申请不予受理。`;
};

const effectText = ({ approved, facts, assessment, today }: DecidedRepair): string[] => {
  if (!approved)
    return [
      `有效期至${assessment.endsOn}，期满即止。条件具备后可以再次申请${assessment.earliestOn === null ? '' : `（最短公示期于${assessment.earliestOn}届满）`}。`,
    ];
  const end = facts.kind === 'ENTRY' ? '移出名单、终止公示' : '终止公示';
  return [`自${today}起${end}，停止共享和使用，解除相关联合惩戒措施；已接收该信息的单位已被告知并须签收。`];
};

/** The decision as the subject reads it: basis, each condition with its finding, decision, effect, rights (Henan 43). */
export const repairDecision = (decided: DecidedRepair): DocumentContent => {
  const { repair, facts, assessment, reasons, today, number } = decided;
  return {
    title: '信用修复决定告知书',
    to: facts.subjectName,
    from: facts.deciderName,
    dated: today,
    sections: [
      {
        heading: '申请',
        paragraphs: [
          `文书编号${number}。您于${repair.appliedOn}就${about(facts)}提出的信用修复申请（编号${repair.number}）已审查终结。`,
        ],
      },
      {
        heading: '依据',
        paragraphs: [
          `${assessment.ruleSet.title}（${assessment.ruleSet.source}）。`,
          '《河南省社会信用条例》第三十七条、第四十三条；濮县信用办〔2022〕12号五（四）。',
        ],
      },
      { heading: '各项条件', table: [['条件', '结论', '说明'], ...assessment.conditions.map(row)] },
      { heading: '决定', paragraphs: [decisionText(decided), `理由：${reasons}`] },
      { heading: '效力', paragraphs: effectText(decided) },
      {
        heading: '权利和渠道',
        paragraphs: [
          '对本决定不服的，可以提出异议或者投诉，也可以依法申请行政复议或者提起行政诉讼。',
          `渠道：本平台“我的信用”、${facts.deciderName}窗口、县信用办窗口。`,
        ],
      },
    ],
  };
};
