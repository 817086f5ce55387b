import type { RepairConditionKind } from '../../kernel/terms.js';
import { acceptanceDays, decisionDays } from './application.rules.js';
import { countyRepairRules } from './repair-regime.rules.js';
import {
  type AppliedRule,
  type RepairAssessment,
  type RepairTarget,
  candidateRules,
} from './repair.rules.js';

const asked: Record<RepairConditionKind, string> = {
  REPAIRABLE: '属于可以修复的事项',
  MINIMUM_PERIOD: '最短公示期届满',
  DUTIES_DONE: '已履行全部义务、纠正失信行为、消除不良影响，并经认定单位确认',
  COMMITMENT: '作出公开信用承诺',
  TRAINING: `参加信用培训并取得证明，或者完成不少于${countyRepairRules.serviceHours}小时的社会公益服务代替`,
  CREDIT_REPORT: '提交信用报告',
  COMMUNITY_SERVICE: `完成不少于${countyRepairRules.serviceHours}小时的社会公益服务`,
  NO_REPEAT: '未因同一类违法行为再次受到市场监督管理部门行政处罚',
  NOT_ON_SERIOUS_LIST: '未在经营异常名录和严重违法失信名单中',
};

const papers: Partial<Record<RepairConditionKind, string>> = {
  DUTIES_DONE: '义务履行完毕、失信行为已纠正的证明材料',
  COMMITMENT: '信用承诺书',
  TRAINING: '信用培训证明（社会公益服务由组织单位登记，无需另行提交）',
  CREDIT_REPORT: '信用报告',
};

/** Where and how to apply, with which papers, and how long it takes. */
export const howToApply = (
  deciderName: string,
  conditions: readonly RepairConditionKind[],
  upstream: boolean,
): string[] => {
  const wanted = conditions.flatMap((kind) => papers[kind] ?? []);
  const where = upstream
    ? `该条目由${deciderName}认定，请直接向${deciderName}申请修复（谁认定、谁修复），本平台不受理；修复后本平台随之更新`
    : `登录本平台“我的信用”提出，或者到${deciderName}（谁认定、谁修复）、县信用办窗口提出，由工作人员代为填报；不收取任何费用`;
  return [
    where,
    `需要的材料：修复申请（说明理由和义务履行情况）${wanted.map((paper) => `；${paper}`).join('')}`,
    ...(upstream
      ? []
      : [`自申请之日起${acceptanceDays}个工作日内决定是否受理，${decisionDays}个工作日内作出决定并告知理由`]),
  ];
};

const periodText = ({ minimumMonths, from }: AppliedRule): string => {
  if (minimumMonths === 0) return '义务履行完毕即可申请，无最短公示期要求';
  const start = from === 'DUTIES_DONE' ? '义务履行完毕' : '公示';
  return `自${start}之日起满${minimumMonths}个月后可以修复`;
};

/** The repair path as a notice of listing tells it together with the decision (两书同达, Policy 五(四), Henan 28, 37). */
export const repairPathText = (
  target: RepairTarget,
  assessment: RepairAssessment,
  { deciderName, upstream, today }: { deciderName: string; upstream: boolean; today: string },
): string[] => {
  if (!assessment.repairable) return [`修复：${assessment.reason}。`];
  const rule = candidateRules(target, today).find(({ name }) => name.code === assessment.ruleSet.code)!;
  const kinds = rule.conditions.map((kind) => asked[kind]).join('；');
  return [
    `修复依据：${rule.name.title}（${rule.name.source}）。`,
    `修复时间：${periodText(rule)}；期满自动移出。申请时另有对您更有利的规则施行的，适用更有利的规则。`,
    `修复条件：${kinds}。`,
    ...howToApply(deciderName, rule.conditions, upstream).map((text) => `${text}。`),
    '准予修复的，终止公示、停止共享使用、解除相关措施，并在原发布渠道公告。',
  ];
};
