import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject, GraphQLLocalDate } from 'graphql-scalars';

/** A day in Asia/Shanghai as YYYY-MM-DD, in and out as text. */
export const DateScalar = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  description: 'A day in Asia/Shanghai, YYYY-MM-DD. 日期（北京时间）',
});

export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  description: 'An instant, ISO 8601 in UTC. 时间戳',
});

const asDecimal = (value: unknown): string => {
  if (typeof value === 'string' && /^-?\d{1,16}(\.\d{1,2})?$/.test(value)) return value;
  throw new TypeError('A Decimal is text such as "2000.00".');
};

/** Money: exact text, never a float. */
export const DecimalScalar = new GraphQLScalarType({
  name: 'Decimal',
  description: 'An exact amount as text with up to two decimals, in yuan. 金额（元）',
  serialize: asDecimal,
  parseValue: asDecimal,
  parseLiteral: (node) => asDecimal(node.kind === Kind.STRING ? node.value : undefined),
});

export const JsonScalar = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  name: 'JSON',
  description: 'A JSON object. JSON 对象',
});
