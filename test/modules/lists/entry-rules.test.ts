import { describe, expect, it } from '@jest/globals';
import { handNamed } from '../../../src/kernel/hands.js';
import fc from 'fast-check';
import { addDays, addMonths } from '../../../src/kernel/dates.js';
import { HubError } from '../../../src/kernel/errors.js';
import { subjectKinds } from '../../../src/kernel/terms.js';
import {
  type ProposedFacts,
  type PublicationCandidate,
  type PublicationOccasion,
  assessFacts,
  assessPublication,
  lastDay,
  longestDisclosure,
} from '../../../src/modules/lists/entry.rules.js';

const today = '2026-10-20';
const day = (from: number, to: number) => fc.integer({ min: from, max: to }).map((n) => addDays(today, n));
const text = fc.constantFrom('逃税', '生产不合格产品', '合同欺诈');

/** Facts that ground a punishment: nothing is wrong with any of them. */
const admissible: fc.Arbitrary<ProposedFacts> = fc
  .record({
    colour: fc.constantFrom('WATCH' as const, 'BLACK' as const),
    subjectKind: fc.constantFrom(...subjectKinds),
    decidedOn: day(-1800, 0),
    ground: text,
    basis: text,
    severity: fc.constantFrom('MINOR' as const, 'GENERAL' as const, 'SERIOUS' as const),
    procedure: fc.constantFrom('SIMPLIFIED' as const, 'ORDINARY' as const, null),
    finality: fc.constant('FINAL' as const),
    minorRemedied: fc.boolean(),
    unconfirmedArrears: fc.constant(false),
    recordObjected: fc.constant(false),
    responsiblePersons: fc.constantFrom([], [{ name: '样某', role: '法定代表人' }]),
    validFrom: fc.option(day(-30, 30)),
    validUntil: fc.option(day(31, 2000)),
  })
  .map((facts) => {
    const isPerson = facts.subjectKind === 'NATURAL_PERSON';
    const isBlack = facts.colour === 'BLACK';
    return {
      ...facts,
      procedure: isPerson ? ('ORDINARY' as const) : facts.procedure,
      minorRemedied: isPerson ? false : facts.minorRemedied,
      severity: isBlack ? ('SERIOUS' as const) : facts.severity,
      responsiblePersons:
        isBlack && !isPerson ? [{ name: '样某', role: '法定代表人' }] : facts.responsiblePersons,
    };
  });

const refusalOf = (facts: ProposedFacts): Record<string, unknown> | null => {
  try {
    assessFacts(facts, today, 'input.entry');
    return null;
  } catch (error) {
    if (error instanceof HubError) return error.extensions;
    throw error;
  }
};

/** Every article with the one change that brings a case under it, and what the refusal says. */
const articles: Record<
  string,
  { change: Partial<ProposedFacts>; applies: (facts: ProposedFacts) => boolean; code: string; field: string }
> = {
  'Henan 13': {
    change: { procedure: 'SIMPLIFIED' },
    applies: ({ subjectKind }) => subjectKind === 'NATURAL_PERSON',
    code: 'INADMISSIBLE_BASIS',
    field: 'input.entry.procedure',
  },
  'Henan 13 (minor)': {
    change: { minorRemedied: true },
    applies: ({ subjectKind }) => subjectKind === 'NATURAL_PERSON',
    code: 'INADMISSIBLE_BASIS',
    field: 'input.entry.minorRemedied',
  },
  'Henan 20(2)': {
    change: { finality: 'OPEN' },
    applies: () => true,
    code: 'INADMISSIBLE_BASIS',
    field: 'input.entry.finality',
  },
  'Henan 20(2) (undeclared)': {
    change: { finality: null },
    applies: () => true,
    code: 'INADMISSIBLE_BASIS',
    field: 'input.entry.finality',
  },
  'Henan 27': {
    change: { unconfirmedArrears: true },
    applies: () => true,
    code: 'INADMISSIBLE_BASIS',
    field: 'input.entry.unconfirmedArrears',
  },
  'Henan 41': {
    change: { recordObjected: true },
    applies: () => true,
    code: 'INADMISSIBLE_BASIS',
    field: 'input.entry.record',
  },
  'Henan 19': {
    change: { decidedOn: addDays(addMonths(today, -60), -1) },
    applies: () => true,
    code: 'INADMISSIBLE_BASIS',
    field: 'input.entry.decidedOn',
  },
  'Henan 33': {
    change: { severity: 'GENERAL' },
    applies: ({ colour }) => colour === 'BLACK',
    code: 'NOT_PROPORTIONATE',
    field: 'input.entry.severity',
  },
  'Henan 35': {
    change: { responsiblePersons: [] },
    applies: ({ colour, subjectKind }) => colour === 'BLACK' && subjectKind !== 'NATURAL_PERSON',
    code: 'BAD_USER_INPUT',
    field: 'input.entry.responsiblePersons',
  },
};

describe('facts that are to ground an entry', () => {
  it('are taken when nothing is wrong with them', () => {
    fc.assert(fc.property(admissible, (facts) => expect(refusalOf(facts)).toBeNull()));
  });

  it.each(Object.entries(articles))(
    'are refused by %s in its case and no other',
    (name, { change, applies, code, field }) => {
      fc.assert(
        fc.property(admissible, (facts) => {
          const refusal = refusalOf({ ...facts, ...change });
          if (!applies(facts)) return expect(refusal).toBeNull();
          expect(refusal).toMatchObject({ code, field });
          const article = name.replace(/ \(\D.*/, '');
          if (code !== 'BAD_USER_INPUT') expect(refusal).toMatchObject({ article });
        }),
      );
    },
  );

  it('of a red entry rest on merits: no article on penalties reaches them', () => {
    const changes = Object.values(articles).map(({ change }) => change);
    fc.assert(
      fc.property(admissible, fc.subarray(changes, { minLength: 1 }), (facts, wrong) => {
        expect(refusalOf(Object.assign({}, facts, ...wrong, { colour: 'RED' }))).toBeNull();
      }),
    );
  });

  it('are still taken on the very day of five years (Henan 19)', () => {
    fc.assert(
      fc.property(admissible, (facts) => {
        expect(refusalOf({ ...facts, decidedOn: addMonths(today, -60) })).toBeNull();
      }),
    );
  });

  it.each<[string, Partial<ProposedFacts>, string]>([
    ['an empty ground', { ground: ' \n' }, 'ground'],
    ['an empty basis', { basis: '' }, 'basis'],
    ['a decision of tomorrow', { decidedOn: addDays(today, 1) }, 'decidedOn'],
    ['a last day that has passed', { validFrom: null, validUntil: addDays(today, -1) }, 'validUntil'],
    [
      'a last day before the first',
      { validFrom: addDays(today, 9), validUntil: addDays(today, 8) },
      'validUntil',
    ],
  ])('of any colour are refused for %s', (_name, change, field) => {
    fc.assert(
      fc.property(admissible, fc.constantFrom('RED', 'WATCH', 'BLACK'), (facts, colour) => {
        expect(refusalOf({ ...facts, ...change, colour })).toMatchObject({
          code: 'BAD_USER_INPUT',
          field: `input.entry.${field}`,
        });
      }),
    );
  });

  it('never tell of belief, genes or illness of a person, also when red (Henan 45)', () => {
    const words = fc.constantFrom('宗教', '基因', '指纹', '血型', '疾病', '病史');
    fc.assert(
      fc.property(admissible, words, fc.boolean(), (facts, word, red) => {
        const told = { ...facts, ground: `因${word}失信`, ...(red ? { colour: 'RED' as const } : {}) };
        const refusal = refusalOf(told);
        // Of an organisation the word alone may be of its trade; 血型 and 病史 are of somebody always.
        if (facts.subjectKind === 'NATURAL_PERSON' || ['血型', '病史'].includes(word))
          expect(refusal).toMatchObject({ article: 'Henan 45' });
        else expect(refusal).toBeNull();
      }),
    );
  });
});

describe('the last day of an entry', () => {
  const months = fc.option(fc.integer({ min: 1, max: 120 }));
  const asked = fc.option(day(-100, 5000));

  it('is never beyond the term of the list, nor five years where it has none', () => {
    fc.assert(
      fc.property(day(-2000, 2000), asked, months, (from, until, term) => {
        expect(lastDay(from, until, term) <= addMonths(from, term ?? longestDisclosure)).toBe(true);
      }),
    );
  });

  it('is the day asked for when that is sooner, and the whole term when none is', () => {
    fc.assert(
      fc.property(day(-2000, 2000), asked, months, (from, until, term) => {
        const longest = addMonths(from, term ?? 60);
        expect(lastDay(from, null, term)).toBe(longest);
        if (until !== null && until < longest) expect(lastDay(from, until, term)).toBe(until);
      }),
    );
  });
});

describe('what is to be published', () => {
  const ready: PublicationCandidate = {
    number: 'E1',
    listId: 1,
    status: 'NOTIFIED',
    publishableFrom: today,
    proposedBy: 'one',
    objected: false,
    validFrom: null,
    validUntil: null,
  };
  const occasion: PublicationOccasion = {
    listId: 1,
    termMonths: 36,
    today,
    ownHand: handNamed('other'),
    field: 'input.entries[3]',
  };
  const faults: [string, Partial<PublicationCandidate> | null, Record<string, unknown>][] = [
    ['an entry that is not there', null, { code: 'NOT_FOUND' }],
    ['an entry of another list', { listId: 2 }, { code: 'BAD_USER_INPUT' }],
    [
      'an entry nobody was told of',
      { status: 'PROPOSED', publishableFrom: null },
      { code: 'NOTICE_MISSING', state: 'PROPOSED', article: 'Henan 28' },
    ],
    ['an entry withdrawn', { status: 'WITHDRAWN' }, { code: 'ILLEGAL_TRANSITION', state: 'WITHDRAWN' }],
    [
      'an entry published before',
      { status: 'PUBLISHED' },
      { code: 'ILLEGAL_TRANSITION', state: 'PUBLISHED' },
    ],
    ['an entry under objection', { objected: true }, { code: 'CONFLICT', article: 'Henan 28' }],
    [
      'an entry whose notice period runs',
      { publishableFrom: addDays(today, 1) },
      { code: 'NOTICE_MISSING', article: 'Henan 28' },
    ],
    ['an entry of the own proposal', { proposedBy: 'other' }, { code: 'SEPARATION_OF_DUTIES' }],
    ['an entry that takes effect later', { validFrom: addDays(today, 1) }, { code: 'BAD_USER_INPUT' }],
    [
      'an entry whose term is over',
      { validFrom: addDays(today, -9), validUntil: addDays(today, -1) },
      { code: 'BAD_USER_INPUT' },
    ],
    [
      'an entry whose list term is over',
      { validFrom: addDays(addMonths(today, -36), -1) },
      { code: 'BAD_USER_INPUT' },
    ],
  ];
  const assess = (change: Partial<PublicationCandidate> | null) => {
    try {
      assessPublication(change === null ? undefined : { ...ready, ...change }, occasion);
      return null;
    } catch (error) {
      return (error as HubError).extensions;
    }
  };

  it('passes when it was told, the period is over and another hand publishes', () => {
    expect(assess({})).toBeNull();
    expect(assess({ validFrom: today, validUntil: today })).toBeNull();
    expect(assess({ validFrom: addMonths(today, -36) })).toBeNull();
  });

  it.each(faults)('is refused for %s, naming its place', (_name, change, expected) => {
    expect(assess(change)).toMatchObject({ ...expected, field: 'input.entries[3]' });
  });

  it('is refused for the first fault in this order, whatever else is wrong', () => {
    const changes = faults.slice(1).map(([, change]) => change!);
    fc.assert(
      fc.property(
        fc
          .uniqueArray(fc.nat({ max: changes.length - 1 }), { minLength: 2 })
          .map((all) => all.sort((a, b) => a - b)),
        (chosen) => {
          // The later ones first, so that what decides the order stands.
          const worst = Object.assign({}, ...chosen.map((each) => changes[each]).reverse());
          expect(assess(worst)).toMatchObject(assess(changes[chosen[0]!]!)!);
        },
      ),
    );
  });
});
