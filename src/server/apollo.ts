import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Clock } from '../kernel/clock.js';
import { HubError } from '../kernel/errors.js';
import type { RequestContext } from '../db/request-context.js';
import { overSocketOnly } from '../modules/ledger/feed.rules.js';
import type { QuotaService } from '../modules/organizations/index.js';
import { schemaWithheld } from './disclosing.js';
import { formatErrorWith } from './format-error.js';
import { limitedAndCharged } from './limiting.js';
import { limits } from './limits.js';
import { type PreparedOperations } from './prepared-operations.js';
import { redactionsOf } from './redactions.js';
import { accessNameOf, assertOneActPerKey, rootFieldsOf } from './root-fields.js';
import { shapeLimits } from './query-shape.js';
import { type Introspection, introspects } from './schema-names.js';

/** Apollo Server with the hub's plugins. Everything its defaults would decide by NODE_ENV is said here. */
export const createApollo = (
  schema: GraphQLSchema,
  clock: Clock,
  log: FastifyBaseLogger,
  quotas: QuotaService,
  introspection: Introspection,
  prepared: PreparedOperations,
): ApolloServer<RequestContext> =>
  new ApolloServer<RequestContext>({
    schema,
    nodeEnv: 'production',
    introspection: true, // to whom, says schemaWithheld
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens.most },
    validationRules: [shapeLimits],
    validationOptions: { hideSuggestions: true },
    formatError: formatErrorWith((error, reqId) =>
      log.error({ reqId, fault: describeFault(error) }, 'request failed'),
    ),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      // Its page loads scripts of an outside address; /graphiql is ours.
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      schemaWithheld(schema, introspection),
      limitedAndCharged(quotas),
      actingMutations,
      keptPrepared(prepared),
      answerRecorded(clock),
    ],
  });

/** Name and code only: messages of drivers can quote values of rows. */
export const describeFault = (error: unknown) =>
  error instanceof Error
    ? {
        name: error.name,
        code: (error as { code?: string }).code,
        // A message may have several lines: only what follows it is the stack.
        stack: error.stack
          ?.split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 5)
          .join('\n'),
      }
    : { name: typeof error };

/** A mutation reads what it acts on without a purpose of its own. */
const actingMutations: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, document, contextValue }) => {
      if (operation?.operation === 'subscription') overSocketOnly();
      if (operation?.operation !== 'mutation') return;
      assertOneActPerKey(contextValue.idempotencyKey, rootFieldsOf(operation, document));
      contextValue.reader.startActing();
    },
  }),
};

/** What passed every check is answered the short way when it is asked again. What it may ask of the schema depends on who asks. */
const keptPrepared = (prepared: PreparedOperations): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, document, request }) => {
      if (!operation || introspects(document)) return;
      prepared.keep(
        { query: request.query!, operationName: request.operationName ?? null },
        document,
        operation,
      );
    },
  }),
});

/** Before an answer leaves: what was seen is recorded, or the answer is withheld (invariant 7); redactions are told. */
const answerRecorded = (clock: Clock): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response, operation, document }) => {
      response.http.headers.set('cache-control', 'no-store');
      if (response.body.kind !== 'single') return;
      const result = response.body.singleResult;
      const name = accessNameOf(operation, document);
      try {
        await contextValue.reader.recordAccess(name, contextValue.requestId, clock.now());
      } catch (error) {
        const { message, extensions } = error as HubError;
        response.body.singleResult = { data: null, errors: [{ message, extensions }] };
        response.http.status = 503;
        return;
      }
      const redactions = redactionsOf(contextValue);
      if (redactions.length > 0) result.extensions = { ...result.extensions, redactions };
    },
  }),
});
