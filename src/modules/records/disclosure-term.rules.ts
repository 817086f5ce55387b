import { addDays, addMonths } from '../../kernel/dates.js';
import type { Procedure, RecordKind, Severity } from '../../kernel/terms.js';

/** What of a decision says how long it may be published. */
export interface TermFacts {
  kind: RecordKind;
  ofPerson: boolean;
  category: string | null;
  content: string | null;
  /** Yuan, with two places. */
  fineYuan: string | null;
  confiscatedYuan: string | null;
  procedure: Procedure | null;
  /** YYYY-MM-DD. */
  decidedOn: string;
  authorityName: string;
  /** Last day the provider declared itself. */
  publishUntil: string | null;
}

/** A rule that sets how long penalties may be published, from the decision on: the earlier of the days it could mean. */
interface TermRule {
  source: string;
  /** First day in force: what is published then longer than it allows ends on the day before. */
  from: string;
  appliesTo(facts: TermFacts): boolean;
  months: Record<Severity, number>;
}

const marketAuthority = /市场监督管理|药品监督管理/;

const penaltyRules: readonly TermRule[] = [
  {
    source: '《信用修复管理办法》（国家发展改革委令第36号）',
    from: '2026-04-01',
    appliesTo: () => true,
    months: { MINOR: 3, GENERAL: 12, SERIOUS: 36 },
  },
  {
    source: '《市场监督管理行政处罚信息公示规定》（国家市场监督管理总局令第45号）第十三条',
    from: '2021-09-01',
    appliesTo: ({ authorityName }) => marketAuthority.test(authorityName),
    months: { MINOR: 3, GENERAL: 36, SERIOUS: 36 },
  },
];

/** Longest disclosure of dishonesty information, months (Henan 19). */
const longestDisclosure = 60;

/**
 * Fines below the first are low, from the second on huge. The rules leave the numbers to the province; until it sets
 * them these are the county's own, in yuan.
 */
const fineSteps = { person: [1_000, 100_000], organisation: [10_000, 1_000_000] } as const;

const grave =
  /吊销|降低资质等级|责令(?:停产停业|关闭)|限制(?:开展)?(?:生产经营|经营活动|从业)|禁入|禁止从事|终身/;
const middling = /没收|暂扣|责令限期拆除/;
const mild = /警告|通报批评/;

/**
 * How grave a penalty is: minor (simplified procedure, warning, public criticism, low fine), serious (huge fine,
 * revocation, ban), else general. What the file does not say is not held against the subject as serious.
 */
export const penaltyClass = (facts: Omit<TermFacts, 'kind' | 'publishUntil' | 'decidedOn'>): Severity => {
  const said = `${facts.category ?? ''}；${facts.content ?? ''}`;
  const fine = Number(facts.fineYuan ?? 0);
  const [low, huge] = fineSteps[facts.ofPerson ? 'person' : 'organisation'];
  if (grave.test(said) || fine >= huge) return 'SERIOUS';
  if (facts.procedure === 'SIMPLIFIED') return 'MINOR';
  if (middling.test(said) || Number(facts.confiscatedYuan ?? 0) > 0 || fine >= low) return 'GENERAL';
  return fine > 0 || mild.test(said) ? 'MINOR' : 'GENERAL';
};

/** Market penalties that are a warning and nothing else are not published at all (SAMR 45, article 2). */
export const mayBePublished = (facts: Omit<TermFacts, 'publishUntil' | 'decidedOn'>): boolean => {
  if (facts.kind !== 'PENALTY' || !marketAuthority.test(facts.authorityName)) return true;
  const said = `${facts.category ?? ''}；${facts.content ?? ''}`;
  const more = /罚款|通报批评/.test(said) || grave.test(said) || middling.test(said);
  const money = Number(facts.fineYuan ?? 0) + Number(facts.confiscatedYuan ?? 0) > 0;
  return more || money || !/警告/.test(said);
};

/**
 * The last day of publication: the earliest that any rule or the provider sets, the reading that protects the subject.
 * Null: for good, as good-faith information may be (Henan 19).
 */
export const lastDayOfPublication = (facts: TermFacts): string | null => {
  const days = [
    ...(facts.publishUntil === null ? [] : [facts.publishUntil]),
    ...(isDishonesty(facts.kind) ? [addMonths(facts.decidedOn, longestDisclosure)] : []),
    ...(facts.kind === 'PENALTY' ? ruledDays(facts) : []),
  ];
  return days.length === 0 ? null : days.sort()[0]!;
};

const ruledDays = (facts: TermFacts): string[] => {
  const severity = penaltyClass(facts);
  return penaltyRules
    .filter((rule) => rule.appliesTo(facts))
    .map(({ from, months }) => {
      const last = addMonths(facts.decidedOn, months[severity]);
      const dayBefore = addDays(from, -1);
      return last < dayBefore ? dayBefore : last;
    });
};

/** Penalties and judgments speak against their subject (Henan 20); licences, awards and commitments for it. */
export const isDishonesty = (kind: RecordKind): boolean => kind === 'PENALTY' || kind === 'JUDGMENT';
