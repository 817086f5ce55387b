import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getNamedType,
  isObjectType,
  parse,
} from 'graphql';
import { type Principal, publicPrincipal } from '../../../src/kernel/principal.js';
import { mayCall, ruleOf } from '../../../src/policy/apply.js';
import { operationRights } from '../../../src/policy/operations.js';
import { isCarrier } from '../../../src/policy/table.js';
import type { Answer } from '../../support/hub.js';

/**
 * What the tables of rights say of an answer, thought through once more from its document: every way in which the
 * answer departs from it, one line each.
 */
export const divergences = (
  schema: GraphQLSchema,
  principal: Principal,
  query: string,
  answer: Answer,
): string[] => {
  const operation = parse(query).definitions[0] as OperationDefinitionNode;
  const root = operation.operation === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
  const table = operationRights[root.name as 'Query' | 'Mutation'];
  const found: string[] = [];
  for (const field of operation.selectionSet.selections as FieldNode[]) {
    const alias = field.alias?.value ?? field.name.value;
    const verdict = mayCall(principal, table[field.name.value], field.name.value);
    const code = answer.errors?.find(({ path }) => path?.[0] === alias)?.extensions.code;
    if (verdict !== true && answer.data?.[alias] != null) found.push(`${field.name.value} was answered`);
    if (verdict !== true && answer.data !== null && code !== verdict.code)
      found.push(`${field.name.value}: ${code} instead of ${verdict.code}`);
    if (verdict === true && (code === 'UNAUTHENTICATED' || code === 'PURPOSE_REQUIRED'))
      found.push(`${field.name.value} was refused with ${code}`);
  }
  const told = new Set((answer.extensions?.redactions ?? []).map(({ path }) => path.join('.')));
  walk(schema, root, operation.selectionSet, answer.data, [], (type, name, value, path) => {
    if (isCarrier(type) || name.startsWith('__')) return;
    const rule = ruleOf(type, name);
    if (rule.allows[principal.kind] !== false) return;
    if (value !== null && !rule.otherwise) found.push(`${type}.${name} was shown`);
    // Of an organisation nothing is withheld: it has none of what is protected for persons.
    if (value === null && rule.openWhen?.({ kind: 'LEGAL_PERSON' })) return;
    if (!told.has(path.join('.'))) found.push(`${type}.${name} was withheld without a word`);
  });
  return found;
};

type Visit = (type: string, field: string, value: unknown, path: (string | number)[]) => void;

const walk = (
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  value: any,
  path: (string | number)[],
  visit: Visit,
): void => {
  if (value == null) return;
  if (Array.isArray(value)) {
    value.forEach((each, index) =>
      walk(schema, type, { selections } as never, each, [...path, index], visit),
    );
    return;
  }
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const named = selection.typeCondition!.name.value;
      if (value.__typename === named)
        walk(schema, schema.getType(named) as never, selection.selectionSet, value, path, visit);
    }
    if (selection.kind !== 'Field' || selection.name.value === '__typename') continue;
    const alias = selection.alias?.value ?? selection.name.value;
    const field = type.getFields()[selection.name.value]!;
    const at = [...path, alias];
    visit(type.name, field.name, value[alias], at);
    if (!selection.selectionSet) continue;
    const target = getNamedType(field.type);
    const own = isObjectType(target) ? target : schema.getType(value[alias]?.__typename ?? '');
    if (isObjectType(own)) walk(schema, own, selection.selectionSet, value[alias], at, visit);
  }
};

export const principalWith = (more: Partial<Principal>): Principal => ({ ...publicPrincipal, ...more });
