import { addMonths } from '../../kernel/dates.js';
import type { RepairConditionKind, Severity } from '../../kernel/terms.js';
import type { ListRepairRule } from '../lists/list.entity.js';
import { type AssessedCondition, type Proofs, assessCondition, minimumPeriod } from './condition.rules.js';
import { type RepairRuleSet, repairRuleSets } from './repair-regime.rules.js';

/** What is to be repaired, as the rules see it. */
export interface RepairTarget {
  severity: Severity;
  /** The day of the decision: the rule set of the fact. */
  factOn: string;
  /** From when publication counts: publication of an entry, decision of a record; null while not published. */
  startsOn: string | null;
  /** The last day of its term. */
  endsOn: string;
  /** A penalty of a market-supervision body. */
  market: boolean;
  /** Its publication ends with the longest period of the rule (records); the term of an entry is set by who identified it. */
  capped: boolean;
  /** Words of the decision, in which barred acts are looked for. */
  acts: string;
  /** Why there is nothing to repair here at all; null where there is. */
  notRepairable: string | null;
  listRule: (ListRepairRule & { listCode: string; listName: string }) | null;
}

export interface RuleSetName {
  code: string;
  title: string;
  source: string;
}

/** A rule set that was looked at, and why it was taken or left. */
export interface ConsideredRuleSet {
  ruleSet: RuleSetName;
  chosen: boolean;
  reason: string;
  /** The day on which its minimum period is over; null where it allows no repair, or nothing runs yet. */
  earliestOn: string | null;
}

export interface RepairAssessment {
  ruleSet: RuleSetName;
  considered: ConsideredRuleSet[];
  conditions: AssessedCondition[];
  repairable: boolean;
  /** Why not. */
  reason: string | null;
  earliestOn: string | null;
  endsOn: string;
}

/** One rule set laid on one target. */
export interface AppliedRule {
  name: RuleSetName;
  why: string;
  barred: string | null;
  minimumMonths: number;
  longestMonths: number | null;
  from: 'PUBLICATION' | 'DUTIES_DONE';
  conditions: readonly RepairConditionKind[];
}

const nameOf = ({ code, title, source }: RepairRuleSet): RuleSetName => ({ code, title, source });

/** A rule set by its code; null for the rule of a list. */
export const knownRuleSet = (code: string): RuleSetName | null => {
  const set = repairRuleSets.find((each) => each.code === code);
  return set ? nameOf(set) : null;
};

/** The rule set in force on a day: that of market supervision for its penalties, the general one otherwise. */
export const ruleSetOn = (day: string, market: boolean): RepairRuleSet => {
  const inForce = repairRuleSets.filter(
    ({ from, until }) => (from === null || from <= day) && (until === null || until >= day),
  );
  const general = inForce.find(({ track }) => track === 'GENERAL')!;
  return (market && inForce.find(({ track }) => track === 'MARKET')) || general;
};

const applied = (set: RepairRuleSet, target: RepairTarget, why: string): AppliedRule => {
  const { barred } = set;
  const { minimumMonths, longestMonths, conditions } = set.severities[target.severity];
  const isBarred = barred !== null && barred.severity === target.severity && barred.words.test(target.acts);
  return {
    name: nameOf(set),
    why,
    barred: isBarred ? barred.reason : null,
    minimumMonths,
    longestMonths,
    from: 'PUBLICATION',
    conditions,
  };
};

/** The list's own rule goes first; else the sets in force at the fact and at the application. */
export const candidateRules = (target: RepairTarget, appliedOn: string): AppliedRule[] => {
  const { listRule } = target;
  if (listRule !== null)
    return [
      {
        name: { code: listRule.listCode, title: `${listRule.listName}的修复规则`, source: listRule.source },
        why: '认定机关为该名单规定的修复规则，优先适用（河南省社会信用条例第三十七条）',
        barred: listRule.minimumMonths === null ? '该名单的规则不允许期满前移出' : null,
        minimumMonths: listRule.minimumMonths ?? 0,
        longestMonths: null,
        from: listRule.from,
        conditions: listRule.conditions,
      },
    ];
  const atFact = ruleSetOn(target.factOn, target.market);
  const atApplication = ruleSetOn(appliedOn, target.market);
  if (atFact === atApplication) return [applied(atFact, target, '失信行为认定时和申请时施行的均为该规则')];
  return [
    applied(atFact, target, '失信行为认定时施行的规则'),
    applied(atApplication, target, '申请时施行的规则'),
  ];
};

/** The last day of the term as this rule has it: never later than the term itself. */
const endUnder = ({ longestMonths }: AppliedRule, { capped, startsOn, endsOn }: RepairTarget): string => {
  if (!capped || longestMonths === null || startsOn === null) return endsOn;
  const longest = addMonths(startsOn, longestMonths);
  return longest < endsOn ? longest : endsOn;
};

/** Better for the subject first: repairable, then earlier from the application on, then fewer conditions, then the newer. */
const gentler = (target: RepairTarget, proofs: Proofs, appliedOn: string) => {
  const startsOn = target.startsOn ?? appliedOn;
  const dayOf = (rule: AppliedRule): string => {
    const day = minimumPeriod(rule, startsOn, proofs).metFrom ?? appliedOn;
    return day > appliedOn ? day : appliedOn;
  };
  return (one: AppliedRule, other: AppliedRule): number =>
    Number(one.barred !== null) - Number(other.barred !== null) ||
    dayOf(one).localeCompare(dayOf(other)) ||
    one.conditions.length - other.conditions.length;
};

/** Whether it may be repaired and since when is asked always, whether a rule names it or not. */
const isOther = (kind: RepairConditionKind): boolean => kind !== 'REPAIRABLE' && kind !== 'MINIMUM_PERIOD';

/** Weighs an application of a day against what is known today (Policy 五(四), Henan 43). */
export const assessRepair = (
  target: RepairTarget,
  proofs: Proofs,
  { appliedOn, today }: { appliedOn: string; today: string },
): RepairAssessment => {
  // The newer stands first, so that among equals it is taken.
  const candidates = candidateRules(target, appliedOn).toReversed();
  const rule = candidates.toSorted(gentler(target, proofs, appliedOn))[0]!;
  const endsOn = endUnder(rule, target);
  const barred = target.notRepairable ?? rule.barred;
  const period = minimumPeriod(rule, target.startsOn, proofs);
  const conditions: AssessedCondition[] = [
    {
      kind: 'REPAIRABLE',
      met: barred === null,
      reason:
        barred === null
          ? `属于可以修复的事项（${rule.name.title}）`
          : `${barred}；有效期至${endsOn}，期满即止`,
      metFrom: null,
    },
    { kind: 'MINIMUM_PERIOD', ...period, met: period.metFrom !== null && period.metFrom <= today },
    ...rule.conditions.filter(isOther).map((kind) => assessCondition(kind, proofs)),
  ];
  return {
    ruleSet: rule.name,
    considered: candidates.toReversed().map((each) => ({
      ruleSet: each.name,
      chosen: each === rule,
      reason: `${each.why}；${reasonOf(each, rule, candidates.length)}`,
      earliestOn: each.barred === null ? minimumPeriod(each, target.startsOn, proofs).metFrom : null,
    })),
    conditions,
    repairable: barred === null,
    reason: barred === null ? null : `${barred}；有效期至${endsOn}，期满即止`,
    earliestOn: barred === null ? period.metFrom : null,
    endsOn,
  };
};

const reasonOf = (each: AppliedRule, chosen: AppliedRule, count: number): string => {
  if (each.barred !== null) return each.barred;
  if (count === 1) return '适用';
  return each === chosen ? '对信用主体更为有利，适用' : '不如另一规则对信用主体有利，不适用';
};

export const unmetOf = ({ conditions }: Pick<RepairAssessment, 'conditions'>): AssessedCondition[] =>
  conditions.filter(({ met }) => !met);
