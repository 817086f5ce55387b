import type { GradeLetter, PractitionerGroup, Severity } from '../../kernel/terms.js';

export type Merit = 'RED' | 'AWARD' | 'COMMITMENT';
export type Fault = 'PENALTY' | 'JUDGMENT' | 'WATCH' | 'BLACK';

/** Points a fault takes by its age: in the first, the second and every later year. */
type ByAge = readonly [number, number, number];

/** How credit is graded: data that its office declares and may replace from a day on. */
export interface GradeRuleSet {
  code: string;
  title: string;
  source: string;
  /** First day in force. */
  from: string;
  base: number;
  /** Points of each, and how many of a kind count at most. */
  merits: Record<Merit, { points: number; atMost: number }>;
  faults: Record<Fault, Record<Severity, ByAge>>;
  /** What a fault in the profession takes more from a practitioner, percent (Policy 一(二)3). */
  professionalPercent: number;
  /** From which score on; below the last it is D. */
  thresholds: readonly (readonly [Exclude<GradeLetter, 'D'>, number])[];
}

/**
 * The county's declared rule set of the demonstration: Policy 一(二)3 asks for graded management and gives no numbers.
 * Its points are invented and replaceable: put another one behind it with its own first day.
 */
const countyDemo: GradeRuleSet = {
  code: 'PYX-DEMO-2026-1',
  title: '濮阳县信用分级规则（演示版，2026年第1版）',
  source: '县信用办为演示公布，分值为示例，可以另行公布规则替换；依据《实施意见》一（二）3',
  from: '2020-05-01',
  base: 80,
  merits: {
    RED: { points: 12, atMost: 2 },
    AWARD: { points: 4, atMost: 2 },
    COMMITMENT: { points: 2, atMost: 1 },
  },
  faults: {
    PENALTY: { MINOR: [3, 2, 1], GENERAL: [8, 4, 2], SERIOUS: [20, 12, 6] },
    JUDGMENT: { MINOR: [8, 4, 2], GENERAL: [16, 8, 4], SERIOUS: [25, 15, 8] },
    WATCH: { MINOR: [6, 3, 2], GENERAL: [12, 6, 3], SERIOUS: [18, 9, 5] },
    BLACK: { MINOR: [25, 20, 15], GENERAL: [35, 28, 21], SERIOUS: [45, 36, 27] },
  },
  professionalPercent: 50,
  thresholds: [
    ['A', 90],
    ['B', 70],
    ['C', 50],
  ],
};

/** Every rule set there was, oldest first. */
export const gradeRuleSets: readonly GradeRuleSet[] = [countyDemo];

/** The rule set in force on a day; the first one before there was any. */
export const gradeRuleSetOn = (day: string): GradeRuleSet =>
  gradeRuleSets.findLast(({ from }) => from <= day) ?? gradeRuleSets[0]!;

/** Words by which a fault shows that it is one of the profession. */
const ofAnyProfession = ['执业', '从业', '职业资格', '任职资格'];
const professionWords: Record<PractitionerGroup, readonly string[]> = {
  LEGAL_REPRESENTATIVE: ['法定代表人'],
  LAWYER: ['律师'],
  TEACHER: ['教师', '师德'],
  PHYSICIAN: ['医师', '医疗', '诊疗'],
  PHARMACIST: ['药师', '药品'],
  ACCOUNTANT: ['会计', '审计'],
  APPRAISER: ['评估'],
  TAX_AGENT: ['税务师', '涉税'],
  CONSTRUCTION_ENGINEER: ['建造', '造价', '监理', '工程质量'],
  FIRE_ENGINEER: ['消防'],
  ESTATE_AGENT: ['房地产', '中介', '经纪'],
  FINANCIAL_PRACTITIONER: ['金融', '银行', '证券', '保险'],
  TOUR_GUIDE: ['导游', '旅游'],
  CIVIL_SERVANT: ['公务员', '公职'],
};

/** Whether what is said of a fault is about the practitioner's profession. */
export const isProfessional = (group: PractitionerGroup | null, said: string): boolean =>
  group !== null && [...ofAnyProfession, ...professionWords[group]].some((word) => said.includes(word));
