import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerRouteErrors } from '../kernel/route-error.js';

/**
 * What every answer has, whichever route gives it: what browsers are held to, the id under which the log knows the
 * request, and that nobody may keep it. A route that gives what everybody may keep says so itself. Call it before any
 * route is added.
 */
export const ruleAnswers = (app: FastifyInstance, secure: Readonly<Record<string, string>>): void => {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(secure);
    name(request, reply);
    done();
  });
  app.setErrorHandler(answerRouteErrors());
  const methodsOf = watchRoutes(app);
  app.setNotFoundHandler((request, reply) => refuseUnknown(request, reply, methodsOf(request.url)));
};

const name = (request: FastifyRequest, reply: FastifyReply): void =>
  void reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store' });

/** What the framework refuses before any hook runs: an address that cannot be read. */
export const refuseUnreadable = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  name(request, reply);
  answerRouteErrors()(error, request, reply);
};

interface KnownRoute {
  readonly shape: RegExp;
  readonly methods: readonly string[];
}

/** Which methods an address is there for; empty when it is not there at all. */
const watchRoutes = (app: FastifyInstance): ((address: string) => string[]) => {
  const known: KnownRoute[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    known.push({ shape: shapeOf(url), methods: [method].flat() });
  });
  return (address) => {
    const path = address.split('?', 1)[0]!;
    return [
      ...new Set(known.filter(({ shape }) => shape.test(path)).flatMap(({ methods }) => methods)),
    ].sort();
  };
};

/** A route with parameters (`/documents/:name`) or a rest (`/my/*`) as a pattern of addresses. */
const shapeOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/:[^/\\]+/g, '[^/]+')}$`,
  );

/** The address is not repeated: it may hold what must not be kept. */
const refuseUnknown = (_request: FastifyRequest, reply: FastifyReply, methods: readonly string[]): void => {
  if (methods.length === 0) {
    void reply.code(404).send({ code: 'NOT_FOUND', message: 'Nothing is served at this address.' });
    return;
  }
  const allow = methods.join(', ');
  void reply
    .code(405)
    .header('allow', allow)
    .send({ code: 'BAD_REQUEST', message: `This address takes ${allow} only.` });
};
