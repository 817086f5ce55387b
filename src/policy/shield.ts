import { createRequire } from 'node:module';
import type { GraphQLSchema } from 'graphql';

/**
 * graphql-shield and graphql-middleware are loaded from their CommonJS builds: their ESM builds link to
 * `util.isUndefined`, which Node 23 took away. Both are used for root fields only.
 */
const require = createRequire(import.meta.url);
const { rule, shield } = require('graphql-shield') as typeof import('graphql-shield');
const { applyMiddleware } = require('graphql-middleware') as typeof import('graphql-middleware');

type Decide = (context: any, typeName: string, fieldName: string, args: unknown) => true | Error;

/** Puts one decision in front of every root field of Query and Mutation. */
export const guardRootFields = (
  schema: GraphQLSchema,
  fields: Record<string, readonly string[]>,
  decide: Decide,
): GraphQLSchema => {
  const tree = Object.fromEntries(
    Object.entries(fields).map(([typeName, names]) => [
      typeName,
      Object.fromEntries(
        names.map((name) => [
          name,
          // Named per field and never cached: one rule's result must not serve another.
          rule(`${typeName}.${name}`, { cache: 'no_cache' })((_parent, args, context) =>
            decide(context, typeName, name, args),
          ),
        ]),
      ),
    ]),
  );
  const generator = shield(tree as never, { allowExternalErrors: true, debug: false });
  const generated = (
    generator as unknown as { generate(schema: GraphQLSchema): Record<string, unknown> }
  ).generate(schema);
  // Stock shield wraps every field of every type in a promise; only the root ones are wanted.
  const roots = Object.fromEntries(Object.keys(fields).map((typeName) => [typeName, generated[typeName]]));
  return applyMiddleware(schema, roots as never);
};
