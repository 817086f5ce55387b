import type { ExecutionResult } from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { HubError } from '../kernel/errors.js';
import { describeFault } from './apollo.js';
import type { GraphqlParts } from './graphql.route.js';
import { socketLimits } from './limits.js';
import type { Subscriber, closing } from './subscriber.js';
import { type FaultLog, tellWith } from './subscription-errors.js';
import { type Prepared, type StreamParts, prepareSubscription, runSubscription } from './subscription-run.js';

type Options = ServerOptions<Record<string, unknown>, Subscriber>;

/** A subscription that runs: whose, what it is, and the message that asked for it. */
interface Accepted {
  readonly subscriber: Subscriber;
  readonly ready: Prepared;
  readonly payload: object;
}

/** What graphql-transport-ws does on a socket of the hub. */
export const protocolOptions = (
  log: FaultLog,
  parts: StreamParts,
  subscribers: ReadonlyMap<WebSocket, Subscriber>,
): Options => {
  const tell = tellWith(log, parts);
  const prepared = new WeakMap<object, Accepted>();
  return {
    connectionInitWaitTimeout: socketLimits.initMs.most,
    onConnect: async ({ extra: subscriber, connectionParams }) => {
      const refused = await refusal(parts, subscriber, connectionParams, subscribers);
      if (refused) subscriber.close(refused);
      return !subscriber.signal.aborted;
    },
    onSubscribe: async ({ extra: subscriber }, _id, payload) => {
      const { subscribed } = subscriber;
      if (subscribed.size >= socketLimits.operations.most) return [tell(tooMany(), subscriber, payload)];
      subscribed.set(payload, null);
      try {
        const ready = await prepareSubscription(parts, subscriber, payload);
        subscribed.set(payload, ready.subscribed);
        const { document, operation } = ready;
        const args = { schema: parts.schema, document, operationName: operation.name?.value };
        prepared.set(args, { subscriber, ready, payload });
        return args;
      } catch (error) {
        subscribed.delete(payload);
        return [tell(error, subscriber, payload)];
      }
    },
    subscribe: (args) => deliver(log, parts, prepared.get(args)!),
    onNext: ({ extra: subscriber }, _id, payload, _args, result) => {
      const { errors, ...told } = result as ExecutionResult;
      return errors ? { ...told, errors: errors.map((each) => tell(each, subscriber, payload)) } : told;
    },
    onComplete: ({ extra: subscriber }, _id, payload) => {
      subscriber.subscribed.delete(payload);
    },
  };
};

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

const deliver = (log: FaultLog, parts: StreamParts, { subscriber, ready, payload }: Accepted) => {
  const stopped = new AbortController();
  const signal = AbortSignal.any([stopped.signal, subscriber.signal]);
  return stoppable(eventsOf(log, parts, subscriber, ready, signal), () => {
    stopped.abort();
    subscriber.subscribed.delete(payload);
  });
};

/** The events; what ends them is told, and what could not be recorded or read ends the socket. */
async function* eventsOf(
  log: FaultLog,
  parts: StreamParts,
  subscriber: Subscriber,
  ready: Prepared,
  signal: AbortSignal,
): AsyncGenerator<ExecutionResult, void, void> {
  try {
    yield* runSubscription(parts, subscriber, ready, signal);
  } catch (error) {
    if (signal.aborted) return; // what it read was stopped with it
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
