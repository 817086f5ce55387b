import {
  type DocumentNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  getNamedType,
  getNullableType,
  getVariableValues,
  isCompositeType,
  isEnumType,
  isListType,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { HubError, badInput } from '../kernel/errors.js';
import { pageDefault } from '../kernel/page.js';
import { limits } from './limits.js';

/** What a list brings that has no page: most hold fewer. */
const listSize = 3;
/** The least that is charged. */
const leastCost = 1;
/** An act reads, checks and records more than it answers. */
const actCost = 10;

/** How many shapes of variables an operation's cost is kept for, and how long one may be. */
const shapes = 10;
const longestShape = 2_000;

/** Costs that were counted, by the operation and the shape of its variables: a document asked again is the same objects. */
const counted = new WeakMap<OperationDefinitionNode, Map<string, number>>();

/**
 * What an operation costs: the objects it may bring at most, a page counted as full. Refused beyond the limit. What is
 * wrong with variables is said by the execution, so it costs the least.
 */
export const costOf = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number => {
  const shape = shapeOf(operation, variables);
  const kept = counted.get(operation)?.get(shape);
  if (kept !== undefined) return kept;
  const cost = countedCost(schema, document, operation, variables);
  // The least may be that of wrong variables, and others of the same shape may be right; where none are given, there are no others.
  if ((cost > leastCost || shape === '') && shape.length < longestShape) keepCost(operation, shape, cost);
  return cost;
};

/** What has been kept longest makes room. */
const keepCost = (operation: OperationDefinitionNode, shape: string, cost: number): void => {
  const known = counted.get(operation) ?? new Map<string, number>();
  counted.set(operation, known.set(shape, cost));
  if (known.size > shapes) known.delete(known.keys().next().value!);
};

/** The variables an operation declares, as far as they decide its cost: of texts only their number matters. */
const shapeOf = (
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): string => {
  let shape = '';
  for (const { variable } of variableDefinitions) {
    const name = variable.name.value;
    if (Object.hasOwn(variables, name)) shape += `${name}:${shapeWithin(variables[name])};`;
  }
  return shape;
};

const shapeWithin = (value: unknown): string => {
  if (typeof value === 'string') return '""';
  if (Array.isArray(value)) return `[${value.map(shapeWithin).join()}]`;
  if (value === null || typeof value !== 'object') return String(value);
  const parts = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${shapeWithin(each)}`);
  return `{${parts.join()}}`;
};

const countedCost = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number => {
  if (getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).errors)
    return leastCost;
  const cost = Math.max(leastCost, Math.ceil(complexityOf(schema, document, operation, variables)));
  const { most } = limits.cost;
  if (cost <= most) return cost;
  throw new HubError(
    'QUERY_TOO_COMPLEX',
    `The operation costs ${cost}; at most ${most} are taken at once. Ask for fewer rows (first), fewer lists within lists, or less depth.`,
  );
};

const complexityOf = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number => {
  const fragments = document.definitions.filter((each) => each.kind === 'FragmentDefinition');
  try {
    return getComplexity({
      schema,
      query: { ...document, definitions: [operation, ...fragments] },
      variables,
      estimators: [objectsOf],
    });
  } catch (error) {
    // An argument names its place in the document; what remains is a document with too many fields once fragments are spread.
    if (error instanceof GraphQLError && error.nodes) throw badInput('variables', error.message);
    throw new HubError(
      'QUERY_TOO_COMPLEX',
      'The document spreads its fragments into too many fields. Ask for less at once.',
    );
  }
};

type Field = GraphQLField<unknown, unknown>;

/** One per object, times how often it may come. Scalars come with their object. */
const objectsOf: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (!isCompositeType(getNamedType(field.type))) return 0;
  const own = 1 + childComplexity;
  if (type.name.startsWith('__') || field.name.startsWith('__')) return own;
  const root = type.name === 'Mutation' ? actCost : 0;
  return root + own * timesOf(type.name, field, args);
};

const timesOf = (typeName: string, field: Field, args: Record<string, unknown>): number => {
  if (field.args.some(({ name }) => name === 'first')) return pageSize(args['first']);
  // The page was counted where it was asked for.
  if (typeName.endsWith('Connection')) return 1;
  const many = longestList(askedOf(field, args));
  return isListType(getNullableType(field.type)) ? Math.max(listSize, many) : Math.max(1, many / listSize);
};

/** What is asked of, without what only narrows: a list of states brings no more. */
const askedOf = ({ args: declared }: Field, args: Record<string, unknown>): unknown[] =>
  declared.filter(({ type }) => !isEnumType(getNamedType(type))).map(({ name }) => args[name]);

/** Another size than a page may have is refused by the field; until then it counts as the nearest that may. */
const pageSize = (first: unknown): number =>
  typeof first === 'number' ? Math.min(Math.max(first, 1), limits.page.most) : pageDefault;

/** What is asked of many at once is answered for many: the longest list within the arguments. */
const longestList = (args: unknown[]): number => Math.max(0, ...args.map(lengthWithin));

const lengthWithin = (value: unknown): number => {
  if (Array.isArray(value)) return Math.max(value.length, longestList(value));
  if (value !== null && typeof value === 'object') return longestList(Object.values(value));
  return 0;
};
