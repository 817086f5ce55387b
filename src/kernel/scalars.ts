import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject, GraphQLLocalDate } from 'graphql-scalars';

/** A `date` of the database is a day: only that something else was selected can be wrong with it. */
const asDay = (value: unknown): string => {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
  throw new TypeError('A Date is text such as "2026-11-24".');
};

/** A day in Asia/Shanghai as YYYY-MM-DD, in and out as text. */
export const DateScalar = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  serialize: asDay,
  description: 'A day in Asia/Shanghai, YYYY-MM-DD. 日期（北京时间）',
});

/** As text already here: to let JSON ask each Date for its own takes twice as long. */
const asInstant = (value: unknown): unknown =>
  value instanceof Date && !Number.isNaN(value.getTime())
    ? value.toISOString()
    : GraphQLDateTime.serialize(value);

export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  serialize: asInstant,
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
