import type fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** An operation that is valid for the schema; what its variables hold is anybody's guess. */
export interface RandomOperation {
  query: string;
  variables: Record<string, unknown>;
}

/** Picks one of the values: every choice of a random operation goes through here, so that it can be made again. */
export type Pick = <Value>(values: readonly Value[]) => Value;

export const pickWith =
  (gen: fc.GeneratorValue, integer: typeof fc.nat): Pick =>
  (values) =>
    values[gen(integer, values.length - 1)]!;

/** Texts that break what is built with less care. */
export const hostileTexts: readonly string[] = [
  '',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff y',
  '\u202e倒着的\u202c',
  '\u200b\ufeff',
  "' or true --",
  '$1',
  '%',
  '_%\\',
  '<script>alert(1)</script>',
  '{"$ne":null}',
  '../../etc/passwd',
  '信'.repeat(20_000),
  'x'.repeat(65_536),
  '١٢٣',
  'ＡＢＣ１２３',
  '-1',
  '9'.repeat(40),
  'null',
  '__proto__',
];

const scalars: Record<string, readonly unknown[]> = {
  Int: [0, 1, 2, 5, 100, 101, -1, 2_147_483_647, -2_147_483_648],
  Float: [0, 0.5, -1, 1e300],
  Boolean: [true, false],
  Date: ['2026-10-20', '2020-02-29', '9999-12-31', '0001-01-01'],
  DateTime: ['2026-10-20T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z'],
  Decimal: ['0', '2000.00', '-1.5', '9999999999999999.99'],
  JSON: [{}, { a: [1, null, { b: 'x' }] }],
};

/** Makes one operation with one to three root fields of the kind asked for. `known`: texts that exist. */
export const randomOperation = (
  schema: GraphQLSchema,
  kind: 'query' | 'mutation',
  pick: Pick,
  known: readonly string[],
): RandomOperation => new Composer(schema, pick, known).compose(kind);

class Composer {
  readonly #variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];
  #aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly pick: Pick,
    private readonly known: readonly string[],
  ) {}

  compose(kind: 'query' | 'mutation'): RandomOperation {
    const root = kind === 'query' ? this.schema.getQueryType()! : this.schema.getMutationType()!;
    const body = this.selection(root, 4, this.pick([1, 1, 2, 3]));
    const head = this.#declared.length > 0 ? `(${this.#declared.join(', ')})` : '';
    return { query: `${kind} Random${head} ${body}`, variables: this.#variables };
  }

  private selection(type: GraphQLObjectType, depth: number, count: number): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 1 || isLeafType(getNamedType(field.type)),
    );
    const chosen = Array.from({ length: count }, () => this.pick(fields.length > 0 ? fields : [null]));
    const parts = chosen.map((field) => {
      if (!field) return '__typename';
      const alias = `a${this.#aliases++}`;
      const inside = this.inside(getNamedType(field.type), depth - 1);
      return `${alias}: ${field.name}${this.argumentsOf(field.args)}${inside}`;
    });
    return `{ ${parts.join(' ')} }`;
  }

  private inside(type: GraphQLNamedType, depth: number): string {
    if (isObjectType(type)) return ` ${this.selection(type, depth, this.pick([1, 2, 3, 4]))}`;
    if (!isInterfaceType(type)) return '';
    const possible = this.pick(this.schema.getPossibleTypes(type));
    return ` { __typename ... on ${possible.name} ${this.selection(possible, depth, this.pick([1, 2, 3]))} }`;
  }

  private argumentsOf(args: readonly GraphQLArgument[]): string {
    const given = args.filter((each) => isNonNullType(each.type) || this.pick(oneIn(4)));
    if (given.length === 0) return '';
    return `(${given.map((each) => `${each.name}: $${this.variable(each)}`).join(', ')})`;
  }

  private variable({ name: argument, type }: GraphQLArgument): string {
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${String(type)}`);
    // Most pages are asked for rightly: a list that is refused shows nothing of itself.
    const page = argument === 'first' && this.pick([true, true, true, false]);
    this.#variables[name] = page ? this.pick([1, 5, 20, 100]) : this.value(type, 3);
    return name;
  }

  private value(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.value(type.ofType, depth);
    if (isListType(type)) return this.pick([0, 1, 2, 3]) === 0 ? [] : [this.value(type.ofType, depth)];
    if (isEnumType(type)) return this.pick(type.getValues()).name;
    if (isInputObjectType(type)) return this.object(Object.values(type.getFields()), depth);
    return this.pick(scalars[type.name] ?? this.texts());
  }

  private object(fields: readonly GraphQLInputField[], depth: number): Record<string, unknown> {
    const given = fields.filter((each) => isNonNullType(each.type) || (depth > 0 && this.pick(oneIn(4))));
    return Object.fromEntries(given.map((each) => [each.name, this.value(each.type, depth - 1)]));
  }

  private texts(): readonly string[] {
    return this.pick(oneIn(4)) ? hostileTexts : this.known;
  }
}

const oneIn = (count: number): readonly boolean[] => Array.from({ length: count }, (_, index) => index === 0);
