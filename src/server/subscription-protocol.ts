import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { HubError } from '../kernel/errors.js';
import { describeFault } from './apollo.js';
import { formatErrorWith } from './format-error.js';
import type { GraphqlParts } from './graphql.route.js';
import { socketLimits } from './limits.js';
import type { Subscriber, closing } from './subscriber.js';
import { type Prepared, prepareSubscription, runSubscription } from './subscription-run.js';

type Options = ServerOptions<Record<string, unknown>, Subscriber>;
type Log = { error(about: object, message: string): void };
type Format = (error: unknown) => GraphQLFormattedError;

/** What graphql-transport-ws does on a socket of the hub. */
export const protocolOptions = (
  log: Log,
  parts: GraphqlParts,
  subscribers: ReadonlyMap<WebSocket, Subscriber>,
): Options => {
  const format = formatWith(log);
  const prepared = new WeakMap<object, { subscriber: Subscriber; ready: Prepared; id: string }>();
  return {
    connectionInitWaitTimeout: socketLimits.initMs.most,
    onConnect: async ({ extra: subscriber, connectionParams }) => {
      const refused = await refusal(parts, subscriber, connectionParams, subscribers);
      if (refused) subscriber.close(refused);
      return !subscriber.signal.aborted;
    },
    onSubscribe: async ({ extra: subscriber }, id, payload) => {
      if (subscriber.fields.size >= socketLimits.operations.most) return [asError(format(tooMany()))];
      subscriber.fields.set(id, '');
      try {
        const ready = await prepareSubscription(parts, subscriber, payload);
        subscriber.fields.set(id, ready.field);
        const { document, operation } = ready;
        const args = { schema: parts.schema, document, operationName: operation.name?.value };
        prepared.set(args, { subscriber, ready, id });
        return args;
      } catch (error) {
        subscriber.fields.delete(id);
        return [asError(format(error))];
      }
    },
    subscribe: (args) => {
      const { subscriber, ready, id } = prepared.get(args)!;
      const stopped = new AbortController();
      const signal = AbortSignal.any([stopped.signal, subscriber.signal]);
      return stoppable(eventsOf(log, parts, subscriber, ready, signal), () => {
        stopped.abort();
        subscriber.fields.delete(id);
      });
    },
    onNext: (_context, _id, _payload, _args, result) => told(result, format),
    onComplete: ({ extra: subscriber }, id) => {
      subscriber.fields.delete(id);
    },
  };
};

const told = ({ errors, ...result }: ExecutionResult, format: Format) => ({
  ...result,
  ...(errors ? { errors: errors.map(format) } : {}),
});

/** Errors as HTTP tells them: ours and faults of the request as they are, all else only as a fault of the hub. */
const formatWith = (log: Log): Format => {
  const format = formatErrorWith((error) =>
    log.error({ fault: describeFault(error) }, 'subscription failed'),
  );
  return (error) => {
    const known = error instanceof GraphQLError ? error : asError(error as Error);
    return format(known.toJSON(), known);
  };
};

const asError = (error: Error | GraphQLFormattedError): GraphQLError =>
  new GraphQLError(error.message, {
    ...('extensions' in error && error.extensions ? { extensions: error.extensions } : {}),
    ...(error instanceof Error ? { originalError: error } : {}),
  });

const tooMany = (): HubError =>
  new HubError(
    'RATE_LIMITED',
    `A socket carries ${socketLimits.operations.most} subscriptions at a time. Complete one first.`,
  );

/** Signs a socket in; why it is refused, or null. Nobody subscribes without a name. */
const refusal = async (
  { authentication }: GraphqlParts,
  subscriber: Subscriber,
  said: Record<string, unknown> | undefined,
  subscribers: ReadonlyMap<WebSocket, Subscriber>,
): Promise<keyof typeof closing | null> => {
  try {
    const principal = await subscriber.signIn(authentication, said);
    if (principal.kind === 'PUBLIC') return 'ended';
  } catch (error) {
    const code = error instanceof HubError ? error.code : null;
    if (code === 'UNAUTHENTICATED') return 'ended';
    if (code === 'FORBIDDEN') return 'foreign';
    return code === 'BAD_USER_INPUT' ? 'malformed' : 'away';
  }
  const own = [...subscribers.values()].filter(({ holder }) => holder === subscriber.holder);
  return own.length > socketLimits.perHolder.most ? 'many' : null;
};

/** The events; what ends them is told, and what could not be recorded or read ends the socket. */
async function* eventsOf(
  log: Log,
  parts: GraphqlParts,
  subscriber: Subscriber,
  ready: Prepared,
  signal: AbortSignal,
): AsyncGenerator<ExecutionResult, void, void> {
  try {
    yield* runSubscription(parts, subscriber, ready, signal);
  } catch (error) {
    const code = error instanceof HubError ? error.code : null;
    if (code === 'RATE_LIMITED') {
      yield { errors: [error as HubError] };
      return;
    }
    if (code === null) log.error({ fault: describeFault(error) }, 'subscription failed');
    subscriber.close(code === 'SERVICE_UNAVAILABLE' ? 'unrecorded' : 'away');
  }
}

/** A generator that waits cannot be returned from: what it waits for has to be stopped. */
const stoppable = (
  events: AsyncGenerator<ExecutionResult, void, void>,
  stop: () => void,
): AsyncGenerator<ExecutionResult, void, void> => ({
  next: () => events.next(),
  return: () => {
    stop();
    return events.return();
  },
  throw: (error) => {
    stop();
    return events.throw(error);
  },
  [Symbol.asyncIterator]() {
    return this;
  },
  [Symbol.asyncDispose]: async () => stop(),
});
