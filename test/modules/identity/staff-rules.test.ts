import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Hand, sameHand } from '../../../src/kernel/hands.js';
import { viewerKinds } from '../../../src/kernel/principal.js';
import {
  knownRoles,
  postOf,
  scopesOfRoles,
  staffRoles,
  viewerKindOf,
} from '../../../src/modules/identity/staff.rules.js';
import { allowedScopes } from '../../../src/modules/organizations/client.rules.js';

const roles = fc.array(
  fc.oneof(fc.constantFrom(...Object.keys(staffRoles)), fc.string(), fc.constant('__proto__')),
);

describe('roles', () => {
  test('never give more than the kind of viewer may hold, and nothing without a known one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...viewerKinds), roles, (kind, named) => {
        const granted = scopesOfRoles(kind, named);
        for (const scope of granted) expect(allowedScopes[kind]).toContain(scope);
        if (knownRoles(named).length === 0) expect(granted.size).toBe(0);
      }),
    );
  });

  test('go by the English or the Chinese word, and strange ones are ignored', () => {
    expect(knownRoles(['经办', 'approver', 'root', 'toString', '经办'])).toEqual(['approver', 'clerk']);
  });

  test('keep publishing, deciding and clients with the office', () => {
    const all = Object.keys(staffRoles);
    for (const scope of ['lists:publish', 'objections:decide', 'clients:write'] as const) {
      expect(scopesOfRoles('OFFICE', all)).toContain(scope);
      expect(scopesOfRoles(viewerKindOf('AGENCY'), all)).not.toContain(scope);
    }
    expect(scopesOfRoles('OFFICE', ['clerk'])).not.toContain('lists:publish');
    expect(scopesOfRoles('OFFICE', ['approver'])).not.toContain('lists:write');
  });
});

describe('posts', () => {
  const why = (run: () => unknown) => {
    try {
      run();
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  };
  const one = { code: 'A', roles: [] };
  test('the only one, or the one named', () => {
    expect(postOf([one], null)).toBe(one);
    expect(postOf([{ code: 'B', roles: [] }, one], 'A')).toBe(one);
    expect(why(() => postOf([one], 'B'))).toBe('noPost');
    expect(why(() => postOf([], null))).toBe('noPost');
    expect(why(() => postOf([one, { code: 'B', roles: [] }], null))).toBe('severalPosts');
  });
});

describe('one hand', () => {
  const hand: fc.Arbitrary<Hand> = fc.record({
    actor: fc.constantFrom('person:a', 'person:b', 'client-a', 'client-b'),
    organizationIds: fc.uniqueArray(fc.integer({ min: 1, max: 3 })),
  });
  test('is so both ways round, and the same actor is one wherever it works', () => {
    fc.assert(
      fc.property(hand, hand, (a, b) => {
        expect(sameHand(a, b)).toBe(sameHand(b, a));
        if (a.actor === b.actor) expect(sameHand(a, b)).toBe(true);
      }),
    );
  });

  test.each([
    ['person:a', [1], 'person:b', [1], false],
    ['person:a', [1], 'client-a', [1], true],
    ['person:a', [1], 'client-a', [2], false],
    ['client-a', [1], 'client-b', [1], false],
    ['person:a', [1], 'person:a', [2], true],
    ['person:a', [], 'system', [], false],
  ])('%s of %j and %s of %j: %s', (a, ofA, b, ofB, one) => {
    expect(sameHand({ actor: a, organizationIds: ofA }, { actor: b, organizationIds: ofB })).toBe(one);
  });
});
