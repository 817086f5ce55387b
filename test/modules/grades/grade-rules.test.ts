import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/kernel/dates.js';
import { gradeLetters, practitionerGroups, severities } from '../../../src/kernel/terms.js';
import { type GradeFact, gradeOf } from '../../../src/modules/grades/grade.rules.js';
import {
  gradeRuleSetOn,
  gradeRuleSets,
  isProfessional,
} from '../../../src/modules/grades/grade-set.rules.js';

const today = '2026-10-20';
const rules = gradeRuleSetOn(today);
const faultKinds = ['PENALTY', 'JUDGMENT', 'WATCH', 'BLACK'] as const;
const meritKinds = ['RED', 'AWARD', 'COMMITMENT'] as const;

let made = 0;
const fact = (changes: Partial<GradeFact> = {}): GradeFact => {
  const number = changes.number ?? `R-${++made}`;
  return {
    number,
    kind: 'PENALTY',
    severity: 'GENERAL',
    decidedOn: '2026-06-01',
    act: number,
    title: '样例',
    said: '样例',
    suspended: false,
    withdrawn: false,
    over: false,
    inadmissible: false,
    contested: false,
    visible: true,
    ...changes,
  };
};
const grade = (...facts: GradeFact[]) => gradeOf(facts, null, rules, today);

const anyFact = (standing: Partial<GradeFact> = {}): fc.Arbitrary<GradeFact> =>
  fc
    .record({
      number: fc.uuid(),
      kind: fc.constantFrom(...faultKinds, ...meritKinds),
      severity: fc.constantFrom(...severities),
      daysAgo: fc.integer({ min: 0, max: 1_900 }),
      act: fc.constantFrom('own', 'A-1', 'A-2'),
      said: fc.constantFrom('执业违规', '欠税'),
      visible: fc.boolean(),
    })
    .map(({ daysAgo, act, ...rest }) =>
      fact({
        ...rest,
        ...standing,
        decidedOn: addDays(today, -daysAgo),
        act: act === 'own' ? rest.number : act,
      }),
    );
const anyFacts = fc.array(anyFact(), { maxLength: 12 });
const anyGroup = fc.option(fc.constantFrom(...practitionerGroups));
const worseOrEqual = (one: string, other: string) => one >= other; // A < B < C < D

describe('a grade', () => {
  it('is the sum of the points of its reasons', () => {
    fc.assert(
      fc.property(anyFacts, anyGroup, (facts, group) => {
        const { score, reasons } = gradeOf(facts, group, rules, today);
        expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score);
      }),
    );
  });

  it('does not depend on the order of the facts', () => {
    fc.assert(
      fc.property(
        anyFacts.chain((facts) =>
          fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
        ),
        anyGroup,
        ([facts, shuffled], group) => {
          expect(gradeOf(shuffled, group, rules, today)).toEqual(gradeOf(facts, group, rules, today));
        },
      ),
    );
  });

  it('never gets worse when a fault is taken away', () => {
    fc.assert(
      fc.property(anyFacts, anyGroup, fc.nat(), (facts, group, at) => {
        const faults = facts.filter(({ kind }) => (faultKinds as readonly string[]).includes(kind));
        fc.pre(faults.length > 0);
        const taken = faults[at % faults.length]!;
        const before = gradeOf(facts, group, rules, today);
        const after = gradeOf(
          facts.filter((each) => each !== taken),
          group,
          rules,
          today,
        );
        expect(after.score).toBeGreaterThanOrEqual(before.score);
        expect(worseOrEqual(before.letter, after.letter)).toBe(true);
      }),
    );
  });

  it('never gets worse with time alone', () => {
    fc.assert(
      fc.property(anyFacts, anyGroup, fc.integer({ min: 1, max: 1_500 }), (facts, group, days) => {
        const now = gradeOf(facts, group, rules, today);
        const later = gradeOf(facts, group, rules, addDays(today, days));
        expect(later.score).toBeGreaterThanOrEqual(now.score);
        expect(worseOrEqual(now.letter, later.letter)).toBe(true);
      }),
    );
  });

  it('Policy 五(三): does not count what is suspended, withdrawn, repaired, archive, expired or contested', () => {
    const standing = fc.constantFrom(
      { suspended: true },
      { withdrawn: true },
      { over: true },
      { inadmissible: true },
      { contested: true },
    );
    fc.assert(
      fc.property(
        anyFacts,
        fc.array(standing.chain(anyFact), { minLength: 1, maxLength: 5 }),
        (facts, idle) => {
          expect(gradeOf([...facts, ...idle], null, rules, today)).toEqual(
            gradeOf(facts, null, rules, today),
          );
        },
      ),
    );
  });

  it('reaches each letter', () => {
    const reached = [
      grade(fact({ kind: 'RED' })),
      grade(),
      grade(fact({ severity: 'SERIOUS' })),
      grade(fact({ kind: 'BLACK', severity: 'SERIOUS' })),
    ].map(({ letter }) => letter);
    expect(reached).toEqual([...gradeLetters]);
  });

  it('is graded by what is said of the reasons, each with its number', () => {
    const { reasons, score, letter, ruleSet } = grade(
      fact({ number: 'R-1', title: '虚假宣传', decidedOn: '2025-10-20' }),
      fact({ number: 'E-1', kind: 'RED', title: '纳税信用A级' }),
    );
    expect({ score, letter, ruleSet }).toEqual({ score: 88, letter: 'B', ruleSet: rules.code });
    expect(reasons).toEqual([
      { code: 'BASE', points: 80, text: '基础分80分', number: null },
      {
        code: 'RED',
        points: 12,
        text: '列入守信联合激励名单，加12分：纳税信用A级（2026-06-01，E-1）',
        number: 'E-1',
      },
      {
        code: 'PENALTY_GENERAL',
        points: -4,
        text: '行政处罚（一般），决定满一年，扣4分：虚假宣传（2025-10-20，R-1）',
        number: 'R-1',
      },
    ]);
  });

  it('tells whoever may not see a row its kind and points, not which one it is', () => {
    fc.assert(
      fc.property(fc.array(anyFact({ visible: false, title: '不可见的事项' })), anyGroup, (facts, group) => {
        const { reasons } = gradeOf(facts, group, rules, today);
        const numbers = facts.map(({ number }) => number);
        for (const { number, text } of reasons) {
          expect(number).toBeNull();
          expect([...numbers, '不可见的事项'].some((each) => text.includes(each))).toBe(false);
        }
      }),
    );
  });

  it('counts one act once, by the heaviest of what rests on it (Henan 31)', () => {
    const record = fact({ number: 'R-7', severity: 'SERIOUS' });
    const entry = fact({ number: 'E-7', kind: 'BLACK', severity: 'SERIOUS', act: 'R-7' });
    expect(grade(record, entry)).toEqual(grade(entry));
  });
});

describe('Policy 一(二)3: long-term dishonesty', () => {
  const inYears = (...years: number[]) =>
    grade(...years.map((year) => fact({ decidedOn: `${year}-06-01`, severity: 'SERIOUS' })));

  it('is a fact in each of three years one after the other', () => {
    expect(inYears(2024, 2025, 2026).longTermDishonesty).toBe(true);
    expect(inYears(2023, 2025, 2026).longTermDishonesty).toBe(false);
    expect(inYears(2026, 2026, 2026).longTermDishonesty).toBe(false);
    const minor = [2024, 2025, 2026].map((year) => fact({ decidedOn: `${year}-06-01`, severity: 'MINOR' }));
    expect(grade(...minor).longTermDishonesty).toBe(false);
  });

  it('is a black entry for a year without repair', () => {
    const black = (decidedOn: string) => grade(fact({ kind: 'BLACK', decidedOn }));
    expect(black('2025-10-21').longTermDishonesty).toBe(false);
    expect(black('2025-10-20').longTermDishonesty).toBe(true);
  });

  it('keeps the letter from being better than C, and so does a black entry', () => {
    const merits = [fact({ kind: 'RED' }), fact({ kind: 'RED' }), fact({ kind: 'AWARD' })];
    const old = { severity: 'GENERAL', kind: 'PENALTY' } as const;
    const longTerm = [2022, 2023, 2024].map((year) => fact({ ...old, decidedOn: `${year}-06-01` }));
    const graded = grade(...merits, ...longTerm);
    expect(graded).toMatchObject({ letter: 'C', longTermDishonesty: true });
    expect(graded.score).toBeGreaterThanOrEqual(90);
    expect(graded.inspectionAdvice).toContain('长期失信');
    expect(grade(...merits, fact({ kind: 'BLACK', severity: 'MINOR' })).letter).toBe('C');
  });
});

describe('Policy 一(二)3: special practitioner groups', () => {
  it('weigh a fault in the profession more, no other fault and nobody else', () => {
    const inOffice = fact({ said: '律师违规执业' });
    const elsewhere = fact({ said: '闯红灯' });
    const scoreOf = (group: 'LAWYER' | null, each: GradeFact) => gradeOf([each], group, rules, today).score;
    expect(scoreOf('LAWYER', inOffice)).toBe(scoreOf(null, inOffice) - 4);
    expect(scoreOf('LAWYER', elsewhere)).toBe(scoreOf(null, elsewhere));
    expect(gradeOf([inOffice], 'LAWYER', rules, today).reasons).toContainEqual(
      expect.objectContaining({ code: 'PROFESSIONAL', points: -4, number: inOffice.number }),
    );
  });

  it('each know the words of their profession', () => {
    for (const group of practitionerGroups) expect(isProfessional(group, '违规执业')).toBe(true);
    expect(isProfessional('TEACHER', '违反师德')).toBe(true);
    expect(isProfessional('TEACHER', '药品')).toBe(false);
    expect(isProfessional(null, '违规执业')).toBe(false);
  });
});

describe('Policy 三: the advice how often to inspect', () => {
  it('grows with the grade and says that it is no punishment', () => {
    const advice = [
      grade(fact({ kind: 'RED' })),
      grade(),
      grade(fact({ severity: 'SERIOUS' })),
      grade(fact({ kind: 'BLACK', severity: 'SERIOUS' })),
    ].map(({ inspectionAdvice }) => inspectionAdvice);
    const words = ['减少检查频次', '常规比例', '增加检查频次，加强现场检查', '重点监督检查对象'];
    for (const [index, word] of words.entries()) expect(advice[index]).toContain(word);
    for (const each of advice) expect(each).toContain('不是惩戒措施');
  });
});

describe('the rule sets', () => {
  it('take fewer points the older a fault is, and more the graver it is', () => {
    for (const { faults } of gradeRuleSets)
      for (const bySeverity of Object.values(faults)) {
        for (const byAge of Object.values(bySeverity)) {
          expect([...byAge].sort((one, other) => other - one)).toEqual([...byAge]);
          expect(byAge.every((points) => points > 0)).toBe(true);
        }
        for (const age of [0, 1, 2] as const)
          expect(
            bySeverity.MINOR[age] < bySeverity.GENERAL[age] &&
              bySeverity.GENERAL[age] < bySeverity.SERIOUS[age],
          ).toBe(true);
      }
  });

  it('have a code each and a first day, in order', () => {
    expect(new Set(gradeRuleSets.map(({ code }) => code)).size).toBe(gradeRuleSets.length);
    const days = gradeRuleSets.map(({ from }) => from);
    expect([...days].sort()).toEqual(days);
    for (const each of gradeRuleSets) expect(gradeRuleSetOn(each.from)).toBe(each);
    expect(gradeRuleSetOn('1999-01-01')).toBe(gradeRuleSets[0]);
  });
});
