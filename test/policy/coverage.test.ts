import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, type GraphQLSchema, isLeafType, isNonNullType } from 'graphql';
import { objectTypes, ruleOf } from '../../src/policy/apply.js';
import { operationRights, subscriptionRights } from '../../src/policy/operations.js';
import { type FieldRule, fieldRules } from '../../src/policy/predicates.js';
import { fieldRights, isCarrier } from '../../src/policy/table.js';
import { type OpenSchema, bareType, openTestSchema } from '../support/schema.js';

let open: OpenSchema;
let schema: GraphQLSchema;

beforeAll(async () => {
  open = await openTestSchema();
  schema = open.schema;
});
afterAll(() => open.close());

const fieldsOf = (type: GraphQLObjectType) =>
  Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);

describe('every field of every object type', () => {
  it('has a row in the table, and no row is left of a field that is gone', () => {
    const ofSchema = objectTypes(schema)
      .filter((type) => !isCarrier(type.name))
      .flatMap(fieldsOf);
    const ofTable = Object.entries(fieldRights).flatMap(([type, fields]) =>
      Object.keys(fields).map((field) => `${type}.${field}`),
    );
    expect(ofTable.sort()).toEqual(ofSchema.sort());
  });

  it('can be empty or masked when it is protected: a denied field must not fail the query', () => {
    const failing: string[] = [];
    for (const type of objectTypes(schema).filter(({ name }) => !isCarrier(name))) {
      for (const field of Object.values(type.getFields())) {
        const rule: FieldRule = ruleOf(type.name, field.name);
        const isProtected = Object.values(rule.allows).some((verdict) => verdict !== true);
        if (isProtected && isNonNullType(field.type) && !rule.otherwise)
          failing.push(`${type.name}.${field.name}`);
      }
    }
    expect(failing).toEqual([]);
  });

  it('says in the schema who may see it, when not everybody may', () => {
    for (const type of objectTypes(schema).filter(({ name }) => !isCarrier(name))) {
      for (const field of Object.values(type.getFields())) {
        const name = fieldRights[type.name]![field.name]!;
        const noted = /@access (\w+)/.exec(field.description ?? '')?.[1] ?? 'open';
        expect([type.name, field.name, noted]).toEqual([type.name, field.name, name]);
      }
    }
  });

  it('without a row stops the start', () => {
    expect(() => ruleOf('Subject', 'favouriteColour')).toThrow('Subject.favouriteColour has no row');
    expect(() => ruleOf('Dossier', 'id')).toThrow('Dossier.id has no row');
  });
});

describe('the rules', () => {
  it('are all in use', () => {
    const used = new Set(Object.values(fieldRights).flatMap((fields) => Object.values(fields)));
    expect(Object.keys(fieldRules).filter((name) => !used.has(name as never))).toEqual([]);
  });

  it('tell what would grant a withheld value', () => {
    for (const rule of Object.values(fieldRules) as FieldRule[]) {
      if (rule.about === fieldRules.open.about) continue;
      expect(rule.grant.length).toBeGreaterThan(10);
    }
  });
});

describe('types that only carry others', () => {
  // Whoever adds one here has thought about who reads it: no rule stands before it.
  const plainFacts = [
    'cursor',
    'totalCount',
    'hasNextPage',
    'hasPreviousPage',
    'startCursor',
    'endCursor',
    'completeFrom',
    'completeTo',
    'CreateClientPayload.secret',
    'RotateClientSecretPayload.secret',
    'PublishEntriesPayload.version',
    'BlockPersonPayload.sessionsEnded',
    'EndStaffSessionsPayload.sessionsEnded',
    'PublishEntriesPayload.instructionsIssued',
  ];

  it('carry no data of their own', () => {
    const unknown = objectTypes(schema)
      .filter(({ name }) => isCarrier(name) && !['Query', 'Mutation', 'Subscription'].includes(name))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => isLeafType(bareType(field.type)))
          .filter(
            (field) => !plainFacts.includes(field.name) && !plainFacts.includes(`${type.name}.${field.name}`),
          )
          .map((field) => `${type.name}.${field.name}`),
      );
    expect(unknown).toEqual([]);
  });
});

describe('every root field', () => {
  it('has a row, and no row is left of one that is gone', () => {
    const roots = [schema.getQueryType()!, schema.getMutationType()!];
    const ofTable = Object.entries(operationRights).flatMap(([type, fields]) =>
      Object.keys(fields).map((field) => `${type}.${field}`),
    );
    expect(ofTable.sort()).toEqual(roots.flatMap(fieldsOf).sort());
  });

  it('that changes something is closed to the public', () => {
    const openMutations = Object.entries(operationRights.Mutation).filter(
      ([, right]) => right.kinds === 'EVERYBODY' || right.kinds.includes('PUBLIC') || !right.scope,
    );
    expect(openMutations).toEqual([]);
  });

  it('that subscribes has a row too, and asks no less than the query beside it', () => {
    expect(Object.keys(subscriptionRights).sort()).toEqual(
      Object.keys(schema.getSubscriptionType()!.getFields()).sort(),
    );
    expect(subscriptionRights['changed']).toEqual(operationRights.Query['changes']);
    expect(subscriptionRights['instructionIssued']).toEqual(operationRights.Query['instructions']);
  });
});
