import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths } from '../../../src/kernel/dates.js';
import { repairConditionKinds, severities } from '../../../src/kernel/terms.js';
import { type Proofs, assessCondition, noProofs } from '../../../src/modules/repairs/condition.rules.js';
import { countyRepairRules, repairRuleSets } from '../../../src/modules/repairs/repair-regime.rules.js';
import {
  type RepairTarget,
  assessRepair,
  candidateRules,
  ruleSetOn,
  unmetOf,
} from '../../../src/modules/repairs/repair.rules.js';
import { repairPathText } from '../../../src/modules/repairs/path.rules.js';
import { severityOfRecord } from '../../../src/modules/repairs/severity.rules.js';

const target = (changes: Partial<RepairTarget> = {}): RepairTarget => ({
  severity: 'SERIOUS',
  factOn: '2026-05-10',
  startsOn: '2026-06-01',
  endsOn: '2029-05-31',
  market: false,
  capped: false,
  acts: '虚假宣传',
  notRepairable: null,
  listRule: null,
  ...changes,
});

const everything: Proofs = {
  dutiesClaimed: true,
  dutiesDoneOn: '2026-06-01',
  dutiesConfirmed: true,
  commitment: true,
  trainingCertificate: true,
  creditReport: true,
  serviceHours: 100,
  laterPenalties: [],
  blackLists: [],
};

const day = fc.integer({ min: 0, max: 365 * 9 }).map((days) => addDays('2018-01-01', days));
const listRule = fc.record({
  minimumMonths: fc.option(fc.integer({ min: 0, max: 24 })),
  from: fc.constantFrom('PUBLICATION' as const, 'DUTIES_DONE' as const),
  conditions: fc.uniqueArray(fc.constantFrom(...repairConditionKinds.slice(2))),
  source: fc.constant('名单规则'),
  listCode: fc.constant('LIST'),
  listName: fc.constant('名单'),
});
const anyTarget = fc
  .record({
    severity: fc.constantFrom(...severities),
    factOn: day,
    published: fc.option(fc.integer({ min: 0, max: 200 })),
    term: fc.integer({ min: 1, max: 60 }),
    market: fc.boolean(),
    capped: fc.boolean(),
    acts: fc.constantFrom('虚假宣传', '吊销许可证', '食品生产停产停业', '骗税', '责令停产停业'),
    notRepairable: fc.option(fc.constant('不是失信信息'), { freq: 8 }),
    listRule: fc.option(listRule, { freq: 2 }),
  })
  .map(({ published, term, ...rest }): RepairTarget => {
    const startsOn = published === null ? null : addDays(rest.factOn, published);
    return { ...rest, startsOn, endsOn: addMonths(startsOn ?? rest.factOn, term) };
  });
const anyProofs: fc.Arbitrary<Proofs> = fc.record({
  dutiesClaimed: fc.boolean(),
  dutiesDoneOn: fc.option(day),
  dutiesConfirmed: fc.option(fc.boolean()),
  commitment: fc.boolean(),
  trainingCertificate: fc.boolean(),
  creditReport: fc.boolean(),
  serviceHours: fc.integer({ min: 0, max: 80 }),
  laterPenalties: fc.array(fc.constant('罚〔2026〕1号'), { maxLength: 2 }),
  blackLists: fc.array(fc.constantFrom('市场监督管理严重违法失信名单', '失信被执行人名单'), { maxLength: 2 }),
});

describe('the rule sets as data', () => {
  it('leave no day of the general track without exactly one', () => {
    const general = repairRuleSets.filter(({ track }) => track === 'GENERAL');
    expect(general[0]!.from).toBeNull();
    expect(general.at(-1)!.until).toBeNull();
    for (const [index, set] of general.entries())
      if (index > 0) expect(set.from).toBe(addDays(general[index - 1]!.until!, 1));
  });

  it('say where they stand, and what of it is from memory', () => {
    expect(new Set(repairRuleSets.map(({ code }) => code)).size).toBe(repairRuleSets.length);
    for (const { code, source } of repairRuleSets) {
      expect(source.length).toBeGreaterThan(10);
      expect(source.includes('凭记忆')).toBe(code !== 'GENERAL-2026');
    }
  });

  it.each([
    ['2023-04-30', false, 'GENERAL-2019'],
    ['2023-05-01', false, 'GENERAL-2023'],
    ['2026-03-31', false, 'GENERAL-2023'],
    ['2026-04-01', false, 'GENERAL-2026'],
    ['2021-08-31', true, 'GENERAL-2019'],
    ['2021-09-01', true, 'MARKET-2021'],
    ['2026-11-25', true, 'MARKET-2021'],
    ['2021-09-01', false, 'GENERAL-2019'],
  ])('on %s (market supervision: %s) are %s', (on, market, code) => {
    expect(ruleSetOn(on, market).code).toBe(code);
  });
});

describe('the set that applies', () => {
  it('is the one in force at the fact and at the application when they are the same', () => {
    const { ruleSet, considered } = assessRepair(target(), noProofs, {
      appliedOn: '2026-11-25',
      today: '2026-11-25',
    });
    expect(ruleSet.code).toBe('GENERAL-2026');
    expect(considered).toMatchObject([{ chosen: true, earliestOn: '2027-06-01' }]);
  });

  it('is the old one where that lets the subject repair earlier', () => {
    // 2019: six months for what is serious; 2023: a year.
    const old = target({ factOn: '2023-04-30', startsOn: '2023-05-20' });
    const { ruleSet, considered, earliestOn } = assessRepair(old, noProofs, {
      appliedOn: '2023-08-01',
      today: '2023-08-01',
    });
    expect(ruleSet.code).toBe('GENERAL-2019');
    expect(earliestOn).toBe('2023-11-20');
    expect(considered.map((each) => [each.ruleSet.code, each.chosen, each.earliestOn])).toEqual([
      ['GENERAL-2019', true, '2023-11-20'],
      ['GENERAL-2023', false, '2024-05-20'],
    ]);
    expect(considered[1]!.reason).toContain('不如');
  });

  it('asks for less where both minimum periods are over', () => {
    const old = target({ factOn: '2023-04-30', startsOn: '2023-05-20' });
    const { ruleSet, conditions } = assessRepair(old, noProofs, {
      appliedOn: '2026-11-25',
      today: '2026-11-25',
    });
    expect(ruleSet.code).toBe('GENERAL-2026');
    expect(conditions.map(({ kind }) => kind)).not.toContain('TRAINING');
  });

  it('is the new one where the old one bars the act', () => {
    const barred = target({ factOn: '2022-01-10', startsOn: '2022-01-20', acts: '食品生产许可证吊销' });
    const { ruleSet, repairable, considered } = assessRepair(barred, noProofs, {
      appliedOn: '2026-05-01',
      today: '2026-05-01',
    });
    expect([ruleSet.code, repairable]).toEqual(['GENERAL-2026', true]);
    expect(considered[0]).toMatchObject({ chosen: false, earliestOn: null });
  });

  it('is the own rule of the list, whatever the general ones say', () => {
    const rule = {
      minimumMonths: 6,
      from: 'DUTIES_DONE' as const,
      conditions: ['DUTIES_DONE' as const, 'COMMITMENT' as const],
      source: '人社部规定',
      listCode: 'BLACK-WAGES',
      listName: '拖欠农民工工资名单',
    };
    const days = { appliedOn: '2026-11-25', today: '2026-11-25' };
    const silent = assessRepair(target({ listRule: rule }), noProofs, days);
    expect(silent.ruleSet.code).toBe('BLACK-WAGES');
    expect(silent.considered).toHaveLength(1);
    expect(silent.earliestOn).toBeNull();
    const done = assessRepair(
      target({ listRule: rule }),
      { ...everything, dutiesDoneOn: '2026-05-25' },
      days,
    );
    expect(done.earliestOn).toBe('2026-11-25');
    expect(unmetOf(done)).toEqual([]);
    const never = assessRepair(target({ listRule: { ...rule, minimumMonths: null } }), everything, days);
    expect(never.repairable).toBe(false);
    expect(never.reason).toContain('2029-05-31');
  });

  it('of market supervision bars what Order 45 article 14 names, and only there', () => {
    const days = { appliedOn: '2026-11-25', today: '2026-11-25' };
    const revoked = { acts: '吊销营业执照', capped: true };
    expect(assessRepair(target({ ...revoked, market: true }), everything, days)).toMatchObject({
      repairable: false,
      endsOn: '2029-05-31',
    });
    expect(assessRepair(target(revoked), everything, days).repairable).toBe(true);
  });

  it('never lets the subject repair later than another that was considered', () => {
    fc.assert(
      fc.property(anyTarget, anyProofs, day, (each, proofs, appliedOn) => {
        const { considered } = assessRepair(each, proofs, { appliedOn, today: appliedOn });
        const chosen = considered.filter(({ chosen: isChosen }) => isChosen);
        expect(chosen).toHaveLength(1);
        const rules = candidateRules(each, appliedOn);
        const isBarred = (code: string) => rules.find(({ name }) => name.code === code)!.barred !== null;
        const late = (on: string | null) => (on === null || on < appliedOn ? appliedOn : on);
        for (const { ruleSet, earliestOn } of considered) {
          if (isBarred(ruleSet.code)) continue;
          expect(isBarred(chosen[0]!.ruleSet.code)).toBe(false);
          expect(late(chosen[0]!.earliestOn) <= late(earliestOn)).toBe(true);
        }
      }),
    );
  });
});

describe('conditions', () => {
  const metPeriod = (each: RepairTarget, proofs: Proofs, appliedOn: string, today: string) =>
    assessRepair(each, proofs, { appliedOn, today }).conditions.find(
      ({ kind }) => kind === 'MINIMUM_PERIOD',
    )!;

  it('a minimum period that was met stays met with time and with a later application', () => {
    fc.assert(
      fc.property(anyTarget, anyProofs, day, fc.nat(900), fc.nat(900), (each, proofs, on, wait, more) => {
        const today = addDays(on, wait);
        if (!metPeriod(each, proofs, on, today).met) return;
        expect(metPeriod(each, proofs, on, addDays(today, more)).met).toBe(true);
        const { repairable } = assessRepair(each, proofs, { appliedOn: on, today });
        const later = { appliedOn: today, today };
        if (repairable && assessRepair(each, proofs, later).repairable)
          expect(metPeriod(each, proofs, today, today).met).toBe(true);
      }),
    );
  });

  it('what cannot be repaired always says why and when it ends, and no other condition hides it', () => {
    fc.assert(
      fc.property(anyTarget, anyProofs, day, (each, proofs, on) => {
        const assessment = assessRepair(each, proofs, { appliedOn: on, today: on });
        const [first] = assessment.conditions;
        expect(first).toMatchObject({ kind: 'REPAIRABLE', met: assessment.repairable });
        expect(assessment.endsOn <= each.endsOn).toBe(true);
        if (assessment.repairable) return;
        expect(assessment.reason).toContain(assessment.endsOn);
        expect(first!.reason).toBe(assessment.reason);
        expect(assessment.earliestOn).toBeNull();
      }),
    );
  });

  it('each gives its reason, is weighed once, and more proof never unmakes one', () => {
    fc.assert(
      fc.property(anyTarget, anyProofs, day, (each, proofs, on) => {
        const { conditions } = assessRepair(each, proofs, { appliedOn: on, today: on });
        expect(new Set(conditions.map(({ kind }) => kind)).size).toBe(conditions.length);
        for (const { kind, met, reason } of conditions) {
          expect(reason).toMatch(/\p{Script=Han}/u);
          if (kind === 'REPAIRABLE' || kind === 'MINIMUM_PERIOD' || !met) continue;
          expect(assessCondition(kind, { ...everything, blackLists: [], laterPenalties: [] }).met).toBe(true);
        }
      }),
    );
  });

  it('duties are done when the decider says so, not when the subject does', () => {
    expect(assessCondition('DUTIES_DONE', { ...everything, dutiesConfirmed: null })).toMatchObject({
      met: false,
      reason: expect.stringContaining('待认定单位确认'),
    });
    expect(assessCondition('DUTIES_DONE', noProofs).reason).toContain('尚未说明');
    expect(assessCondition('DUTIES_DONE', { ...everything, dutiesConfirmed: false }).met).toBe(false);
    expect(assessCondition('DUTIES_DONE', everything).met).toBe(true);
  });

  it('community service stands in for training from the declared hours on', () => {
    const { serviceHours } = countyRepairRules;
    const served = (hours: number) => assessCondition('TRAINING', { ...noProofs, serviceHours: hours });
    expect(served(serviceHours - 0.5)).toMatchObject({ met: false });
    expect(served(serviceHours)).toMatchObject({ met: true, reason: expect.stringContaining('代替') });
    expect(assessCondition('TRAINING', { ...noProofs, trainingCertificate: true }).met).toBe(true);
    expect(assessCondition('COMMUNITY_SERVICE', { ...noProofs, serviceHours }).met).toBe(true);
  });

  it('of Order 45 look at later penalties and at the lists of market supervision only', () => {
    const penalties = assessCondition('NO_REPEAT', { ...noProofs, laterPenalties: ['罚〔2026〕9号'] });
    expect(penalties).toMatchObject({ met: false, reason: expect.stringContaining('罚〔2026〕9号') });
    const listed = (blackLists: string[]) =>
      assessCondition('NOT_ON_SERIOUS_LIST', { ...noProofs, blackLists }).met;
    expect(listed(['失信被执行人名单'])).toBe(true);
    expect(listed(['市场监督管理严重违法失信名单'])).toBe(false);
  });
});

describe('the class of a record', () => {
  const decision = {
    procedure: 'ORDINARY' as const,
    category: '罚款',
    content: '罚款2000元',
    fineYuan: '2000.00',
    confiscatedYuan: null,
    ofPerson: false,
  };
  it.each([
    [{}, 'GENERAL'],
    [{ procedure: 'SIMPLIFIED' as const }, 'MINOR'],
    [{ category: '警告', content: '警告', fineYuan: null }, 'MINOR'],
    [{ category: '警告、通报批评', content: '', fineYuan: '0.00' }, 'MINOR'],
    [{ category: '警告、罚款' }, 'GENERAL'],
    [{ category: '警告', fineYuan: '500.00' }, 'GENERAL'],
    [{ category: '警告', fineYuan: null, confiscatedYuan: '10.00' }, 'GENERAL'],
    [{ category: '没收违法所得', fineYuan: null }, 'GENERAL'],
    [{ content: '吊销食品经营许可证' }, 'SERIOUS'],
    [{ content: '责令停产停业三个月' }, 'SERIOUS'],
    [{ content: '五年内禁止从业', procedure: null }, 'SERIOUS'],
    [{ fineYuan: '999999.99' }, 'GENERAL'],
    [{ fineYuan: '1000000.00' }, 'SERIOUS'],
    [{ fineYuan: '100000.00', ofPerson: true }, 'SERIOUS'],
  ])('%j is %s', (changes, severity) => {
    expect(severityOfRecord({ ...decision, ...changes })).toBe(severity);
  });
});

describe('the repair path told with a notice', () => {
  const told = (each: RepairTarget, upstream = false) => {
    const today = '2026-11-25';
    const assessment = assessRepair(each, noProofs, { appliedOn: today, today });
    return repairPathText(each, assessment, { deciderName: '濮阳县市场监督管理局', upstream, today });
  };

  it('names rule, period, conditions, where to apply, papers and terms', () => {
    const text = told(target({ startsOn: null })).join('\n');
    for (const part of [
      '第36号',
      '满12个月',
      '公开信用承诺',
      '濮阳县市场监督管理局',
      '信用承诺书',
      '10个工作日',
    ])
      expect(text).toContain(part);
  });

  it('of an entry from elsewhere sends to whoever identified it', () => {
    const text = told(target(), true).join('\n');
    expect(text).toContain('请直接向濮阳县市场监督管理局申请');
    expect(text).not.toContain('个工作日内决定');
  });

  it('of what cannot be repaired says until when', () => {
    expect(told(target({ market: true, acts: '吊销营业执照' })).join()).toContain('2029-05-31');
  });
});
