import { GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { describeFault } from './apollo.js';
import { isOurs } from './disclosing.js';
import { formatErrorWith } from './format-error.js';
import type { GraphqlParts } from './graphql.route.js';
import { mayReadSchema, withholdNamesOf } from './schema-names.js';
import type { Subscriber } from './subscriber.js';

export interface FaultLog {
  error(about: object, message: string): void;
}

/** An error as a subscriber may read it. */
export type Tell = (error: unknown, to: Subscriber, payload: SubscribePayload) => GraphQLError;

/**
 * Errors as HTTP tells them: ours and faults of the request as they are, all else only as a fault of the hub; and no name
 * of the schema to whom it is not open.
 */
export const tellWith = (log: FaultLog, { schema, config }: GraphqlParts): Tell => {
  const format = formatErrorWith((error) =>
    log.error({ fault: describeFault(error) }, 'subscription failed'),
  );
  const withhold = withholdNamesOf(schema);
  return (error, { principal }, { query, variables, operationName }) => {
    const known = error instanceof GraphQLError ? error : asError(error as Error);
    const { message, extensions, path } = format(known.toJSON(), known);
    const open = isOurs(error) || mayReadSchema(config.introspection, principal);
    const shown = open ? message : withhold(message, JSON.stringify([query, variables, operationName]));
    return new GraphQLError(shown, { extensions: extensions ?? null, path: path ?? null });
  };
};

const asError = (error: Error): GraphQLError => new GraphQLError(error.message, { originalError: error });
