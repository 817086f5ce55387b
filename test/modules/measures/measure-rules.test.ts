import { describe, expect, it } from '@jest/globals';
import { handNamed } from '../../../src/kernel/hands.js';
import fc from 'fast-check';
import { canBecome, isFinal } from '../../../src/kernel/lifecycle.js';
import { matters } from '../../../src/kernel/principal.js';
import { basisRanks, listColours, measureKinds, measureStatuses } from '../../../src/kernel/terms.js';
import { measureLifecycle } from '../../../src/modules/measures/measure.lifecycle.js';
import {
  type PublishableMeasure,
  assertDraft,
  assertPublishable,
  assertWithinLimit,
  isRelated,
} from '../../../src/modules/measures/measure.rules.js';
import { measureInput, refusal } from '../memoranda/support.js';

const months = fc.option(fc.integer({ min: 1, max: 1200 }), { nil: null });

const publishable = (fixed: Partial<PublishableMeasure> = {}): fc.Arbitrary<PublishableMeasure> =>
  fc
    .record({
      code: fc.constant('M-1'),
      kind: fc.constantFrom(...measureKinds),
      tier: fc.constantFrom(...listColours),
      basisRank: fc.constantFrom(...basisRanks),
      catchAll: fc.boolean(),
      termMonths: months,
      maxMonths: months,
      draftedBy: fc.constantFrom('anna', 'bo'),
    })
    .map((measure) => ({ ...measure, ...fixed }));

const codeOf = (attempt: () => void): string | null => {
  try {
    attempt();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('what may be published', () => {
  it('is never a black measure whose basis is no law or administrative regulation', () => {
    const weak = fc.constantFrom('LOCAL_REGULATION' as const, 'RULE' as const, 'POLICY' as const);
    fc.assert(
      fc.property(publishable({ tier: 'BLACK', catchAll: false }), weak, (measure, basisRank) => {
        expect(codeOf(() => assertPublishable({ ...measure, basisRank }, handNamed('nobody')))).toBe(
          'INADMISSIBLE_BASIS',
        );
      }),
    );
  });

  it('is never a catch-all', () => {
    fc.assert(
      fc.property(publishable({ catchAll: true }), (measure) => {
        expect(codeOf(() => assertPublishable(measure, handNamed('nobody')))).toBe('INADMISSIBLE_BASIS');
      }),
    );
  });

  it('is exactly what has a basis, keeps the limit and has a second hand', () => {
    fc.assert(
      fc.property(publishable(), fc.constantFrom('anna', 'bo'), (measure, actor) => {
        const strong = measure.basisRank === 'LAW' || measure.basisRank === 'ADMINISTRATIVE_REGULATION';
        const lawful =
          !measure.catchAll &&
          (measure.tier !== 'BLACK' || strong) &&
          (measure.termMonths ?? 0) <= (measure.maxMonths ?? Infinity) &&
          measure.draftedBy !== actor;
        expect(codeOf(() => assertPublishable(measure, handNamed(actor))) === null).toBe(lawful);
      }),
    );
  });

  it('says which article refuses it', async () => {
    const weak: PublishableMeasure = {
      code: 'B-1',
      kind: 'PUNISHMENT',
      tier: 'BLACK',
      basisRank: 'LOCAL_REGULATION',
      catchAll: false,
      termMonths: null,
      maxMonths: null,
      draftedBy: 'anna',
    };
    const asPromise = async (measure: PublishableMeasure) => assertPublishable(measure, handNamed('bo'));
    expect(await refusal(asPromise(weak))).toMatchObject({ article: 'Henan 34' });
    expect(
      await refusal(asPromise({ ...weak, basisRank: 'LAW', termMonths: 37, maxMonths: 36 })),
    ).toMatchObject({
      code: 'NOT_PROPORTIONATE',
      article: 'Henan 31',
    });
  });
});

describe('a draft', () => {
  it('is an incentive exactly when its tier is red', () => {
    fc.assert(
      fc.property(fc.constantFrom(...measureKinds), fc.constantFrom(...listColours), (kind, tier) => {
        const fits = (kind === 'INCENTIVE') === (tier === 'RED');
        expect(codeOf(() => assertDraft(measureInput({ kind, tier })))).toBe(fits ? null : 'BAD_USER_INPUT');
      }),
    );
  });

  it('has a term within its limit, whatever both are', () => {
    fc.assert(
      fc.property(months, months, (term, max) => {
        const within = term === null || max === null || term <= max;
        expect(codeOf(() => assertWithinLimit(term, max))).toBe(within ? null : 'NOT_PROPORTIONATE');
      }),
    );
  });

  it.each([
    ['input.code', { code: '措施' }],
    ['input.code', { code: '' }],
    ['input.name', { name: '  ' }],
    ['input.basisText', { basisText: '' }],
    ['input.matters', { matters: [] }],
    ['input.maxMonths', { maxMonths: 0 }],
    ['input.termMonths', { termMonths: -1 }],
  ] as const)('names %s when it is wrong', async (field, changes) => {
    const attempt = async () => assertDraft(measureInput(changes as object));
    expect(await refusal(attempt())).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is related to the matters it names and to no other', () => {
    fc.assert(
      fc.property(fc.subarray([...matters]), fc.constantFrom(...matters), (named, matter) => {
        expect(isRelated({ kind: 'PUNISHMENT', matters: named }, matter)).toBe(named.includes(matter));
      }),
    );
  });
});

describe('the life cycle', () => {
  it('goes one way and ends retired', () => {
    const steps = measureStatuses.flatMap((from) =>
      measureStatuses.filter((to) => canBecome(measureLifecycle, from, to)).map((to) => `${from} ${to}`),
    );
    expect(steps).toEqual(['DRAFT PUBLISHED', 'PUBLISHED RETIRED']);
    expect(isFinal(measureLifecycle, 'RETIRED')).toBe(true);
  });
});
