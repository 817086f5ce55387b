import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { objectionStatuses } from '../../../src/kernel/terms.js';
import { objectionLifecycle } from '../../../src/modules/objections/objection.lifecycle.js';
import { isWorkingDay, workingDaysBetween } from '../../../src/kernel/working-days.js';
import { addDays } from '../../../src/kernel/dates.js';
import {
  type DecidedObjection,
  decisionPaper,
} from '../../../src/modules/objections/objection-paper.rules.js';
import {
  type EarlierObjection,
  decisionDueOn,
  isOpen,
  remedyOf,
  suspends,
  targetKindOf,
  verificationDueOn,
} from '../../../src/modules/objections/objection.rules.js';

const grounds = fc.constantFrom('认定有误', '已经履行', '主体不符');
const papers = fc.array(fc.constantFrom('判决书1', '收据2', '证明3', '照片4'), { maxLength: 4 });
const earlier: fc.Arbitrary<EarlierObjection[]> = fc.array(
  fc.record({ ground: grounds, evidence: papers, status: fc.constantFrom(...objectionStatuses) }),
  { maxLength: 5 },
);

describe('an objection', () => {
  it('suspends when it is the first', () => {
    fc.assert(fc.property(grounds, papers, (ground, evidence) => suspends(ground, evidence, [])));
  });

  it('suspends for every ground that was not dismissed before', () => {
    fc.assert(
      fc.property(grounds, papers, earlier, (ground, evidence, before) => {
        const others = before.filter((each) => each.ground !== ground || each.status !== 'DISMISSED');
        expect(suspends(ground, evidence, others)).toBe(true);
      }),
    );
  });

  it('does not suspend again for a dismissed ground without new evidence (design R12)', () => {
    fc.assert(
      fc.property(grounds, papers, earlier, fc.func(fc.boolean()), (ground, evidence, before, keep) => {
        const dismissed: EarlierObjection = { ground, evidence, status: 'DISMISSED' };
        const fewer = evidence.filter((each) => keep(each));
        expect(suspends(ground, fewer, [...before, dismissed])).toBe(false);
      }),
    );
  });

  it('suspends again with evidence that no dismissed one of the ground had', () => {
    fc.assert(
      fc.property(grounds, papers, earlier, (ground, evidence, before) => {
        const dismissed: EarlierObjection = { ground, evidence: [], status: 'DISMISSED' };
        expect(suspends(ground, [...evidence, '新的鉴定意见'], [...before, dismissed])).toBe(true);
      }),
    );
  });

  it.each([
    ['认定 有误', ['收据2']],
    ['认定有误', [' 收据２ ']],
    ['认定有误　', ['', '  ']],
  ])('makes no new ground or evidence of blanks and widths: %p %p', (ground, evidence) => {
    expect(
      suspends(ground, evidence, [{ ground: '认定有误', evidence: ['收据2'], status: 'DISMISSED' }]),
    ).toBe(false);
  });

  it('is open exactly in the states from which a decision can still come', () => {
    const decided = ['UPHELD', 'DISMISSED'];
    for (const status of objectionStatuses) expect(isOpen(status)).toBe(!decided.includes(status));
    for (const status of objectionStatuses.filter(isOpen))
      expect(objectionLifecycle.transitions[status].length).toBeGreaterThan(0);
  });
});

const days = fc.integer({ min: 0, max: 700 }).map((after) => addDays('2025-01-01', after));

describe('the days of the law (Henan 41)', () => {
  it('are three for what the office decides itself and seven where it asks, never counting the first', () => {
    fc.assert(
      fc.property(days, fc.boolean(), (received, itself) => {
        const due = decisionDueOn(received, itself);
        expect(workingDaysBetween(received, due)).toBe(itself ? 3 : 7);
        expect(isWorkingDay(due)).toBe(true);
        expect(due > received).toBe(true);
      }),
    );
  });

  it('give the provider three, and never more than the decision has', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 20 }), (received, later) => {
        const decision = decisionDueOn(received, false);
        const asked = addDays(received, later);
        const due = verificationDueOn(asked, decision);
        expect(due <= decision).toBe(true);
        expect(workingDaysBetween(asked, due)).toBeLessThanOrEqual(3);
        if (due < decision) expect(workingDaysBetween(asked, due)).toBe(3);
      }),
    );
  });
});

describe('what an objection names', () => {
  const name = fc.option(fc.constant('X-1'), { nil: null });
  const named = fc.record({
    entry: name,
    record: name,
    instruction: name,
    check: name,
    grade: fc.option(fc.boolean(), { nil: null }),
  });

  it('is exactly one thing', () => {
    fc.assert(
      fc.property(named, (input) => {
        const count =
          [input.entry, input.record, input.instruction, input.check].filter((each) => each !== null).length +
          Number(input.grade === true);
        if (count !== 1) expect(() => targetKindOf(input)).toThrow(/one of/);
        else {
          const kind = targetKindOf(input);
          expect(kind === 'grade' ? input.grade : input[kind]).toBeTruthy();
        }
      }),
    );
  });

  it('can be corrected only where it is an entry or a record, and in its own fields', () => {
    const kinds = fc.constantFrom('entry', 'record', 'instruction', 'check', 'grade' as const);
    fc.assert(
      fc.property(kinds, (kind) => {
        expect(remedyOf(kind, { upheld: true })).toBe('REVOKE');
        expect(remedyOf(kind, { upheld: false })).toBeNull();
        const correcting = () =>
          remedyOf(kind, { upheld: true, remedy: 'CORRECT', correction: { basis: '依据' } });
        if (kind === 'entry' || kind === 'record') expect(correcting()).toBe('CORRECT');
        else expect(correcting).toThrow(/cannot be corrected/);
      }),
    );
  });
});

describe('the paper on a decision', () => {
  const told: DecidedObjection = {
    ...{ paper: 'D1', number: 'Y1', subjectName: '样例企业', officeName: '样例信用办', about: '名单条目 E1' },
    ...{ ground: '认定有误', statement: '陈述', receivedOn: '2026-10-20', decidedOn: '2026-10-22' },
    ...{ providerName: '样例局', verification: null, upheld: false, remedy: null, reasons: '理由' },
    reviewDocument: null,
  };
  const textOf = (paper: DecidedObjection) => JSON.stringify(decisionPaper(paper));

  it('always says what, why, on which basis, and which rights remain', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.constantFrom('REVOKE', 'CORRECT' as const),
        fc.option(fc.constant('豫信复1号'), { nil: null }),
        (upheld, remedy, reviewDocument) => {
          const text = textOf({ ...told, upheld, remedy: upheld ? remedy : null, reviewDocument });
          for (const part of ['Y1', 'D1', '认定有误', '理由', '依据', '您的权利', '行政复议', '联系渠道'])
            expect(text).toContain(part);
          expect(text.includes('申请复核')).toBe(!upheld && reviewDocument === null);
          expect(text.includes('恢复信誉')).toBe(upheld);
        },
      ),
    );
  });
});
