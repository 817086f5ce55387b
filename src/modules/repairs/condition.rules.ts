import { addMonths } from '../../kernel/dates.js';
import type { RepairConditionKind } from '../../kernel/terms.js';
import { countyRepairRules, marketSeriousList } from './repair-regime.rules.js';

/** A condition of repair as it stands: met or not, why, and what is missing. */
export interface AssessedCondition {
  kind: RepairConditionKind;
  met: boolean;
  /** One sentence in Chinese with its source. */
  reason: string;
  /** The first day on which time alone meets it, where time does. */
  metFrom: string | null;
}

/** What the subject has shown and the hub knows. */
export interface Proofs {
  /** The subject says that its duties are done. */
  dutiesClaimed: boolean;
  /** The day on which they were done, as said or found. */
  dutiesDoneOn: string | null;
  /** What the decider found; null before the decision. */
  dutiesConfirmed: boolean | null;
  commitment: boolean;
  trainingCertificate: boolean;
  creditReport: boolean;
  /** Hours of community service since the decision. */
  serviceHours: number;
  /** Decision numbers of later penalties for the same kind of act. */
  laterPenalties: readonly string[];
  /** Names of the black lists the subject stands on otherwise. */
  blackLists: readonly string[];
}

/** Nothing shown yet: what somebody learns who only asks. */
export const noProofs: Proofs = {
  dutiesClaimed: false,
  dutiesDoneOn: null,
  dutiesConfirmed: null,
  commitment: false,
  trainingCertificate: false,
  creditReport: false,
  serviceHours: 0,
  laterPenalties: [],
  blackLists: [],
};

/** A minimum period as a rule counts it. */
export interface MinimumPeriod {
  minimumMonths: number;
  from: 'PUBLICATION' | 'DUTIES_DONE';
  name: { source: string };
}

/** When the minimum period of a rule is over, and how that is counted. */
export const minimumPeriod = (
  { minimumMonths, from, name: { source } }: MinimumPeriod,
  startsOn: string | null,
  { dutiesDoneOn }: Proofs,
): Pick<AssessedCondition, 'metFrom' | 'reason'> => {
  const byDuties = from === 'DUTIES_DONE';
  const start = byDuties ? dutiesDoneOn : startsOn;
  const counted = byDuties ? '义务履行完毕之日' : '公示（决定）之日';
  if (start === null) {
    const open = byDuties ? '尚未说明义务何时履行完毕' : '目前尚未公示';
    return { metFrom: null, reason: `自${counted}起满${minimumMonths}个月，${open}（${source}）` };
  }
  const metFrom = addMonths(start, minimumMonths);
  const period =
    minimumMonths === 0
      ? '无最短公示期要求'
      : `自${counted}（${start}）起满${minimumMonths}个月，即${metFrom}`;
  return { metFrom, reason: `${period}（${source}）` };
};

type Finding = Pick<AssessedCondition, 'met' | 'reason'>;

const found = (met: boolean, yes: string, no: string): Finding => ({ met, reason: met ? yes : no });

const serviceText = ({ serviceHours }: Proofs): string =>
  `已记录社会公益服务${serviceHours}小时，县定标准${countyRepairRules.serviceHours}小时`;

const hasServed = ({ serviceHours }: Proofs): boolean => serviceHours >= countyRepairRules.serviceHours;

const dutiesDone = ({ dutiesClaimed, dutiesConfirmed }: Proofs): Finding => {
  if (dutiesConfirmed !== null)
    return found(
      dutiesConfirmed,
      '认定单位确认义务已履行完毕、失信行为已纠正',
      '认定单位认为义务尚未履行完毕或者失信行为尚未纠正',
    );
  return {
    met: false,
    reason: dutiesClaimed
      ? '申请人称义务已履行完毕，待认定单位确认'
      : '尚未说明义务已履行完毕，需由认定单位确认',
  };
};

const trained = (proofs: Proofs): Finding => {
  if (proofs.trainingCertificate) return { met: true, reason: '已提交信用培训证明' };
  return found(
    hasServed(proofs),
    `${serviceText(proofs)}，可以代替信用培训（实施意见五（四））`,
    `未提交信用培训证明；${serviceText(proofs)}，达到标准可以代替（实施意见五（四））`,
  );
};

const notRepeated = ({ laterPenalties }: Proofs): Finding =>
  found(
    laterPenalties.length === 0,
    '未因同一类违法行为再次受到市场监督管理部门行政处罚（市场监管总局令第45号第十四条第（三）项）',
    `因同一类违法行为再次受到处罚：${laterPenalties.join('、')}（市场监管总局令第45号第十四条第（三）项）`,
  );

const notOnSeriousList = ({ blackLists }: Proofs): Finding => {
  const lists = blackLists.filter((name) => marketSeriousList.test(name));
  return found(
    lists.length === 0,
    '未在经营异常名录和严重违法失信名单中（市场监管总局令第45号第十四条第（四）项）',
    `仍在${lists.join('、')}中（市场监管总局令第45号第十四条第（四）项）`,
  );
};

const findings: Record<RepairConditionKind, (proofs: Proofs) => Finding> = {
  // The first two are weighed with the rule itself.
  REPAIRABLE: () => ({ met: true, reason: '属于可以修复的事项' }),
  MINIMUM_PERIOD: () => ({ met: true, reason: '最短公示期另计' }),
  DUTIES_DONE: dutiesDone,
  COMMITMENT: ({ commitment }) => found(commitment, '已作出公开信用承诺', '尚未作出公开信用承诺'),
  TRAINING: trained,
  CREDIT_REPORT: ({ creditReport }) => found(creditReport, '已提交信用报告', '未提交信用报告'),
  COMMUNITY_SERVICE: (proofs) => found(hasServed(proofs), serviceText(proofs), serviceText(proofs)),
  NO_REPEAT: notRepeated,
  NOT_ON_SERIOUS_LIST: notOnSeriousList,
};

export const assessCondition = (kind: RepairConditionKind, proofs: Proofs): AssessedCondition => ({
  kind,
  ...findings[kind](proofs),
  metFrom: null,
});
