import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { HubError } from '../kernel/errors.js';
import type { QuotaStanding, RequestContext } from '../db/request-context.js';
import type { QuotaService } from '../modules/organizations/index.js';
import { withStatus } from './context.js';
import { costOf } from './query-cost.js';

/** Before anything is executed the operation is held to its cost, and the cost is charged. A refused one runs no resolver. */
export const limitedAndCharged = (quotas: QuotaService): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async (request) => {
      try {
        await charge(quotas, request);
      } catch (error) {
        throw error instanceof HubError ? withStatus(error) : error;
      }
    },
    willSendResponse: async ({ response, contextValue }) => {
      if (response.body.kind !== 'single' || response.http.status !== 400) return;
      const { data, errors } = response.body.singleResult;
      contextValue.exchange.documentRefused =
        data === undefined && (errors ?? []).every(({ extensions }) => faults.has(extensions?.['code']));
    },
  }),
});

/** What is wrong with a document or its variables, in the codes Apollo gives. */
const faults = new Set<unknown>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

const charge = async (
  quotas: QuotaService,
  { schema, document, operation, request, contextValue }: Resolved,
): Promise<void> => {
  if (!operation) return; // the execution says which operation is missing
  const { exchange, principal } = contextValue;
  // Charged already, when it was tried the short way.
  if (exchange.quota) return refuseBeyond(quotas, exchange.quota);
  const cost = costOf(schema, document, operation, request.variables ?? {});
  exchange.quota = await quotas.charge(principal, exchange.address, cost);
  refuseBeyond(quotas, exchange.quota);
};

/** Refuses what the quota has no room for. */
export const refuseBeyond = (quotas: QuotaService, { exceeded, limit, cost, ...standing }: QuotaStanding) => {
  if (!exceeded) return;
  throw new HubError(
    'RATE_LIMITED',
    `The quota of ${limit} cost units a minute is spent; this request costs ${cost}. Try again after ${quotas.secondsLeft(standing)} seconds.`,
  );
};

type Resolved = GraphQLRequestContextDidResolveOperation<RequestContext>;
