import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Clock } from '../kernel/clock.js';
import { HubError } from '../kernel/errors.js';
import type { RequestContext } from '../db/request-context.js';
import { formatErrorWith } from './format-error.js';

/** Apollo Server with the hub's plugins. Everything its defaults would decide by NODE_ENV is said here. */
export const createApollo = (
  schema: GraphQLSchema,
  clock: Clock,
  log: FastifyBaseLogger,
): ApolloServer<RequestContext> =>
  new ApolloServer<RequestContext>({
    schema,
    nodeEnv: 'production',
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: 5_000 },
    formatError: formatErrorWith((error) => log.error({ fault: describeFault(error) }, 'request failed')),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      actingMutations,
      answerRecorded(clock),
    ],
  });

/** Name and code only: messages of drivers can quote values of rows. */
const describeFault = (error: unknown) =>
  error instanceof Error
    ? {
        name: error.name,
        code: (error as { code?: string }).code,
        stack: error.stack?.split('\n').slice(1, 6).join('\n'),
      }
    : { name: typeof error };

/** A mutation reads what it acts on without a purpose of its own. */
const actingMutations: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, contextValue }) => {
      if (operation?.operation === 'mutation') contextValue.reader.startActing();
    },
  }),
};

/** Before an answer leaves: what was seen is recorded, or the answer is withheld (invariant 7); redactions are told. */
const answerRecorded = (clock: Clock): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response, operation }) => {
      if (response.body.kind !== 'single') return;
      const result = response.body.singleResult;
      const name = rootFieldsOf(operation);
      try {
        await contextValue.reader.recordAccess(name, contextValue.requestId, clock.now());
      } catch (error) {
        const { message, extensions } = error as HubError;
        response.body.singleResult = { data: null, errors: [{ message, extensions }] };
        response.http.status = 503;
        return;
      }
      if (contextValue.redactions.length > 0) {
        result.extensions = { ...result.extensions, redactions: contextValue.redactions };
      }
    },
  }),
});

/** The operation as the access log names it: its root fields, not the name a client chose. */
const rootFieldsOf = (
  operation:
    { selectionSet: { selections: readonly { kind: string; name?: { value: string } }[] } } | undefined,
): string =>
  [...new Set(operation?.selectionSet.selections.map((each) => each.name?.value ?? each.kind) ?? [])]
    .sort()
    .join(',')
    .slice(0, 100);
