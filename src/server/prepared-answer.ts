import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { Counter, type Registry } from 'prom-client';
import type { Clock } from '../kernel/clock.js';
import type { RequestContext } from '../db/request-context.js';
import type { QuotaService } from '../modules/organizations/index.js';
import { type Authentication, type ContextMaker, recalled } from './context.js';
import { type PreparedOperation, type PreparedOperations } from './prepared-operations.js';
import { jsonOf } from './json-answer.js';
import { redactionsOf } from './redactions.js';

export interface PreparedParts {
  operations: PreparedOperations;
  authentication: Pick<Authentication, 'recall'>;
  makeContext: ContextMaker;
  quotas: QuotaService;
  clock: Clock;
  registry: Registry;
}

interface Asked {
  operation: PreparedOperation;
  variables: Record<string, unknown>;
}

/**
 * Answers a query that was checked and compiled before, by a sender that memory knows and the database proves while it
 * answers. It says null to whatever is not as plain as that, and to every answer with an error: then Apollo answers, as
 * if nothing had been tried. A query changes nothing, and what it saw is recorded with the answer that is given.
 */
export const preparedAnswer = (parts: PreparedParts) => {
  const { operations, authentication, makeContext, quotas, clock } = parts;
  const answers = new Counter({
    name: 'hub_graphql_prepared_total',
    help: 'Answers to queries that were checked and compiled before.',
    registers: [parts.registry],
  });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<string | Buffer | null> => {
    const asked = askedBy(request, operations);
    if (!asked) return null;
    try {
      const sender = recalled(request, authentication);
      if (!sender) return null;
      const { operation, variables } = asked;
      const context = makeContext(sender.principal, request, reply);
      const { exchange } = context;
      const cost = operation.costOf(variables);
      exchange.quota = await quotas.charge(sender.principal, exchange.address, cost);
      if (exchange.quota.exceeded) return null;
      const result = await resultOf(operation, context, variables);
      if (!result?.data || result.errors) return null;
      if (sender.standing !== null && !(await context.reader.stands(sender.standing))) return null;
      await context.reader.recordAccess(operation.accessName, context.requestId, clock.now());
      answers.inc();
      return written(request, reply, result, context);
    } catch {
      return null; // Apollo comes to the same, and says why
    }
  };
};

const resultOf = (
  { compiled }: PreparedOperation,
  context: RequestContext,
  variables: Record<string, unknown>,
): Promise<ExecutionResult> | ExecutionResult | null =>
  compiled && (compiled.query({}, context, variables) as Promise<ExecutionResult> | ExecutionResult);

const written = (
  request: FastifyRequest,
  reply: FastifyReply,
  { data }: ExecutionResult,
  context: RequestContext,
): string | Buffer => {
  const redactions = redactionsOf(context);
  void reply.headers({
    'content-type': contentTypes.get(request.headers.accept)!,
    'cache-control': 'no-store',
  });
  return jsonOf(redactions.length > 0 ? { data, extensions: { redactions } } : { data });
};

const json = 'application/json; charset=utf-8';
const graphqlJson = 'application/graphql-response+json; charset=utf-8';

/** What Apollo answers to what clients usually accept; whoever accepts anything else is answered by it. */
const contentTypes = new Map([
  [undefined, json],
  ['*/*', json],
  ['application/json', json],
  ['application/json, multipart/mixed', json],
  ['application/graphql-response+json', graphqlJson],
  ['application/graphql-response+json, application/json', graphqlJson],
]);
const plainKeys = new Set(['query', 'variables', 'operationName']);

const askedBy = (request: FastifyRequest, operations: PreparedOperations): Asked | null => {
  const { method, url, headers, body } = request;
  if (method !== 'POST' || url !== '/graphql' || !contentTypes.has(headers.accept)) return null;
  if (!isObject(body) || !Object.keys(body).every((key) => plainKeys.has(key))) return null;
  const { query, variables = null, operationName = null } = body;
  if (typeof query !== 'string' || !(variables === null || isObject(variables))) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  const operation = operations.find({ query, operationName });
  return operation && { operation, variables: variables ?? {} };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
