import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { objectionStatuses } from '../../../src/kernel/terms.js';
import { objectionLifecycle } from '../../../src/modules/objections/objection.lifecycle.js';
import { type EarlierObjection, isOpen, suspends } from '../../../src/modules/objections/objection.rules.js';

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
