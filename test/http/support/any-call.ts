import {
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** A call of a root field with required arguments of the right form; it need not find anything. */
export const anyCall = (type: GraphQLObjectType, name: string): { document: string; variables: object } => {
  const operation = type.name.toLowerCase();
  const field = type.getFields()[name]!;
  const inside = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  const needed = field.args.filter(isRequiredArgument);
  if (needed.length === 0) return { document: `${operation} { ${name}${inside} }`, variables: {} };
  const declared = needed.map((each) => `$${each.name}: ${String(each.type)}`).join(', ');
  const passed = needed.map((each) => `${each.name}: $${each.name}`).join(', ');
  return {
    document: `${operation} (${declared}) { ${name}(${passed})${inside} }`,
    variables: Object.fromEntries(needed.map((each) => [each.name, anyValue(each.type)])),
  };
};

const scalars: Record<string, unknown> = {
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-01-05',
  DateTime: '2026-01-05T00:00:00Z',
};

const anyValue = (type: GraphQLInputType): unknown => {
  if (isNonNullType(type)) return anyValue(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return scalars[type.name] ?? 'x';
  const needed = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(needed.map((each) => [each.name, anyValue(each.type)]));
};
