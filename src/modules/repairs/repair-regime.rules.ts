import type { RepairConditionKind, Severity } from '../../kernel/terms.js';

/** What a rule set asks for one degree of severity. */
export interface SeverityRule {
  /** Months of publication before repair is possible; 0: as soon as the duties are done. */
  minimumMonths: number;
  /** Months after which publication ends by itself; null: at the end of the term of its own. */
  longestMonths: number | null;
  conditions: readonly RepairConditionKind[];
}

/** Acts a rule set keeps from early repair, known by words of the decision. */
export interface BarredActs {
  severity: Severity;
  words: RegExp;
  reason: string;
}

/** A rule set of repair (信用修复规则) as its source has it; a new one is added as data. */
export interface RepairRuleSet {
  code: string;
  title: string;
  /** Where it stands; what was not read in the source itself says so (凭记忆). */
  source: string;
  /** Penalties of market supervision have a track of their own. */
  track: 'GENERAL' | 'MARKET';
  /** First day in force; null: since ever. */
  from: string | null;
  /** Last day in force; null: still. */
  until: string | null;
  severities: Readonly<Record<Severity, SeverityRule>>;
  barred: BarredActs | null;
}

const performed: readonly RepairConditionKind[] = ['DUTIES_DONE', 'COMMITMENT'];

const untilApril2023Minor: SeverityRule = { minimumMonths: 3, longestMonths: 12, conditions: performed };
const order58General: SeverityRule = { minimumMonths: 3, longestMonths: 36, conditions: performed };

/** In the order in which they came into force. The general track has no day without a rule set. */
export const repairRuleSets: readonly RepairRuleSet[] = [
  {
    code: 'GENERAL-2019',
    title: '行政处罚信息信用修复（2019年机制）',
    source:
      '2019年信用修复机制（发改办财金〔2019〕527号，文号及“特定严重失信行为”的范围凭记忆；最短、最长公示期据公开的办事指南）',
    track: 'GENERAL',
    from: null,
    until: '2023-04-30',
    severities: {
      // It knew no minor class: what is minor now was general then.
      MINOR: untilApril2023Minor,
      GENERAL: untilApril2023Minor,
      SERIOUS: {
        minimumMonths: 6,
        longestMonths: 36,
        conditions: [...performed, 'TRAINING', 'CREDIT_REPORT'],
      },
    },
    barred: {
      severity: 'SERIOUS',
      words: /(食品|药品|特种设备|安全生产).*(停产停业|吊销)|非法集资|合同欺诈|骗税|恶意欠薪/s,
      reason: '属于特定严重失信行为，公示至最长公示期（三年）届满，期满前不予修复（范围凭记忆）',
    },
  },
  {
    code: 'GENERAL-2023',
    title: '失信行为纠正后的信用信息修复（国家发展改革委令第58号）',
    source: '国家发展和改革委员会令第58号（2023年5月1日施行；最短公示期据公开解读，最长公示期三年凭记忆）',
    track: 'GENERAL',
    from: '2023-05-01',
    until: '2026-03-31',
    severities: {
      MINOR: order58General,
      GENERAL: order58General,
      SERIOUS: { minimumMonths: 12, longestMonths: 36, conditions: performed },
    },
    barred: null,
  },
  {
    code: 'GENERAL-2026',
    title: '信用修复管理（国家发展改革委令第36号）',
    source: '国家发展和改革委员会令第36号（2026年4月1日施行）；国办发〔2025〕22号',
    track: 'GENERAL',
    from: '2026-04-01',
    until: null,
    severities: {
      // In principle not published at all.
      MINOR: { minimumMonths: 0, longestMonths: 3, conditions: performed },
      GENERAL: { minimumMonths: 3, longestMonths: 12, conditions: performed },
      SERIOUS: { minimumMonths: 12, longestMonths: 36, conditions: performed },
    },
    barred: null,
  },
  {
    code: 'MARKET-2021',
    title: '市场监督管理行政处罚信息提前停止公示',
    source:
      '《市场监督管理行政处罚信息公示规定》（国家市场监督管理总局令第45号）第十三条、第十四条；第十四条所称时限要求另行规定（六个月、一年，凭记忆）',
    track: 'MARKET',
    from: '2021-09-01',
    until: null,
    severities: {
      MINOR: {
        minimumMonths: 0,
        longestMonths: 3,
        conditions: ['DUTIES_DONE', 'NO_REPEAT', 'NOT_ON_SERIOUS_LIST'],
      },
      GENERAL: {
        minimumMonths: 6,
        longestMonths: 36,
        conditions: ['DUTIES_DONE', 'NO_REPEAT', 'NOT_ON_SERIOUS_LIST'],
      },
      SERIOUS: {
        minimumMonths: 12,
        longestMonths: 36,
        conditions: ['DUTIES_DONE', 'NO_REPEAT', 'NOT_ON_SERIOUS_LIST'],
      },
    },
    barred: {
      severity: 'SERIOUS',
      words: /停产停业|限制(?:其)?(?:开展)?生产经营|(?:限制|禁止)从业|从业禁止|终身禁|降低资质|吊销/,
      reason:
        '受到责令停产停业、限制开展生产经营活动、限制从业、降低资质等级、吊销许可证件或者营业执照等处罚的，不得提前停止公示（国家市场监督管理总局令第45号第十四条第三款）',
    },
  },
];

/** Rules the county declares itself, published with the rule sets. */
export const countyRepairRules = {
  /** Hours of community service since the decision that stand in for training (Policy 五(四)). */
  serviceHours: 20,
  /** From how much a fine is very large (数额特别巨大), yuan; the law names no sum. */
  hugeFineYuan: { organisation: 1_000_000, person: 100_000 },
  source: '县信用办公布的信用修复办理规则（实施意见五（四）：支持通过社会公益服务等方式进行信用修复）',
};

/** Bodies of market supervision, and which lists Order 45, article 14(4) speaks of. */
export const marketBody = /市场监督管理|市场监管|药品监督管理/;
export const marketSeriousList = /严重违法失信名单|经营异常名录/;
