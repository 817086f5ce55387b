import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Gauge, type Registry } from 'prom-client';
import type { Config } from '../config.js';
import { Gate } from './gate.js';

/** How long a request waits for a place. */
export const patienceMs = 5_000;
/** Files taken in have this part of the places of requests. */
export const uploadShare = 8;
const retryAfterSeconds = 2;

/**
 * So many requests are worked on at once, some more wait, the rest is refused before anything of them is read: what
 * was accepted stays quick. A place is taken when the body is there, so that a slow sender holds none, and given back
 * when the answer is made. Files taken in have places of their own: they last as long as their sender likes.
 */
export const boundLoad = (
  app: FastifyInstance,
  { maxInFlight, maxQueued }: Pick<Config, 'maxInFlight' | 'maxQueued'>,
  registry: Registry,
): void => {
  const uploads = Math.max(2, Math.ceil(maxInFlight / uploadShare));
  const gates: Record<string, Gate> = {
    '/graphql': new Gate(maxInFlight, maxQueued, patienceMs),
    uploads: new Gate(uploads, uploads, patienceMs),
  };
  const gateOf = (request: FastifyRequest): Gate | undefined => gates[nameOf(request)];
  const entered = new WeakMap<FastifyRequest, Gate>();

  app.addHook('onRequest', (request, reply, done) => {
    if (gateOf(request)?.full) refuse(request, reply);
    else done();
  });
  app.addHook('preValidation', (request, reply, done) => {
    const gate = gateOf(request);
    if (!gate) return done();
    const enter = (): void => {
      entered.set(request, gate);
      done();
    };
    if (gate.enterAtOnce()) return enter();
    void gate.enter(closingOf(reply)).then((hasPlace) => (hasPlace ? enter() : refuse(request, reply)));
  });
  app.addHook('onSend', (request, _reply, payload, done) => {
    entered.get(request)?.leave();
    entered.delete(request);
    done(null, payload);
  });
  watch(gates, registry);
};

const nameOf = ({ method, routeOptions: { url } }: FastifyRequest): string =>
  method === 'POST' && (url === '/imports' || url === '/files') ? 'uploads' : (url ?? '');

/** Who has gone waits no more. */
const closingOf = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
};

const refuse = (request: FastifyRequest, reply: FastifyReply): void => {
  // What comes of the body is read past, so that the client comes to read the answer.
  request.raw.resume();
  void reply.send(busy(request, reply));
};

/** Says that the hub is busy, in the shape of the route; the caller sends what this returns. */
export const busy = (request: FastifyRequest, reply: FastifyReply): object => {
  void reply.code(503).header('retry-after', retryAfterSeconds);
  const told = { code: 'SERVICE_UNAVAILABLE', message: 'The hub is busy. Try again later.' };
  return request.routeOptions.url === '/graphql'
    ? { errors: [{ message: told.message, extensions: { code: told.code } }] }
    : told;
};

const watch = (gates: Record<string, Gate>, registry: Registry): void => {
  const gauge = (name: string, help: string, count: (gate: Gate) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['gate'],
      registers: [registry],
      collect() {
        for (const [gate, each] of Object.entries(gates)) this.set({ gate }, count(each));
      },
    });
  gauge('hub_requests_in_flight', 'Requests being worked on.', ({ inside }) => inside);
  gauge('hub_requests_waiting', 'Requests that wait for a place.', ({ waiting }) => waiting);
};
