import { setImmediate as turn } from 'node:timers/promises';
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type OperationDefinitionNode,
  type SelectionSetNode,
  execute,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { ExecutionResult } from 'graphql';
import { getArgumentValues, getVariableValues } from 'graphql/execution/values.js';
import type { SubscribePayload } from 'graphql-ws';
import { today } from '../kernel/clock.js';
import { HubError } from '../kernel/errors.js';
import type { Principal } from '../kernel/principal.js';
import { RequestContext } from '../db/request-context.js';
import { ScopedReader } from '../db/scoped-reader.js';
import type { EventStream } from '../modules/module.js';
import { redactionsOf } from './redactions.js';
import type { Gate } from './gate.js';
import type { GraphqlParts } from './graphql.route.js';
import { refuseBeyond } from './limiting.js';
import { limits } from './limits.js';
import { costOf } from './query-cost.js';
import { shapeLimits } from './query-shape.js';
import { refuseIntrospection } from './schema-names.js';
import { type Subscribed, type Subscriber, rightTo } from './subscriber.js';
import { maySend, registeredIn } from './trusted-request.js';

/** A subscription that was found good, ready to run. */
export interface Prepared {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
  readonly subscribed: Subscribed;
  readonly args: Record<string, unknown>;
  readonly stream: EventStream;
  /** What each event is charged. */
  readonly cost: number;
  /** Where it begins. */
  readonly position: string;
}

/** Holds a subscription to what a request by HTTP is held to. Throws what is wrong with it. */
export const prepareSubscription = async (
  parts: GraphqlParts,
  subscriber: Subscriber,
  payload: SubscribePayload,
): Promise<Prepared> => {
  const { schema, quotas } = parts;
  const principal = await subscriber.renewed();
  if (!principal) throw new HubError('UNAUTHENTICATED', 'The token or session has ended.');
  const { text, trusted } = textOf(parts, payload);
  const sends = maySend(principal, { trusted });
  if (sends !== true) throw sends;
  const { document, operation } = read(parts, principal, text, payload.operationName);
  const variables = payload.variables ?? {};
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 5 });
  if (!coerced.coerced) throw coded(coerced.errors[0]!, 'BAD_USER_INPUT');
  const node = rootField(document, operation.selectionSet)!;
  const field = node.name.value;
  const definition = schema.getSubscriptionType()!.getFields()[field]!;
  const stream = parts.streams[field];
  if (!stream) throw new Error(`Subscription.${field} has no stream`);
  const subscribed = { field, trusted };
  const verdict = rightTo(principal, subscribed);
  if (verdict !== true) throw verdict;
  const args = getArgumentValues(definition, node, coerced.coerced);
  const cost = costOf(schema, document, operation, variables);
  refuseBeyond(quotas, await quotas.charge(principal, subscriber.address, cost));
  const position = await stream.start(contextFor(parts, principal).reader, args);
  return { document, operation, variables, subscribed, args, stream, cost, position };
};

/** The text sent, or the registered one that is named; the protocol asks for a query, empty beside an id. */
const textOf = (
  { documents }: GraphqlParts,
  { query, ...payload }: SubscribePayload,
): { text: string; trusted: boolean } => {
  const named = registeredIn(documents, query === '' ? payload : { ...payload, query });
  if (named === null) return { text: query, trusted: false };
  if ('code' in named) throw new GraphQLError(named.message, { extensions: { code: named.code } });
  return { text: named.text, trusted: true };
};

const read = (
  { schema, config }: GraphqlParts,
  principal: Principal,
  text: string,
  operationName: string | null | undefined,
) => {
  const document = parsed(text);
  refuseIntrospection(document, config.introspection, principal);
  const rules = [...specifiedRules, shapeLimits];
  const [fault] = validate(schema, document, rules, { maxErrors: 5, hideSuggestions: true });
  if (fault) throw fault instanceof HubError ? fault : coded(fault, 'GRAPHQL_VALIDATION_FAILED');
  const operation = getOperationAST(document, operationName);
  if (operation?.operation === 'subscription') return { document, operation };
  throw new HubError(
    'BAD_USER_INPUT',
    'A socket takes subscriptions alone: one of the document, named by operationName. Send the rest by POST /graphql.',
    { field: 'query' },
  );
};

const parsed = (query: string): DocumentNode => {
  try {
    return parse(query, { maxTokens: limits.tokens.most, noLocation: true });
  } catch (error) {
    throw error instanceof GraphQLError ? coded(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
};

const coded = (error: GraphQLError, code: string): GraphQLError =>
  error.originalError instanceof HubError
    ? error
    : new GraphQLError(error.message, { extensions: { code }, originalError: error.originalError ?? null });

/** The one root field, which may stand in a fragment. */
const rootField = (document: DocumentNode, { selections }: SelectionSetNode): FieldNode | undefined => {
  for (const each of selections) {
    if (each.kind === 'Field') return each;
    const within =
      each.kind === 'InlineFragment'
        ? each
        : document.definitions.find(
            (other) => other.kind === 'FragmentDefinition' && other.name.value === each.name.value,
          );
    const found =
      within && 'selectionSet' in within && within.selectionSet && rootField(document, within.selectionSet);
    if (found) return found;
  }
  return undefined;
};

const contextFor = (
  { database, clock }: GraphqlParts,
  principal: Principal,
  gone?: AbortSignal,
): RequestContext =>
  new RequestContext(
    principal,
    crypto.randomUUID(),
    null,
    new ScopedReader(database, principal, today(clock), gone ? { gone: () => gone } : {}),
  );

/** What subscriptions run on: the parts of HTTP, and places for so many events at once. */
export interface StreamParts extends GraphqlParts {
  places: Gate;
}

/** The events of a subscription, one after another, each when there is a place to read it. */
export async function* runSubscription(
  parts: StreamParts,
  subscriber: Subscriber,
  prepared: Prepared,
  signal: AbortSignal,
): AsyncGenerator<ExecutionResult, void, void> {
  let { position } = prepared;
  while (!signal.aborted) {
    await turn(); // the embedded database answers without one: many events would hold up everybody else
    if (!(await parts.places.enter(signal))) continue;
    const step = await stepFrom(position, parts, subscriber, prepared, signal).finally(() =>
      parts.places.leave(),
    );
    if (step === null || signal.aborted) return;
    position = step.position;
    if (step.result === null) {
      await parts.feed.behind(Number.parseInt(position, 10), signal);
      continue;
    }
    subscriber.waitsFor(position);
    yield step.result;
    subscriber.waitsFor(null);
  }
}

/**
 * The next event behind a position, or how far there is none; null when the right to it has ended. It is asked anew who
 * the subscriber is and what it may see; what is seen is recorded before the event leaves, or it does not leave
 * (invariant 7).
 */
const stepFrom = async (
  position: string,
  parts: StreamParts,
  subscriber: Subscriber,
  prepared: Prepared,
  signal: AbortSignal,
): Promise<{ position: string; result: ExecutionResult | null } | null> => {
  const { stream, args, subscribed, cost } = prepared;
  const principal = await subscriber.renewed();
  if (!principal || !subscriber.maintains(principal, subscribed)) return null;
  const context = contextFor(parts, principal, signal);
  const { event, complete } = await stream.next(context.reader, position, args);
  if (!event) return { position: complete, result: null };
  refuseBeyond(parts.quotas, await parts.quotas.charge(principal, subscriber.address, cost));
  const result = await answer(parts, prepared, context, event.row);
  await context.reader.recordAccess(subscribed.field, context.requestId, parts.clock.now());
  const redactions = redactionsOf(context);
  const extensions = { after: event.position, ...(redactions.length > 0 ? { redactions } : {}) };
  return { position: event.position, result: { ...result, extensions } };
};

const answer = (
  { schema }: GraphqlParts,
  { document, operation, variables }: Prepared,
  contextValue: RequestContext,
  rootValue: object,
): ExecutionResult | Promise<ExecutionResult> =>
  execute({
    schema,
    document,
    operationName: operation.name?.value ?? null,
    variableValues: variables,
    rootValue,
    contextValue,
  });
