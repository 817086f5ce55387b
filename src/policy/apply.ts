import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type ResponsePath,
  defaultFieldResolver,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { HubError } from '../kernel/errors.js';
import { type Principal, holdsScope } from '../kernel/principal.js';
import type { RequestContext } from '../db/request-context.js';
import { type OperationRight, operationRights, subscriptionRights } from './operations.js';
import { type FieldRule, type PolicyRow, fieldRules, permits } from './predicates.js';
import { guardRootFields } from './shield.js';
import { strayIdNumber } from './stray-id-number.js';
import { fieldRights, isCarrier } from './table.js';

/** The schema with every right applied: shield before root fields, compiled predicates before fields of types. */
export const applyPolicy = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of objectTypes(schema)) {
    if (isCarrier(type.name)) continue;
    for (const field of Object.values(type.getFields())) protect(type, field);
  }
  guardSubscriptions(schema);
  const fields = Object.fromEntries(
    [schema.getQueryType(), schema.getMutationType()]
      .filter((type): type is GraphQLObjectType => type != null)
      .map((type) => [type.name, Object.keys(type.getFields())]),
  );
  return guardRootFields(schema, fields, (context: RequestContext, typeName, name, args) => {
    const verdict = mayCall(context.principal, operationRights[typeName as 'Query' | 'Mutation'][name], name);
    if (verdict !== true || typeName === 'Query') return verdict;
    return strayIdNumber(args) ?? true;
  });
};

/** Stock shield leaves subscriptions open: each event is held to the rights of who reads it now. */
const guardSubscriptions = (schema: GraphQLSchema): void => {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (row, args, context: RequestContext, info) => {
      const verdict = mayCall(context.principal, subscriptionRights[field.name], field.name);
      if (verdict !== true) throw verdict;
      return resolve(row, args, context, info);
    };
  }
};

export const objectTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__'),
  ) as GraphQLObjectType[];

/** The rule of a field. A field without a row in the table stops the start: deny by default. */
export const ruleOf = (typeName: string, fieldName: string): FieldRule => {
  const name = fieldRights[typeName]?.[fieldName];
  if (name === undefined) throw new Error(`${typeName}.${fieldName} has no row in the policy table`);
  return fieldRules[name];
};

const protect = (type: GraphQLObjectType, field: GraphQLField<PolicyRow, RequestContext>): void => {
  const rule = ruleOf(type.name, field.name);
  if (Object.values(rule.allows).every((verdict) => verdict === true)) return;
  if (isNonNullType(field.type) && !rule.otherwise)
    throw new Error(`${type.name}.${field.name} is protected and must be nullable`);
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (row, args, context, info) => {
    if (permits(rule, context.reader, row)) {
      // A public row may have fields that are not: a look at these is recorded too (invariant 7).
      if (rule.openWhen && !rule.openWhen(row)) context.reader.note(type.name, row.subjectId);
      return resolve(row, args, context, info);
    }
    context.redact({ path: pathOf(info.path), reason: rule.about, grant: rule.grant });
    return rule.otherwise ? rule.otherwise(row) : null;
  };
};

const pathOf = (path: ResponsePath): (string | number)[] => {
  const keys: (string | number)[] = [];
  for (let at: ResponsePath | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys;
};

/** True, or the error a root field answers with. */
export const mayCall = (
  principal: Principal,
  right: OperationRight | undefined,
  name: string,
): true | HubError => {
  if (!right) return new HubError('FORBIDDEN', `${name} is not open to anybody.`);
  if (right.kinds === 'EVERYBODY') return true;
  if (principal.kind === 'PUBLIC') {
    return new HubError('UNAUTHENTICATED', `${name} needs a token. Get one at POST /oauth/token.`);
  }
  if (!right.kinds.includes(principal.kind)) {
    return new HubError(
      'FORBIDDEN',
      `${name} is for ${right.kinds.join(', ')}; this token is of kind ${principal.kind}.`,
    );
  }
  if (right.scope && !holdsScope(principal, right.scope)) {
    return new HubError(
      'FORBIDDEN',
      `${name} needs the scope ${right.scope}. Ask for it at POST /oauth/token.`,
    );
  }
  if (right.purpose && principal.purpose === null && principal.kind !== 'SUBJECT') {
    return new HubError(
      'PURPOSE_REQUIRED',
      `${name} reads non-public data. Send x-purpose: <matter>;<business number>, percent-encoded.`,
      { field: 'x-purpose' },
    );
  }
  return true;
};
