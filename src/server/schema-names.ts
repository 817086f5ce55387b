import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  visit,
} from 'graphql';
import { HubError } from '../kernel/errors.js';
import { type Principal, holdsScope } from '../kernel/principal.js';

/** Who may have the schema told: holders of `schema:read`, everybody, nobody. */
export const introspections = ['scope', 'open', 'off'] as const;
export type Introspection = (typeof introspections)[number];

export const mayReadSchema = (introspection: Introspection, principal: Principal | null): boolean =>
  introspection === 'open' ||
  (introspection === 'scope' && principal !== null && holdsScope(principal, 'schema:read'));

/** Refuses a document that asks what the schema has; `__typename` only names what was got anyway. */
export const refuseIntrospection = (
  document: DocumentNode,
  introspection: Introspection,
  principal: Principal,
): void => {
  if (mayReadSchema(introspection, principal) || !introspects(document)) return;
  throw new HubError(
    'FORBIDDEN',
    introspection === 'off'
      ? 'This hub does not describe its schema. Ask the credit office for it.'
      : 'Introspection needs a token with the scope schema:read. Ask the credit office for it.',
  );
};

export const introspects = (document: DocumentNode): boolean => {
  let found = false;
  visit(document, {
    [Kind.FIELD]: ({ name: { value } }) => {
      found ||= value === '__schema' || value === '__type';
    },
  });
  return found;
};

/** A suggestion stands last in a message of GraphQL. Validation is told to make none; coercion of variables cannot be. */
export const withoutSuggestion = (message: string): string => message.replace(/\s*Did you mean [^]*\?$/, '');

/** Takes out of a message of GraphQL every name of the schema that `sent` does not hold. */
export type Withhold = (message: string, sent: string) => string;

export const withholdNamesOf = (schema: GraphQLSchema): Withhold => {
  const { types, names } = namesOf(schema);
  return (message, sent) => {
    const told = new Set(sent.match(/[_A-Za-z]\w*/g));
    const shown = (known: ReadonlySet<string>) => (name: string) =>
      known.has(name) && !told.has(name) ? '…' : name;
    // Not by pairs of quotation marks: a value that was sent may hold one and turn inside out what is quoted.
    return message
      .replace(/(?<=["[.(@$])[_A-Za-z]\w*(?=["\]!.(:]| \{)/g, shown(names))
      .replace(/\b[A-Z]\w*\b/g, shown(types));
  };
};

/** Names that GraphQL itself has are no secret of this schema. */
const namesOf = (schema: GraphQLSchema): { types: ReadonlySet<string>; names: ReadonlySet<string> } => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const own = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  const types = own.filter(
    (type) => !isSpecifiedScalarType(type) && !roots.some((root) => root?.name === type.name),
  );
  const parts = own.flatMap((type) => {
    if (isEnumType(type)) return type.getValues().map(({ name }) => name);
    if (isInputObjectType(type)) return Object.keys(type.getFields());
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) => [
      name,
      ...args.map((each) => each.name),
    ]);
  });
  const names = types.map(({ name }) => name);
  return { types: new Set(names), names: new Set([...names, ...parts]) };
};
