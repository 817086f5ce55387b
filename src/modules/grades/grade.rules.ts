import { addMonths } from '../../kernel/dates.js';
import type { GradeLetter, PractitionerGroup, Severity } from '../../kernel/terms.js';
import { type Fault, type GradeRuleSet, type Merit, isProfessional } from './grade-set.rules.js';

/** A record or entry as grading looks at it. */
export interface GradeFact {
  number: string;
  kind: Merit | Fault;
  severity: Severity;
  /** YYYY-MM-DD. */
  decidedOn: string;
  /** Number of the record it is or rests on: one act counts once. */
  act: string;
  title: string;
  /** What is said of it; the words of a profession are looked for here. */
  said: string;
  /** Suspended or marked with an objection, withdrawn, archive or expired: it does not count. */
  suspended: boolean;
  withdrawn: boolean;
  over: boolean;
  /** Still open to review or litigation, or otherwise no dishonesty information (Henan 13, 20(2)). */
  inadmissible: boolean;
  /** An open or upheld objection to the grade says that it must not count. */
  contested: boolean;
  /** The viewer may see the record or entry itself. */
  visible: boolean;
}

export interface GradeReason {
  code: string;
  points: number;
  text: string;
  number: string | null;
}

export interface GradeOutcome {
  letter: GradeLetter;
  score: number;
  ruleSet: string;
  reasons: GradeReason[];
  longTermDishonesty: boolean;
  inspectionAdvice: string;
}

/** Consecutive years with a dishonest fact in each that make dishonesty a long-term one. */
const longTermYears = 3;

/** The grade of a subject by its facts: the score is the sum of the points of its reasons. */
export const gradeOf = (
  facts: readonly GradeFact[],
  group: PractitionerGroup | null,
  rules: GradeRuleSet,
  today: string,
): GradeOutcome => {
  const counting = [...facts].filter(counts).sort(newestFirst);
  const faults = counting.filter(isFault);
  const longTermDishonesty = isLongTerm(faults, today);
  const listed = faults.some(({ kind }) => kind === 'BLACK');
  const reasons = [
    { code: 'BASE', points: rules.base, text: `基础分${rules.base}分`, number: null },
    ...meritReasons(counting.filter(isMerit), rules),
    ...faultReasons(faults, group, rules, today),
    ...(longTermDishonesty ? [longTermReason] : []),
  ];
  const score = reasons.reduce((sum, { points }) => sum + points, 0);
  const byScore = rules.thresholds.find(([, from]) => score >= from)?.[0] ?? 'D';
  // Whoever is on a black list or dishonest for long is not graded as good, whatever else speaks for it.
  const letter = (listed || longTermDishonesty) && byScore < 'C' ? 'C' : byScore;
  return {
    letter,
    score,
    ruleSet: rules.code,
    reasons,
    longTermDishonesty,
    inspectionAdvice: adviceOf(letter, longTermDishonesty),
  };
};

const counts = (fact: GradeFact): boolean =>
  !fact.suspended && !fact.withdrawn && !fact.over && !fact.inadmissible && !fact.contested;

const isMerit = (fact: GradeFact): fact is GradeFact & { kind: Merit } =>
  fact.kind === 'RED' || fact.kind === 'AWARD' || fact.kind === 'COMMITMENT';
const isFault = (fact: GradeFact): fact is GradeFact & { kind: Fault } => !isMerit(fact);

const newestFirst = (one: GradeFact, other: GradeFact): number =>
  order(other.decidedOn, one.decidedOn) || order(one.number, other.number);
const order = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const meritWords: Record<Merit, string> = {
  RED: '列入守信联合激励名单',
  AWARD: '表彰奖励',
  COMMITMENT: '信用承诺',
};

const meritReasons = (
  merits: readonly (GradeFact & { kind: Merit })[],
  { merits: rules }: GradeRuleSet,
): GradeReason[] => {
  const taken: Record<Merit, number> = { RED: 0, AWARD: 0, COMMITMENT: 0 };
  return merits
    .filter(({ kind }) => ++taken[kind] <= rules[kind].atMost)
    .map((fact) => {
      const { points } = rules[fact.kind];
      return reasonOf(fact, fact.kind, points, `${meritWords[fact.kind]}，加${points}分`);
    });
};

const faultWords: Record<Fault, string> = {
  PENALTY: '行政处罚',
  JUDGMENT: '司法裁判',
  WATCH: '列入重点关注名单',
  BLACK: '列入失信联合惩戒名单',
};
const severityWords: Record<Severity, string> = { MINOR: '轻微', GENERAL: '一般', SERIOUS: '严重' };
const ageWords = ['决定未满一年', '决定满一年', '决定满两年'] as const;

/** One act counts once, by the heaviest of the facts that rest on it (Henan 31: proportionality). */
const faultReasons = (
  faults: readonly (GradeFact & { kind: Fault })[],
  group: PractitionerGroup | null,
  rules: GradeRuleSet,
  today: string,
): GradeReason[] => {
  const heaviest = new Map<string, { weight: number; reasons: GradeReason[] }>();
  for (const fact of faults) {
    const reasons = reasonsOfFault(fact, group, rules, today);
    const weight = -reasons.reduce((sum, { points }) => sum + points, 0);
    if (weight > (heaviest.get(fact.act)?.weight ?? -1)) heaviest.set(fact.act, { weight, reasons });
  }
  return [...heaviest.values()].flatMap(({ reasons }) => reasons);
};

const reasonsOfFault = (
  fact: GradeFact & { kind: Fault },
  group: PractitionerGroup | null,
  rules: GradeRuleSet,
  today: string,
): GradeReason[] => {
  const age = Math.min(fullYears(fact.decidedOn, today), ageWords.length - 1);
  const points = rules.faults[fact.kind][fact.severity][age]!;
  const words = `${faultWords[fact.kind]}（${severityWords[fact.severity]}），${ageWords[age]}，扣${points}分`;
  const reasons = [reasonOf(fact, `${fact.kind}_${fact.severity}`, -points, words)];
  if (isProfessional(group, fact.said)) {
    const more = Math.ceil((points * rules.professionalPercent) / 100);
    reasons.push(reasonOf(fact, 'PROFESSIONAL', -more, `重点职业人群执业失信，加扣${more}分`));
  }
  return reasons;
};

/** Whoever may not see the row learns the kind and the points, not which one it is. */
const reasonOf = (
  { visible, title, number, decidedOn }: GradeFact,
  code: string,
  points: number,
  words: string,
): GradeReason => ({
  code,
  points,
  text: visible ? `${words}：${title}（${decidedOn}，${number}）` : words,
  number: visible ? number : null,
});

/** Full years between two days. */
const fullYears = (from: string, to: string): number => {
  let years = 0;
  while (addMonths(from, 12 * (years + 1)) <= to) years++;
  return years;
};

/**
 * Long-term dishonesty (长期失信, Policy 一(二)3): dishonest facts that are not minor in each of three years one after
 * the other, or a black entry for more than a year without repair.
 */
const isLongTerm = (faults: readonly (GradeFact & { kind: Fault })[], today: string): boolean => {
  if (faults.some(({ kind, decidedOn }) => kind === 'BLACK' && fullYears(decidedOn, today) >= 1)) return true;
  const years = new Set(
    faults
      .filter(({ severity }) => severity !== 'MINOR')
      .map(({ decidedOn }) => Number(decidedOn.slice(0, 4))),
  );
  return [...years].some((last) =>
    Array.from({ length: longTermYears }, (_, back) => last - back).every((year) => years.has(year)),
  );
};

const longTermReason: GradeReason = {
  code: 'LONG_TERM',
  points: 0,
  text: '长期失信：连续三年均有失信事实，或者列入失信名单满一年未修复；等级不高于C',
  number: null,
};

const adviceWords: Record<GradeLetter, string> = {
  A: '建议减少检查频次，优化检查方式（《实施意见》三（一）、《河南省社会信用条例》第三十条第四项）',
  B: '建议按照常规比例和频次检查',
  C: '建议适当增加检查频次，加强现场检查（《实施意见》三（二）1、《河南省社会信用条例》第三十二条第五项）',
  D: '建议列为重点监督检查对象，增加检查频次（《实施意见》三（二）1、《河南省社会信用条例》第三十二条第五项）',
};

/** How often to inspect: advice, never a punishment of its own (Policy 三(一), 三(二)1; Henan 30(4), 32(5)). */
const adviceOf = (letter: GradeLetter, longTerm: boolean): string =>
  `${adviceWords[letter]}${longTerm ? '；长期失信，宜持续关注' : ''}。本建议仅供安排检查参考，本身不是惩戒措施。`;
