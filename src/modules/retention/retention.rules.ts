import { today } from '../../kernel/clock.js';
import { addDays, addMonths } from '../../kernel/dates.js';
import { outcomesKeptSince } from '../ledger/idempotency.rules.js';
import { windowOf } from '../organizations/quota.rules.js';

/** Terms that neither law nor policy gives: the county sets them (HUB_RETENTION_…), in days. */
export interface RetentionTerms {
  readonly personDays: number;
  readonly refusedRowDays: number;
  readonly evidenceDays: number;
}

export interface RetentionRule {
  /** Stands in the audit for the rule: never changed, never given to another. */
  readonly id: number;
  readonly data: string;
  /** What begins the term. */
  readonly from: string;
  readonly term: string;
  readonly then: string;
  readonly source: string;
  /** Cleared at every sweep, or once a day. */
  readonly every: 'sweep' | 'day';
  /** What began its term before this moment is due. */
  readonly cutoff: (now: Date, terms: RetentionTerms) => Date;
}

/** From when on data are looked at, and what is due then. */
export interface Moment {
  readonly now: Date;
  /** In China. */
  readonly today: string;
  /** What began its term before is due. */
  readonly cutoff: Date;
}

/** What one batch did: how many rows, whether there may be more, and behind which the next begins. */
export interface Batch {
  readonly rows: number;
  readonly more: boolean;
  readonly after: number;
}

/** How long after the last look a person stays known: the record of it is kept as long, and the person may ask for it. */
export const lookMonths = 36;

const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
const dayOf = (now: Date): string => today({ now: () => now });

/** Whole days in China: what began on a day is kept through the last day of its term. */
const daysBefore = (now: Date, days: number): Date => startOf(addDays(dayOf(now), -days));

/** A look before this moment no longer keeps the person known (PIPL 56). */
export const looksKeptSince = (now: Date): Date => startOf(addMonths(dayOf(now), -lookMonths));

/** A file that nobody attached is evidence of nothing. */
const waitingDays = 7;

/** What may be kept how long. Nothing else in the hub deletes or erases with time. */
export const retentionRules = {
  RECORD: {
    id: 1,
    data: 'credit records of dishonesty 失信信息',
    from: 'the decision, or what the record says',
    term: 'at most 5 years, longer while a black entry rests on it',
    then: 'archive: disclosed no more',
    source: 'Henan 19, 44',
    every: 'sweep',
    cutoff: (now) => startOf(dayOf(now)),
  },
  PERSON: {
    id: 2,
    data: 'a person of whom no record, entry, matter, paper or client is left 已无任何记录的自然人',
    from: 'the last act on it; the last look at it',
    term: '`HUB_RETENTION_PERSON_DAYS` after the act, and 3 years after the look',
    then: 'number, index and name are erased; the hub code stays',
    source: 'PIPL 47, 56; days: county',
    every: 'day',
    cutoff: (now, { personDays }) => daysBefore(now, personDays),
  },
  WITHDRAWN_EVIDENCE: {
    id: 3,
    data: 'files of an application for repair that was withdrawn 已撤回申请的材料',
    from: 'the withdrawal',
    term: '`HUB_RETENTION_EVIDENCE_DAYS`',
    then: 'deleted; their hashes stay in the audit',
    source: 'PIPL 19; days: county',
    every: 'day',
    cutoff: (now, { evidenceDays }) => daysBefore(now, evidenceDays),
  },
  REFUSED_ROW: {
    id: 4,
    data: 'refused rows of imports with their problems 导入被拒行',
    from: 'the end of the import',
    term: '`HUB_RETENTION_REFUSED_ROW_DAYS`',
    then: 'deleted; the counts stay',
    source: 'Henan 17 sends them back; days: county',
    every: 'day',
    cutoff: (now, { refusedRowDays }) => daysBefore(now, refusedRowDays),
  },
  WAITING_FILE: {
    id: 5,
    data: 'files attached to nothing 未关联的文件',
    from: 'their arrival',
    term: `${waitingDays} days`,
    then: 'deleted',
    source: 'PIPL 19; days: the hub',
    every: 'sweep',
    cutoff: (now) => daysBefore(now, waitingDays),
  },
  OUTCOME: {
    id: 6,
    data: 'outcomes kept for repeats under an idempotency key 幂等结果',
    from: 'the mutation',
    term: '7 days',
    then: 'deleted',
    source: 'PIPL 19; days: the hub',
    every: 'sweep',
    cutoff: (now) => outcomesKeptSince(now),
  },
  SESSION: {
    id: 7,
    data: 'sessions of subjects and staff 会话',
    from: 'the sign-in',
    term: 'its minutes or hours',
    then: 'deleted',
    source: 'PIPL 19',
    every: 'sweep',
    cutoff: (now) => now,
  },
  TOKEN: {
    id: 8,
    data: 'tokens, used assertions and proofs 令牌',
    from: 'their issue',
    term: 'its minutes',
    then: 'deleted',
    source: 'PIPL 19',
    every: 'sweep',
    cutoff: (now) => now,
  },
  QUOTA: {
    id: 9,
    data: 'windows of the quota 配额窗口',
    from: 'their minute',
    term: 'a minute',
    then: 'deleted, without an audit row: counters only',
    source: 'PIPL 19',
    every: 'sweep',
    cutoff: (now) => windowOf(now),
  },
} as const satisfies Record<string, RetentionRule>;
export type RetentionKey = keyof typeof retentionRules;
export const retentionKeys = Object.keys(retentionRules) as RetentionKey[];

/** Whether what began its term then may be kept no longer. */
export const isDue = (key: RetentionKey, began: Date, now: Date, terms: RetentionTerms): boolean =>
  began < retentionRules[key].cutoff(now, terms);

/** What retention never cuts: each row proves the ones beside it, or a right of the subject rests on it. */
const kept: readonly (readonly [data: string, why: string, source: string])[] = [
  ['audit chain, change feed, histories 审计链、变更流', 'no: every row proves the next', 'Henan 25, 39'],
  ['access log 查询记录', 'no: at least 3 years, and the subject may ask for it', 'Henan 40, PIPL 55, 56'],
  [
    'archived records, entries, papers 档案',
    'no: archive; nobody but government and the subject sees it',
    'Henan 19',
  ],
];

/** The table of the README. */
export const renderRetention = (): string =>
  [
    '| rule | what | from | kept for | then | source |',
    '| --- | --- | --- | --- | --- | --- |',
    ...retentionKeys.map((key) => {
      const { data, from, term, then, source } = retentionRules[key];
      return `| \`${key}\` | ${data} | ${from} | ${term} | ${then} | ${source} |`;
    }),
    ...kept.map(([data, why, source]) => `| – | ${data} | – | without end | ${why} | ${source} |`),
  ].join('\n');
