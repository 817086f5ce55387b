import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HubError } from '../../../src/kernel/errors.js';
import {
  entryStatuses,
  instructionStatuses,
  outcomeResults,
  recipientGrounds,
  restorationTaskKinds,
} from '../../../src/kernel/terms.js';
import {
  type CorrectionFacts,
  correctionNotice,
} from '../../../src/modules/restorations/correction-notice.rules.js';
import {
  assertAfter,
  assertOutcome,
  correctionOf,
  targetOf,
} from '../../../src/modules/restorations/outcome.rules.js';
import {
  endedWrong,
  isComplete,
  taskDays,
  tookEffect,
} from '../../../src/modules/restorations/restoration.rules.js';

const fieldOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    if (error instanceof HubError) return error.extensions['field'];
    throw error;
  }
  return null;
};

describe('when a restoration is done', () => {
  it('exactly when nobody has to acknowledge and nothing is owed any more', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), (openTasks, openRecipients) => {
        expect(isComplete({ openTasks, openRecipients })).toBe(openTasks + openRecipients === 0);
      }),
    );
  });

  it('every task has a last day', () => {
    for (const kind of restorationTaskKinds) expect(taskDays[kind]).toBeGreaterThan(0);
  });
});

describe('what is unwound although it is over', () => {
  it('an entry that had been published and was removed or expired', () => {
    for (const status of entryStatuses) {
      expect([status, endedWrong({ status, publishedAt: null })]).toEqual([status, false]);
      expect([status, endedWrong({ status, publishedAt: new Date() })]).toEqual([
        status,
        status === 'REMOVED' || status === 'EXPIRED',
      ]);
    }
  });

  it('an instruction that binds still or was carried out', () => {
    for (const status of instructionStatuses) {
      expect(tookEffect({ status, appliedAt: new Date() })).toBe(true);
      expect([status, tookEffect({ status, appliedAt: null })]).toEqual([
        status,
        ['ISSUED', 'ACKNOWLEDGED', 'APPLIED', 'SUSPENDED'].includes(status),
      ]);
    }
  });
});

describe('an outcome', () => {
  const outcome = {
    result: 'ANNULLED' as const,
    authority: '濮阳县人民法院',
    documentNumber: '（2026）豫0928行初1号',
    decidedOn: '2026-10-01',
    summary: '撤销列入决定',
  };
  const today = '2026-10-20';

  it('is about one thing', () => {
    const number = fc.option(fc.constantFrom('A', 'B'), { nil: null });
    fc.assert(
      fc.property(fc.record({ entry: number, record: number, instruction: number }), (named) => {
        const given = Object.values(named).filter((each) => each !== null).length;
        if (given === 1) expect(targetOf(named).number).toBe(Object.values(named).find(Boolean));
        else expect(fieldOf(() => targetOf(named))).toBe('input.entry');
      }),
    );
  });

  it('is not of the future, nor of before what it is about', () => {
    expect(fieldOf(() => assertOutcome(outcome, 'entry', today))).toBeNull();
    expect(fieldOf(() => assertOutcome({ ...outcome, decidedOn: '2026-10-21' }, 'entry', today))).toBe(
      'input.decidedOn',
    );
    expect(fieldOf(() => assertAfter('2026-09-30', '2026-10-01'))).toBe('input.decidedOn');
    expect(fieldOf(() => assertAfter('2026-10-01', '2026-10-01'))).toBeNull();
  });

  it.each(['authority', 'documentNumber', 'summary'])('says its %s', (field) => {
    expect(fieldOf(() => assertOutcome({ ...outcome, [field]: ' ' }, 'entry', today))).toBe(`input.${field}`);
  });

  it('names a correction exactly when it changed an entry or a record', () => {
    for (const result of outcomeResults)
      for (const target of ['entry', 'record', 'instruction'] as const)
        for (const correction of [null, { ground: '更正' }]) {
          const needed = result === 'CHANGED' && target !== 'instruction';
          const fits = needed === (correction !== null);
          expect([
            result,
            target,
            fieldOf(() => assertOutcome({ ...outcome, result, correction }, target, today)),
          ]).toEqual([result, target, fits ? null : 'input.correction']);
        }
  });

  it('corrects of a thing what the thing has', () => {
    expect(fieldOf(() => correctionOf('entry', { ground: 'x', title: null }))).toBeNull();
    expect(fieldOf(() => correctionOf('entry', { title: 'x' }))).toBe('input.correction.title');
    expect(fieldOf(() => correctionOf('record', { validUntil: '2026-10-01' }))).toBe(
      'input.correction.validUntil',
    );
  });
});

describe('the paper to the subject', () => {
  const facts: CorrectionFacts = {
    number: 'H20261020-1',
    thing: {
      target: 'ListEntry',
      id: 1,
      number: 'E20260101-1',
      title: '市场监督管理严重违法失信名单',
      subjectId: 1,
      subjectName: '样例企业',
      responsibleId: 1,
      responsibleName: '濮阳县市场监督管理局',
      announcement: 'G20261020-1',
    },
    unwinding: 'REVOKED',
    reason: '主体错误',
    day: '2026-10-20',
    recipients: [{ name: '濮阳县税务局', grounds: [...recipientGrounds] }],
    acknowledgeBy: '2026-10-21',
    tasks: [{ kind: 'APOLOGY', dueOn: '2026-11-03' }],
  };
  const textOf = (more: Partial<CorrectionFacts> = {}) =>
    JSON.stringify(correctionNotice({ ...facts, ...more }, 'D20261020-1'));

  it('says what was wrong and why, what became of it, where it was announced, who is told, what may be claimed', () => {
    for (const said of [
      'E20260101-1',
      '主体错误',
      '2026年10月20日撤销',
      'G20261020-1',
      '濮阳县税务局',
      '2026年10月21日',
      '2026年11月3日',
      '赔礼道歉、消除影响、恢复名誉',
      '赔偿',
      '行政复议',
      '行政诉讼',
      '第六十六条',
    ])
      expect(textOf()).toContain(said);
  });

  it('of what was corrected it says so, and where nobody had it, that', () => {
    expect(textOf({ unwinding: 'CORRECTED' })).toContain('2026年10月20日更正');
    expect(textOf({ recipients: [] })).toContain('没有单位接收或者查询过');
  });

  it.each(['ListEntry', 'CreditRecord', 'Instruction', 'Check'] as const)(
    'calls a %s by its number',
    (target) => {
      expect(textOf({ thing: { ...facts.thing, target, announcement: null } })).toContain('E20260101-1');
    },
  );
});
