import { describe, expect, it } from '@jest/globals';
import { handNamed } from '../../../src/kernel/hands.js';
import fc from 'fast-check';
import { canBecome, isFinal } from '../../../src/kernel/lifecycle.js';
import { matters } from '../../../src/kernel/principal.js';
import { levels, listColours, memorandumStatuses } from '../../../src/kernel/terms.js';
import { memorandumLifecycle } from '../../../src/modules/memoranda/memorandum.lifecycle.js';
import {
  type ClauseMeasure,
  assertClause,
  assertLists,
  assertMemorandum,
  tierFitsColour,
} from '../../../src/modules/memoranda/memorandum.rules.js';
import { type Party, assertParties, signersOf } from '../../../src/modules/memoranda/party.rules.js';
import { clauseInput, memorandumInput, principalOf, refusal, startDay } from './support.js';

const measure = (changes: Partial<ClauseMeasure> = {}): ClauseMeasure => ({
  id: 1,
  code: 'W-1',
  kind: 'PUNISHMENT',
  tier: 'WATCH',
  matters: ['INSPECTION'],
  status: 'PUBLISHED',
  catchAll: false,
  implementers: [],
  ...changes,
});

const codeOf = (attempt: () => void): string | null => {
  try {
    attempt();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const parties = new Set(['MARKET', 'TAX']);
const path = 'input.clauses[0]';

describe('a clause', () => {
  it('draws for each colour exactly the tiers the law allows (Henan 30, 32, 34)', () => {
    const allowed = listColours.flatMap((colour) =>
      listColours.filter((tier) => tierFitsColour(tier, colour)).map((tier) => `${colour} ${tier}`),
    );
    expect(allowed).toEqual(['RED RED', 'WATCH WATCH', 'BLACK WATCH', 'BLACK BLACK']);
  });

  it('is refused exactly when its tier or its matter does not fit', () => {
    const some = fc.record({
      tier: fc.constantFrom(...listColours),
      colour: fc.constantFrom(...listColours),
      related: fc.subarray([...matters], { minLength: 1 }),
      matter: fc.constantFrom(...matters),
    });
    fc.assert(
      fc.property(some, ({ tier, colour, related, matter }) => {
        const fits = tierFitsColour(tier, colour) && related.includes(matter);
        const named = measure({ tier, kind: tier === 'RED' ? 'INCENTIVE' : 'PUNISHMENT', matters: related });
        const attempt = () => assertClause(clauseInput({ matter }), named, { colour, parties }, path);
        expect(codeOf(attempt)).toBe(fits ? null : 'NOT_PROPORTIONATE');
      }),
    );
  });

  it.each([
    [{ tier: 'BLACK', colour: 'WATCH' }, 'Henan 34'],
    [{ tier: 'WATCH', colour: 'RED' }, 'Henan 32'],
    [{ tier: 'RED', colour: 'BLACK' }, 'Henan 30'],
  ] as const)('cites the article: %j', async ({ tier, colour }, article) => {
    const attempt = async () => assertClause(clauseInput(), measure({ tier }), { colour, parties }, path);
    expect(await refusal(attempt())).toMatchObject({ article, field: `${path}.measure` });
  });

  it.each([
    ['no measure', null, {}, 'BAD_USER_INPUT', 'measure'],
    ['a catch-all', measure({ catchAll: true, status: 'DRAFT' }), {}, 'MEASURE_NOT_PUBLISHED', 'measure'],
    ['a retired measure', measure({ status: 'RETIRED' }), {}, 'MEASURE_NOT_PUBLISHED', 'measure'],
    ['an outsider', measure(), { implementer: 'HALL' }, 'BAD_USER_INPUT', 'implementer'],
    ['not entitled', measure({ implementers: ['TAX'] }), {}, 'BAD_USER_INPUT', 'implementer'],
    ['no basis', measure(), { basis: ' ' }, 'BAD_USER_INPUT', 'basis'],
    ['no feedback', measure(), { feedbackDays: 0 }, 'BAD_USER_INPUT', 'feedbackDays'],
    ['endless feedback', measure(), { feedbackDays: 251 }, 'BAD_USER_INPUT', 'feedbackDays'],
  ] as const)('is refused with %s', async (_what, named, changes, code, field) => {
    const attempt = async () => assertClause(clauseInput(changes), named, { colour: 'BLACK', parties }, path);
    expect(await refusal(attempt())).toMatchObject({ code, field: `${path}.${field}` });
  });

  it('may name a draft measure', () => {
    const attempt = () =>
      assertClause(clauseInput(), measure({ status: 'DRAFT' }), { colour: 'BLACK', parties }, path);
    expect(codeOf(attempt)).toBeNull();
  });
});

describe('a memorandum', () => {
  it.each([
    ['input.number', { number: ' ' }],
    ['input.title', { title: 'x'.repeat(301) }],
    ['input.sharingTerms', { sharingTerms: '' }],
    ['input.lists', { lists: [] }],
    ['input.lists[1]', { lists: ['LIST-BLACK', 'LIST-BLACK'] }],
    ['input.signatories', { signatories: [] }],
    ['input.clauses', { clauses: [] }],
    ['input.effectiveFrom', { effectiveFrom: '2026-02-30' }],
    ['input.effectiveUntil', { effectiveUntil: '2026-03-15' }],
    ['input.effectiveUntil', { effectiveFrom: '2025-01-01', effectiveUntil: '2026-03-15' }],
  ])('names %s when it is wrong: %j', async (field, changes) => {
    const attempt = async () => assertMemorandum(memorandumInput(changes), startDay);
    expect(await refusal(attempt())).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('reaches lists of its own colour only', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...listColours),
        fc.option(fc.constantFrom(...listColours)),
        (own, other) => {
          const attempt = () => assertLists({ colour: own, lists: ['A'] }, () => other);
          expect(codeOf(attempt)).toBe(own === other ? null : 'BAD_USER_INPUT');
        },
      ),
    );
  });

  it('joins agencies and authorised bodies', () => {
    const check = (kind: 'AGENCY' | 'FIRM', active: boolean, level: 'COUNTY' | 'NATIONAL', codes: string[]) =>
      codeOf(() => assertParties(codes, level, () => ({ kind, active })));
    expect(check('AGENCY', true, 'COUNTY', ['A', 'B'])).toBeNull();
    expect(check('AGENCY', true, 'COUNTY', ['A'])).toBe('BAD_USER_INPUT');
    expect(check('AGENCY', true, 'NATIONAL', ['A'])).toBeNull();
    expect(check('AGENCY', false, 'COUNTY', ['A', 'B'])).toBe('BAD_USER_INPUT');
    expect(check('FIRM', true, 'COUNTY', ['A', 'B'])).toBe('BAD_USER_INPUT');
  });

  it('goes one way and ends', () => {
    const steps = memorandumStatuses.flatMap((from) =>
      memorandumStatuses
        .filter((to) => canBecome(memorandumLifecycle, from, to))
        .map((to) => `${from} ${to}`),
    );
    expect(steps).toEqual([
      'DRAFT SIGNING',
      'DRAFT ENDED',
      'SIGNING IN_FORCE',
      'SIGNING ENDED',
      'IN_FORCE ENDED',
    ]);
    expect(isFinal(memorandumLifecycle, 'ENDED')).toBe(true);
  });
});

describe('whose signature it is', () => {
  const someParties = fc
    .uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 })
    .chain((ids) => fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), signed: fc.boolean() }))))
    .map((all) =>
      all.map(({ id, signed }): Party => ({
        organizationId: id,
        signedAt: signed ? new Date(startDay) : null,
      })),
    );

  it('never signs for another organization at county level, nor twice', () => {
    fc.assert(
      fc.property(
        someParties,
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('OFFICE' as const, 'AGENCY' as const),
        (all, own, kind) => {
          const memorandum = {
            number: 'M',
            level: 'COUNTY' as const,
            status: 'DRAFT' as const,
            initiatorId: 1,
            draftedBy: 'anna',
          };
          const mine = all.find((party) => party.organizationId === own);
          const attempt = () => signersOf(principalOf(kind, own, 'bo'), handNamed('bo'), memorandum, all);
          if (mine && !mine.signedAt) expect(attempt()).toEqual([own]);
          else expect(codeOf(attempt)).toBe(mine ? 'CONFLICT' : 'FORBIDDEN');
        },
      ),
    );
  });

  it('is recorded by the office for higher levels, by a second hand', () => {
    const higher = levels.filter((level) => level !== 'COUNTY');
    fc.assert(
      fc.property(someParties, fc.constantFrom(...higher), (all, level) => {
        const memorandum = {
          number: 'M',
          level,
          status: 'SIGNING' as const,
          initiatorId: 1,
          draftedBy: 'anna',
        };
        const office = principalOf('OFFICE', 99, 'bo');
        const open = all.filter((party) => !party.signedAt).map((party) => party.organizationId);
        expect(signersOf(office, handNamed('bo'), memorandum, all)).toEqual(open);
        expect(codeOf(() => signersOf(office, handNamed('anna'), memorandum, all))).toBe(
          'SEPARATION_OF_DUTIES',
        );
        const agency = principalOf('AGENCY', all[0]!.organizationId, 'bo');
        expect(codeOf(() => signersOf(agency, handNamed('bo'), memorandum, all))).toBe('FORBIDDEN');
      }),
    );
  });
});
