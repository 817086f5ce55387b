import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { limits } from '../../../src/server/limits.js';

/** Arguments of a root field as they stand in a document, such as `code: "X"`; an empty text for none. */
export type RootArguments = Record<string, readonly string[]>;

/** Documents beyond these are split: the hub refuses more than it takes. What stands around a selection counts too. */
const tokenLimit = limits.tokens.most - 300;
const aliasLimit = limits.aliases.most - 12;

/**
 * Documents that together ask for every field the schema has, from every root field down to `depth` objects: a field
 * that is added later is asked for without anybody thinking of it. `args` says with which arguments to enter.
 */
export const crawlDocuments = (schema: GraphQLSchema, args: RootArguments, depth = 3): string[] => {
  const roots = Object.values(schema.getQueryType()!.getFields()).filter((field) => field.name !== 'node');
  return roots.flatMap((field) => {
    const entries = args[field.name] ?? (field.args.some(isRequiredArgument) ? null : ['']);
    if (!entries) throw new Error(`say with which arguments to crawl the new root field ${field.name}`);
    return entries.flatMap((entry) => documentsOf(schema, field, entry, depth));
  });
};

/** Documents that read each of the ids as each Node type's fields. */
export const nodeDocuments = (schema: GraphQLSchema, ids: Record<string, readonly string[]>): string[] =>
  nodeTypes(schema).flatMap((type) => {
    const known = ids[type.name];
    if (!known) throw new Error(`say which ids of the new Node type ${type.name} to try`);
    const selections = packed(selectionOf(schema, type, 2));
    return chunks(known, 12).flatMap((chunk) => {
      const nodes = chunk.map((id, index) => `n${index}: node(id: "${id}") { __typename ...F }`).join(' ');
      return selections.map((selection) => `{ ${nodes} } fragment F on ${type.name} { ${selection} }`);
    });
  });

export const nodeTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) && type.getInterfaces().some((each) => each.name === 'Node'),
  );

const documentsOf = (
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  entry: string,
  depth: number,
): string[] => {
  const head = entry ? `${field.name}(${entry})` : field.name;
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return [`{ ${head} }`];
  return packed(selectionOf(schema, type, depth)).map((selection) => `{ ${head} { ${selection} } }`);
};

/** Every field of a type as selections that can be sent together or apart. */
const selectionOf = (schema: GraphQLSchema, type: GraphQLObjectType, depth: number): string[] =>
  Object.values(type.getFields()).flatMap((field) => {
    const target = getNamedType(field.type);
    if (isLeafType(target)) return [field.name];
    const left = depthInside(target.name, depth);
    if (left < 1) return [];
    const head = field.args.some((each) => each.name === 'first') ? `${field.name}(first: 5)` : field.name;
    return packed(insideOf(schema, target, left)).map((part) => `${head} { ${part} }`);
  });

/** Carriers take no depth; what edges hold is asked for in full beside them, as nodes. */
const depthInside = (typeName: string, depth: number): number => {
  if (typeName.endsWith('Edge')) return Math.min(depth, 2);
  return /Connection$|^PageInfo$/.test(typeName) ? depth : depth - 1;
};

const insideOf = (schema: GraphQLSchema, type: GraphQLNamedType, depth: number): string[] => {
  if (isObjectType(type)) return selectionOf(schema, type, depth);
  if (!isInterfaceType(type)) throw new Error(`say how to crawl ${type.name}`);
  // Types may give one name different types: aliases keep them apart.
  return schema.getPossibleTypes(type).flatMap((each) => {
    const leaves = Object.values(each.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
    const aliased = leaves.map(({ name }) => `${each.name}_${name}: ${name}`);
    return chunks(aliased, aliasLimit).map((part) => `... on ${each.name} { ${part.join(' ')} }`);
  });
};

/** Joins selections up to the limits. */
const packed = (selections: readonly string[]): string[] => {
  const parts: string[] = [];
  for (const selection of selections) {
    const joined = `${parts.at(-1) ?? ''} ${selection}`;
    if (parts.length > 0 && tokensIn(joined) <= tokenLimit && aliasesIn(joined) <= aliasLimit)
      parts[parts.length - 1] = joined;
    else parts.push(selection);
  }
  return parts;
};

const tokensIn = (text: string): number => text.match(/\w+|[^\s\w]/g)?.length ?? 0;

const aliasesIn = (text: string): number => text.match(/[A-Z]\w*_\w+: /g)?.length ?? 0;

const chunks = <Each>(all: readonly Each[], size: number): Each[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
