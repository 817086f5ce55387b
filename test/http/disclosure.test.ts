import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, isEnumType, isInputObjectType } from 'graphql';
import { objectTypes } from '../../src/policy/apply.js';
import { type Answer, type TestHub, askWith, signIn, startTestHub } from '../support/hub.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

/** Every name the schema has, of types, fields, arguments, values. */
const namesOfSchema = (): Set<string> =>
  new Set([
    ...Object.keys(hub.schema.getTypeMap()),
    ...objectTypes(hub.schema).flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ name, args }) => [name, ...args.map((each) => each.name)]),
    ),
    ...Object.values(hub.schema.getTypeMap()).flatMap((type) => {
      if (isEnumType(type)) return type.getValues().map(({ name }) => name);
      return isInputObjectType(type) ? Object.keys(type.getFields()) : [];
    }),
  ]);

/** What is wrong in it, a document, its variables: every mistake GraphQL has a message for. */
const wrong: [string, string, Record<string, unknown>?][] = [
  ['a root field', '{ listEntrie { id } }'],
  ['a field', '{ listEntries { nodes { numbr } } }'],
  ['a field of an interface', '{ node(id: "x") { number } }'],
  ['a field of a mutation', 'mutation { publishEntry { id } }'],
  ['no selection', '{ listEntries }'],
  ['no selection below', '{ listEntries { nodes } }'],
  ['a selection of a scalar', '{ viewer { kind { id } } }'],
  ['an argument', '{ listEntry(numbr: "1") { id } }'],
  ['a missing argument', '{ listEntry { id } }'],
  ['an argument of another type', '{ listEntries(first: "x") { nodes { id } } }'],
  ['null for an argument', '{ listEntry(number: null) { id } }'],
  ['a text for an input', '{ listEntries(filter: "x") { nodes { id } } }'],
  ['an input field', '{ listEntries(filter: { stats: 1 }) { nodes { id } } }'],
  ['a missing input field', 'mutation { revokeEntry(input: {}) { entry { id } } }'],
  ['an enum value', '{ listEntries(filter: { status: [PUBLISH] }) { nodes { id } } }'],
  ['a text for an enum', '{ listEntries(filter: { status: ["PUBLISH"] }) { nodes { id } } }'],
  ['a number for an enum', '{ listEntries(filter: { colour: 1 }) { nodes { id } } }'],
  ['a date', 'mutation { reportFeedback(input: { appliedOn: "x" }) { feedback { id } } }'],
  ['a directive', '{ viewer @skp { kind } }'],
  ['an argument of a directive', '{ viewer @skip(iff: true) { kind } }'],
  ['a directive where it may not be', 'query @skip(if: true) { viewer { kind } }'],
  ['a type', 'query ($x: ListEntryFiltr) { listEntries(filter: $x) { nodes { id } } }'],
  ['a type of output', 'query ($x: ListEntry) { listEntries(filter: $x) { nodes { id } } }'],
  ['a variable of another type', 'query ($x: String) { listEntries(filter: $x) { nodes { id } } }'],
  ['a variable that is not declared', '{ listEntry(number: $x) { id } }'],
  ['a fragment on nothing', '{ ...F } fragment F on Listentry { id }'],
  ['a fragment on an input', '{ ...F } fragment F on ListEntryFilter { id }'],
  ['a fragment elsewhere', '{ viewer { ...F } } fragment F on ListEntry { id }'],
  ['an inline fragment elsewhere', '{ viewer { ... on ListEntry { id } } }'],
  ['fields that conflict', '{ viewer { x: kind x: scopes } }'],
  ['types that conflict', '{ node(id: "x") { ... on Client { n: name } ... on ListEntry { n: status } } }'],
  ['a type looked up', '{ __type(name: "ListEntr") { nam } }'],
  ['two operations and no name', 'query A { viewer { kind } } query B { viewer { kind } }'],
  ['an operation without a name beside another', '{ viewer { kind } } query B { viewer { kind } }'],
  ['a fragment that is not there', '{ viewer { ...F } }'],
  ['a fragment nobody uses', '{ viewer { kind } } fragment F on Viewer { kind }'],
  ['a fragment within itself', '{ viewer { ...F } } fragment F on Viewer { ...F }'],
  ['an argument twice', '{ listEntry(number: "1", number: "2") { id } }'],
  ['an input field twice', '{ listEntries(filter: { colour: RED, colour: RED }) { nodes { id } } }'],
  ['a text cut off', '{ viewer { kind'],
  ['a type definition', 'extend type ListEntr { x: Int }'],
  ['a variable left out', 'query ($x: String!) { listEntry(number: $x) { id } }'],
  ['a variable of another kind', 'query ($x: Int) { listEntries(first: $x) { nodes { id } } }', { x: 'y' }],
  ['an object for a text', 'query ($x: String!) { listEntry(number: $x) { id } }', { x: { a: '"' } }],
  [
    'a field of a variable',
    'query ($x: ListEntryFilter) { listEntries(filter: $x) { nodes { id } } }',
    { x: { stats: 1 } },
  ],
  [
    'a value of a variable',
    'query ($x: ListEntryFilter) { listEntries(filter: $x) { nodes { id } } }',
    { x: { status: ['PUBLISH'] } },
  ],
  [
    'a number of a variable',
    'query ($x: ListEntryFilter) { listEntries(filter: $x) { nodes { id } } }',
    { x: { colour: 1 } },
  ],
  [
    'a field left out of a variable',
    'mutation ($x: RevokeEntryInput!) { revokeEntry(input: $x) { entry { id } } }',
    { x: { a: '"', b: '", "' } },
  ],
  [
    'null in a variable',
    'mutation ($x: RevokeEntryInput!) { revokeEntry(input: $x) { entry { id } } }',
    { x: { entry: null, reason: 1 } },
  ],
];

/** Words of GraphQL's own sentences that are names of the schema too. */
const prose = new Set([
  'at',
  'field',
  'input',
  'name',
  'of',
  'operation',
  'position',
  'QUERY',
  'to',
  'type',
  'types',
  'valid',
]);

const wordsOf = (text: string): string[] => text.match(/[_A-Za-z]\w*/g) ?? [];
const isOwn = (name: string) => /^(__.*|Query|Mutation|Subscription|String|Int|Float|Boolean|ID)$/.test(name);

describe('who may not read the schema', () => {
  test.each(wrong)('is told nothing by %s that it did not name itself', async (_, query, variables = {}) => {
    const { data, errors } = await hub.asPublic(query, variables);
    expect(data ?? null).toBeNull();
    const sent = new Set(wordsOf(query + JSON.stringify(variables)));
    const names = namesOfSchema();
    for (const { message } of errors!) {
      expect(message).not.toMatch(/Did you mean|node_modules|\.js\b/);
      const told = wordsOf(message).filter((word) => names.has(word) && !isOwn(word) && !sent.has(word));
      expect(told.filter((word) => !prose.has(word))).toEqual([]);
    }
  });

  test('is told the words it sent, so that it can find the mistake', async () => {
    const { errors } = await hub.asPublic(
      '{ listEntries(filter: { status: [PUBLISH] }) { nodes { numbr } } }',
    );
    expect(errors!.map(({ message }) => message)).toEqual([
      'Value "PUBLISH" does not exist in "…" enum.',
      'Cannot query field "numbr" on type "…".',
    ]);
  });

  test('cannot turn around what is quoted with quotation marks of its own', async () => {
    const { errors } = await hub.asPublic(
      'mutation ($x: RevokeEntryInput!) { revokeEntry(input: $x) { __typename } }',
      { x: { reason: '"', z: '", "' } },
    );
    expect(errors!.map(({ message }) => message.replace(/.*; /, ''))).toEqual([
      'Field "…" of required type "String!" was not provided.',
      'Field "z" is not defined by type "RevokeEntryInput".',
    ]);
  });
});

const introspections = [
  getIntrospectionQuery(),
  '{ __schema { queryType { name } } }',
  '{ __type(name: "Client") { fields { name } } }',
  '{ ...F } fragment F on Query { x: __schema { types { name } } }',
  'query A { viewer { kind } } query B { ... on Query { __schema { types { name } } } }',
  '{ viewer { kind } __schema @include(if: false) { types { name } } }',
];

describe('introspection', () => {
  const expectRefused = ({ status, data, errors }: Answer, message: string) => {
    expect([status, data]).toEqual([403, undefined]);
    expect(errors).toEqual([{ message, extensions: { code: 'FORBIDDEN' } }]);
  };

  test.each(introspections)('needs a scope: %#', async (query) => {
    const needs = 'Introspection needs a token with the scope schema:read. Ask the credit office for it.';
    expectRefused(await ask(null, query), needs);
    const unfit = await signIn(hub.url, 'demo-agency-tax', 'demo', 'records:read');
    expectRefused(await ask(unfit, query), needs);
  });

  test.each([
    'demo-office',
    'demo-agency-tax',
    'demo-auditor',
    'demo-firm',
    'demo-bank',
    'demo-association',
    'demo-region',
  ])('is answered to %s', async (clientId) => {
    const { data, errors } = await (await hub.as(clientId))(getIntrospectionQuery());
    expect(errors).toBeUndefined();
    expect(Object.keys(buildClientSchema(data).getTypeMap()).sort()).toEqual(
      Object.keys(hub.schema.getTypeMap()).sort(),
    );
  });

  test('is refused to a subject', async () => {
    const { errors } = await (await hub.as('demo-subject'))('{ __schema { queryType { name } } }');
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN');
  });

  test('leaves __typename to everybody', async () => {
    const { data } = await hub.asPublic('{ __typename viewer { __typename } }');
    expect(data).toEqual({ __typename: 'Query', viewer: { __typename: 'Viewer' } });
  });

  test('with the scope mistakes are named in full, still without suggestions', async () => {
    const office = await hub.as('demo-office');
    const { errors } = await office(
      'query ($x: ListEntryFilter) { listEntries(filter: $x) { nodes { numbr } } }',
    );
    expect(errors![0]!.message).toBe('Cannot query field "numbr" on type "ListEntry".');
    const coerced = await office('query ($x: ListEntryFilter) { listEntries(filter: $x) { nodes { id } } }', {
      x: { status: ['PUBLISH'], colours: 'RED' },
    });
    expect(coerced.errors!.map(({ message }) => message.replace(/.*; /, ''))).toEqual([
      'Value "PUBLISH" does not exist in "EntryStatus" enum.',
      'Field "colours" is not defined by type "ListEntryFilter".',
    ]);
  });
});

/** As the hubs of `introspection` answer, with the token or without. */
const ask = (token: string | null, query: string) => askWith(hub.url, token)(query);

describe('the setting', () => {
  test('open answers everybody, off nobody', async () => {
    const document = '{ __type(name: "Client") { name } }';
    const open = await startTestHub({ HUB_INTROSPECTION: 'open' });
    expect((await open.asPublic(document)).data).toEqual({ __type: { name: 'Client' } });
    await open.close();
    const off = await startTestHub({ HUB_INTROSPECTION: 'off' });
    const { status, errors } = await (await off.as('demo-office'))(document);
    await off.close();
    expect([status, errors![0]!.message]).toEqual([
      403,
      'This hub does not describe its schema. Ask the credit office for it.',
    ]);
  });
});
