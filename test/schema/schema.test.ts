import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { schemaChanges } from '../../src/schema-diff.js';
import { printHubSchema } from '../../src/server/schema.js';
import { type OpenSchema, bareType, openTestSchema } from '../support/schema.js';

let open: OpenSchema;
let schema: GraphQLSchema;

beforeAll(async () => {
  open = await openTestSchema();
  schema = open.schema;
});
afterAll(() => open.close());

const objectTypes = (): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  );
const rootFields = (name: 'Query' | 'Mutation'): GraphQLField<unknown, unknown>[] =>
  Object.values((schema.getType(name) as GraphQLObjectType).getFields());

describe('the names of design section 6', () => {
  it('are all there as queries', () => {
    expect(rootFields('Query').map((field) => field.name)).toEqual(
      expect.arrayContaining(
        `viewer node subject person subjects creditList creditLists listEntry listEntries measure measures memorandum
        memoranda instructions check changes import creditRecords organizations objections accessEvents statistics`.split(
          /\s+/,
        ),
      ),
    );
  });

  it('are all there as mutations, as far as they are built', () => {
    expect(rootFields('Mutation').map((field) => field.name)).toEqual(
      expect.arrayContaining(
        `proposeEntry proposeEntries serveEntryNotice publishEntries withdrawEntry revokeEntry draftMeasure publishMeasure
        retireMeasure draftMemorandum signMemorandum endMemorandum fileMemorandum checkSubjects acknowledgeInstruction
        serveNotice reportFeedback declineInstruction raiseObjection decideObjection`.split(/\s+/),
      ),
    );
  });

  it.each([
    ['ListColour', 'RED WATCH BLACK'],
    ['Severity', 'MINOR GENERAL SERIOUS'],
    ['BasisRank', 'LAW ADMINISTRATIVE_REGULATION LOCAL_REGULATION RULE POLICY'],
    ['SubjectKind', 'LEGAL_PERSON UNINCORPORATED SOLE_TRADER NATURAL_PERSON'],
    ['Level', 'NATIONAL PROVINCIAL MUNICIPAL COUNTY'],
    ['MeasureKind', 'INCENTIVE PUNISHMENT'],
    ['Trigger', 'ON_PUBLICATION ON_CHECK'],
    ['Verdict', 'CLEAR INCENTIVE PUNISHMENT BOTH SUSPENDED UNKNOWN_SUBJECT'],
  ])('%s has its values', (name, values) => {
    const type = schema.getType(name);
    if (!isEnumType(type)) throw new Error(`${name} is no enum`);
    expect(
      type
        .getValues()
        .map((value) => value.name)
        .sort(),
    ).toEqual(values.split(' ').sort());
  });
});

describe('the shape of the schema', () => {
  it('names every mutation verb + noun, with one input and one payload of its name', () => {
    for (const { name, args, type } of rootFields('Mutation')) {
      const stem = name[0]!.toUpperCase() + name.slice(1);
      expect([name, args.map((arg) => `${arg.name}: ${String(arg.type)}`)]).toEqual([
        name,
        [`input: ${stem}Input!`],
      ]);
      expect([name, String(type)]).toEqual([name, `${stem}Payload!`]);
      expect(name).toMatch(/^[a-z]+[A-Z]/);
    }
  });

  it('pages every connection the same way', () => {
    for (const type of objectTypes()) {
      for (const field of Object.values(type.getFields())) {
        const named = bareType(field.type) as GraphQLObjectType;
        if (!named.name?.endsWith('Connection')) continue;
        const args = Object.fromEntries(field.args.map((arg) => [arg.name, String(arg.type)]));
        expect([type.name, field.name, args]).toEqual([
          type.name,
          field.name,
          expect.objectContaining({ first: 'Int', after: 'String' }),
        ]);
        expect([field.name, String(field.type)]).toEqual([field.name, `${named.name}!`]);
        const node = named.name.replace(/Connection$/, '');
        const shape = Object.fromEntries(
          Object.values(named.getFields()).map((each) => [each.name, String(each.type)]),
        );
        expect(shape).toMatchObject({
          edges: `[${node}Edge!]!`,
          nodes: `[${node}!]!`,
          pageInfo: 'PageInfo!',
          totalCount: 'Int',
        });
      }
    }
  });

  it('gives an id to Node types only, and no number, row key or hash to anybody', () => {
    for (const type of objectTypes()) {
      const fields = type.getFields();
      const isNode = type.getInterfaces().some((each) => each.name === 'Node');
      expect([type.name, 'id' in fields]).toEqual([type.name, isNode]);
      const internal = Object.keys(fields).filter((name) => /(Id|Hash|Cipher|Index)$/.test(name));
      expect([type.name, internal]).toEqual([
        type.name,
        type.name === 'Viewer' || type.name === 'Client' ? ['clientId'] : [],
      ]);
    }
  });

  it('never asks for a person by ID number where it could end up in a list, a log or a URL', () => {
    const takesIdNumber: string[] = [];
    for (const field of rootFields('Query')) {
      for (const arg of field.args) if (/idNumber/i.test(arg.name)) takesIdNumber.push(field.name);
    }
    for (const type of Object.values(schema.getTypeMap())) {
      if (isInputObjectType(type) && 'idNumber' in type.getFields()) takesIdNumber.push(type.name);
    }
    expect(takesIdNumber.sort()).toEqual(['SubjectInput', 'person']);
  });

  it('describes everything in one English sentence and the Chinese term', () => {
    const silent: string[] = [];
    const check = (name: string, description: string | null | undefined) => {
      if (!/[A-Za-z].*[\u4e00-\u9fff]/s.test(description ?? '')) silent.push(name);
    };
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
      if (!['Query', 'Mutation', 'Subscription'].includes(type.name)) check(type.name, type.description);
      if (isObjectType(type) || isInputObjectType(type) || isInterfaceType(type)) {
        for (const field of Object.values(type.getFields()))
          check(`${type.name}.${field.name}`, field.description);
      }
      if (isEnumType(type)) {
        for (const value of type.getValues()) {
          if (!/[\u4e00-\u9fff]/.test(value.description ?? '')) silent.push(`${type.name}.${value.name}`);
        }
      }
    }
    expect(silent).toEqual([]);
  });
});

describe('against the released schema', () => {
  const released = () => readFileSync('schema/released.graphql', 'utf8');

  it('nothing is taken from its clients', () => {
    expect(schemaChanges(released(), printHubSchema(schema)).breaking).toEqual([]);
  });

  const before =
    'type Query { entry(number: String): Entry colour: Colour } type Entry { number: String! } enum Colour { RED BLACK }';
  const kinds = (after: string) => {
    const { breaking, dangerous } = schemaChanges(before, after);
    return { breaking: breaking.map((each) => each.type), dangerous: dangerous.map((each) => each.type) };
  };

  it.each([
    ['a field taken away', before.replace('number: String! }', 'code: String! }'), 'FIELD_REMOVED'],
    ['a type renamed', before.replaceAll('Entry', 'ListEntry'), 'TYPE_REMOVED'],
    [
      'a value that may now be empty',
      before.replace('number: String! }', 'number: String }'),
      'FIELD_CHANGED_KIND',
    ],
    [
      'an argument that must now be given',
      before.replace('number: String)', 'number: String!)'),
      'ARG_CHANGED_KIND',
    ],
    [
      'a new argument that must be given',
      before.replace('number: String)', 'number: String, list: String!)'),
      'REQUIRED_ARG_ADDED',
    ],
    ['an enum value taken away', before.replace('RED BLACK', 'RED'), 'VALUE_REMOVED_FROM_ENUM'],
  ])('%s breaks clients', (_, after, kind) => {
    expect(kinds(after).breaking).toContain(kind);
  });

  it('a new field breaks nobody, a new enum value may surprise', () => {
    expect(kinds(before.replace('number: String! }', 'number: String! status: String }'))).toEqual({
      breaking: [],
      dangerous: [],
    });
    expect(kinds(before.replace('RED BLACK', 'RED WATCH BLACK'))).toEqual({
      breaking: [],
      dangerous: ['VALUE_ADDED_TO_ENUM'],
    });
  });

  it('what is printed can be read again', () => {
    const printed = printHubSchema(schema);
    expect(printHubSchema(buildSchema(printed))).toBe(printed);
  });
});
