import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { type TestHub, startTestHub } from '../support/hub.js';
import { type Caller, callerFor } from './support/caller.js';
import { hostileTexts } from './support/random-operation.js';

let hub: TestHub;
let office: Caller;
beforeAll(async () => {
  hub = await startTestHub();
  office = await callerFor(hub, { name: 'office', clientId: 'demo-office', purpose: 'LICENSING;HOSTILE' });
});
afterAll(() => hub.close());

const isText = (type: GraphQLInputType): boolean => {
  const named = getNamedType(type);
  return isScalarType(named) && (named.name === 'String' || named.name === 'ID');
};

/** Variables that put a text into one place of an argument: the argument itself, or a field of its input. */
const placesOf = (arg: GraphQLArgument): ((text: string) => unknown)[] => {
  const named = getNamedType(arg.type);
  if (isText(arg.type)) return [(text) => text];
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields())
    .filter(({ type }) => isText(type))
    .map((field) => (text) => ({ [field.name]: text }));
};

const harmless = ({ type }: GraphQLArgument): unknown => {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.name;
  return named.name === 'Int' ? 1 : 'x';
};

const documentOf = (field: GraphQLField<unknown, unknown>, args: readonly GraphQLArgument[]): string => {
  const head = args.map((each) => `$${each.name}: ${String(each.type)}`).join(', ');
  const inside = args.map((each) => `${each.name}: $${each.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `query (${head}) { ${field.name}(${inside})${selection} }`;
};

/** One request for each text argument of a root query and each hostile text. */
const requestsWith = (field: GraphQLField<unknown, unknown>, text: string) =>
  field.args.flatMap((arg) =>
    placesOf(arg).map((place) => {
      const args = field.args.filter((each) => each === arg || isNonNullType(each.type));
      const variables = Object.fromEntries(
        args.map((each) => [each.name, each === arg ? place(text) : harmless(each)]),
      );
      return { query: documentOf(field, args), variables };
    }),
  );

describe('hostile texts in every text a query takes', () => {
  test.each(hostileTexts.map((text, index) => [index, JSON.stringify(text.slice(0, 20)), text] as const))(
    '%i: %s',
    async (_index, _shown, text) => {
      const fields = Object.values(hub.schema.getQueryType()!.getFields());
      const requests = fields.flatMap((field) => requestsWith(field, text));
      expect(requests.length).toBeGreaterThan(30);
      const wrong: string[] = [];
      for (const { query, variables } of requests) {
        const { status, text: body } = await office.ask(query, variables);
        const calm = status < 500 && !/INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE|GRAPHQL_/.test(body);
        if (!calm || body.length > 10_000) wrong.push(`${status} ${query}: ${body.slice(0, 300)}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});
