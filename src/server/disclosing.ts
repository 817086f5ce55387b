import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLSchema } from 'graphql';
import { HubError } from '../kernel/errors.js';
import type { RequestContext } from '../db/request-context.js';
import { withStatus } from './context.js';
import { type Introspection, mayReadSchema, refuseIntrospection, withholdNamesOf } from './schema-names.js';

/** Who may not read the schema learns none of its names: not by asking for them, and not by getting them wrong. */
export const schemaWithheld = (
  schema: GraphQLSchema,
  introspection: Introspection,
): ApolloServerPlugin<RequestContext> => {
  const withhold = withholdNamesOf(schema);
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, contextValue }) => {
        try {
          refuseIntrospection(document, introspection, contextValue.principal);
        } catch (error) {
          throw error instanceof HubError ? withStatus(error) : error;
        }
      },
      willSendResponse: async ({ request, response, errors, contextValue }) => {
        if (response.body.kind !== 'single' || !errors) return;
        if (mayReadSchema(introspection, contextValue.principal)) return;
        const { singleResult } = response.body;
        const sent = JSON.stringify([request.query, request.variables, request.operationName]);
        singleResult.errors = singleResult.errors?.map((shown, index) =>
          isOurs(errors[index]) ? shown : { ...shown, message: withhold(shown.message, sent) },
        );
      },
    }),
  };
};

/** Messages of the hub name what they mean to; those of GraphQL name whatever is near. */
export const isOurs = (error: unknown): boolean =>
  error instanceof HubError ||
  unwrapResolverError(error) instanceof HubError ||
  (error as { originalError?: unknown }).originalError instanceof HubError;
