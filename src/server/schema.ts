import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  printSchema,
  lexicographicSortSchema,
} from 'graphql';
import { buildSchema, getMetadataStorage, type NonEmptyArray } from 'type-graphql';
import { fromGlobalId, toGlobalId } from '../kernel/ids.js';
import { DateTimeScalar } from '../kernel/scalars.js';
import { applyPolicy, objectTypes } from '../policy/apply.js';
import { fieldRights, isCarrier } from '../policy/table.js';
import { overSocketOnly } from '../modules/ledger/feed.rules.js';
import type { HubModule } from '../modules/module.js';

/** Builds the executable schema from the modules' resolvers, with global ids and every right applied. */
export const buildHubSchema = async (modules: readonly HubModule[]): Promise<GraphQLSchema> => {
  const instances = new Map(
    modules.flatMap((module) => module.resolvers).map((each) => [each.constructor, each]),
  );
  takeRowsAsTheyAre();
  const schema = await buildSchema({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<Function>,
    container: { get: (type) => instances.get(type) },
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    // Asked for by the library alone: events are read from the change feed, never from the memory of one process.
    pubSub: { publish: () => undefined, subscribe: overSocketOnly },
    // Input is checked by the use cases, after authorization; class-validator would answer before it.
    validate: false,
  });
  callDirectly(schema, instances);
  useGlobalIds(schema);
  describeAccess(schema);
  return applyPolicy(schema);
};

/** The schema as committed in schema/hub.graphql. */
export const printHubSchema = (schema: GraphQLSchema): string =>
  `${printSchema(lexicographicSortSchema(schema))}\n`;

/** Without a type of its own a row is not copied into an instance for each of its fields: nothing here has methods. */
const takeRowsAsTheyAre = (): void => {
  for (const parameter of getMetadataStorage().params)
    if (parameter.kind === 'root') delete parameter.getType;
};

/**
 * Fields that take no arguments call their resolver straight: the library gathers its parameters anew for each value.
 */
const callDirectly = (schema: GraphQLSchema, instances: ReadonlyMap<unknown, object>): void => {
  for (const each of getMetadataStorage().fieldResolvers) {
    const { target, methodName, schemaName, params, getObjectType, middlewares } = each;
    const kinds = [...(params ?? [])].sort((one, other) => one.index - other.index).map(({ kind }) => kind);
    const instance = instances.get(target) as Record<string, Method> | undefined;
    const owner = schema.getType(nameOf(getObjectType!()));
    const field = isObjectType(owner) && owner.getFields()[schemaName];
    if (!instance || !field || middlewares?.length) continue;
    const resolve = straight[kinds.join()];
    if (resolve) field.resolve = resolve(instance[methodName]!.bind(instance));
  }
};

type Method = (...given: unknown[]) => unknown;

/** By the kinds of a method's parameters. */
const straight: Readonly<Record<string, (method: Method) => GraphQLFieldResolver<unknown, unknown>>> = {
  root: (method) => (root) => method(root),
  'root,context': (method) => (root, _args, context) => method(root, context),
  'root,context,info': (method) => (root, _args, context, info) => method(root, context, info),
};

const nameOf = (type: unknown): string =>
  getMetadataStorage().objectTypes.find(({ target }) => target === type)!.name;

/** Rows carry their own id; outside it is opaque and names the type. */
const useGlobalIds = (schema: GraphQLSchema): void => {
  for (const type of objectTypes(schema)) {
    if (!type.getInterfaces().some((each) => each.name === 'Node')) continue;
    type.getFields()['id']!.resolve = (row: { id: number }) => toGlobalId(type.name, row.id);
  }
};

/** Who may see a field stands beside it in the schema. */
const describeAccess = (schema: GraphQLSchema): void => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || isCarrier(type.name)) continue;
    for (const field of Object.values(type.getFields())) {
      const rule = fieldRights[type.name]?.[field.name];
      if (rule && rule !== 'open') field.description = `${field.description ?? ''}\n@access ${rule}`.trim();
    }
  }
};

/** The loaders of every Node type. */
export const nodeLoaders = (modules: readonly HubModule[]): HubModule['nodes'] =>
  Object.assign({}, ...modules.map((module) => module.nodes)) as HubModule['nodes'];

/** Finds the loader a global id asks for. */
export const nodeFinder = (loaders: HubModule['nodes']) => (globalId: string) => {
  const found = fromGlobalId(globalId);
  const loader = found ? loaders[found.type] : undefined;
  return found && loader ? { ...found, loader } : null;
};
