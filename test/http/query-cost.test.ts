import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type OperationDefinitionNode, parse } from 'graphql';
import { HubError } from '../../src/kernel/errors.js';
import { matters } from '../../src/kernel/principal.js';
import { costOf } from '../../src/server/query-cost.js';
import { type OpenSchema, openTestSchema } from '../support/schema.js';

/** What an operation costs is kept by the shape of its variables: what was asked before decides nothing. */
let open: OpenSchema;
beforeAll(async () => {
  open = await openTestSchema();
}, 120_000);
afterAll(() => open.close());

type Variables = Record<string, unknown>;

/** Asks one document again and again, as the hub does: its parts are the same objects. */
const asker = (text: string) => {
  const document = parse(text);
  const operation = document.definitions[0] as OperationDefinitionNode;
  return (variables: Variables): number | string => {
    try {
      return costOf(open.schema, document, operation, variables);
    } catch (error) {
      return (error as HubError).message;
    }
  };
};

const text = fc.string({ maxLength: 4 });
const listing = `query ($codes: [String!]! = [], $n: Int, $filter: ListEntryFilter, $more: Boolean = false) {
  subjectsByCode(codes: $codes) { code entries @include(if: $more) { number } }
  listEntries(first: $n, filter: $filter) { nodes { number subject @include(if: $more) { code } } } }`;
const listed: fc.Arbitrary<Variables> = fc.record(
  {
    codes: fc.oneof(fc.array(text, { maxLength: 500 }), text),
    n: fc.oneof(fc.integer({ min: -1, max: 120 }), text),
    filter: fc.oneof(fc.constant(null), fc.record({ status: fc.array(fc.constant('PUBLISHED')) })),
    more: fc.boolean(),
    other: fc.anything(), // not declared
  },
  { requiredKeys: [] },
);

const checking = `mutation ($input: CheckSubjectsInput!) {
  checkSubjects(input: $input) { check { number results { verdict hits { entry { number } } } } } }`;
const checked: fc.Arbitrary<Variables> = fc.record(
  {
    input: fc.record(
      {
        matter: fc.constantFrom(...matters),
        businessNumber: text,
        subjects: fc.array(fc.record({ code: text }), { maxLength: 60 }),
      },
      { requiredKeys: ['matter', 'businessNumber'] },
    ),
  },
  { requiredKeys: [] },
);

describe('what an operation costs', () => {
  it.each([
    ['a list and a look-up of many', listing, listed],
    ['an act on many', checking, checked],
  ])('is the same whatever was asked before: %s', (_, document, variables) => {
    const again = asker(document);
    fc.assert(
      fc.property(variables, (each) => {
        expect(again(each)).toBe(asker(document)(each));
      }),
      { numRuns: 300 },
    );
  });

  it('follows what is asked for, though it was cheap before', () => {
    const many = asker(listing);
    expect(many({ codes: ['A'], n: 1 })).toBeLessThan(many({ codes: ['A'], n: 2 }) as number);
    expect(many({ codes: ['A'], n: 2 })).toBeLessThan(many({ codes: [...'ABCDEFGH'], n: 2 }) as number);
    expect(many({ codes: ['A'], n: 2 })).toBeLessThan(many({ codes: ['A'], n: 2, more: true }) as number);
    const check = asker(checking);
    const input = { matter: 'LICENSING', businessNumber: 'B', subjects: [{ code: 'A' }] };
    const ofMany = { ...input, subjects: [...'ABCDEFGH'].map((code) => ({ code })) };
    expect(check({ input })).toBeLessThan(check({ input: ofMany }) as number);
  });

  it('without variables is counted once', () => {
    const alone = asker('{ __typename }');
    expect([alone({}), alone({ other: 1 }), alone({})]).toEqual([1, 1, 1]);
  });
});
