import { isUtf8 } from 'node:buffer';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RouteHandlerMethod,
  onSendHookHandler,
  preHandlerHookHandler,
} from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Registry } from 'prom-client';
import type { Config } from '../config.js';
import type { Clock } from '../kernel/clock.js';
import type { Database } from '../db/database.js';
import type { QuotaStanding } from '../db/request-context.js';
import type { FeedWatch } from '../modules/ledger/feed.service.js';
import type { EventStream } from '../modules/module.js';
import type { QuotaService } from '../modules/organizations/index.js';
import { quotaWindow } from '../modules/organizations/quota.rules.js';
import { createApollo } from './apollo.js';
import { type Authentication, authenticated, contextMaker } from './context.js';
import { exchangeOf } from './exchange.js';
import { requestInHand } from './format-error.js';
import { limits } from './limits.js';
import { preparedAnswer } from './prepared-answer.js';
import { PreparedOperations } from './prepared-operations.js';
import type { TrustedDocument } from './trusted-documents.js';
import { takeTrusted } from './trusted-request.js';

/** What the route of GraphQL is made from. */
export interface GraphqlParts {
  database: Database;
  clock: Clock;
  schema: GraphQLSchema;
  authentication: Authentication;
  quotas: QuotaService;
  /** What subscriptions deliver, and what tells that there is more. */
  streams: Readonly<Record<string, EventStream>>;
  feed: FeedWatch;
  config: Pick<Config, 'introspection'>;
  /** What the office registered, by id. */
  documents: ReadonlyMap<string, TrustedDocument>;
  registry: Registry;
}

/** POST and GET /graphql: JSON in UTF-8 alone, one operation a request. */
export const mountGraphql = async (app: FastifyInstance, parts: GraphqlParts): Promise<void> => {
  const { schema, clock, database, authentication, quotas } = parts;
  const operations = new PreparedOperations(schema);
  const makeContext = contextMaker(database, clock);
  const prepared = preparedAnswer({
    operations,
    authentication,
    makeContext,
    quotas,
    clock,
    registry: parts.registry,
  });
  const apollo = createApollo(
    schema,
    clock,
    app.log as FastifyBaseLogger,
    quotas,
    parts.config.introspection,
    operations,
  );
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  const byApollo = fastifyApolloHandler(apollo, {
    context: authenticated(makeContext, authentication),
  }) as unknown as RouteHandlerMethod; // its types name the body of an answer
  await app.register(async (routes) => {
    takeJsonOnly(routes);
    routes.setErrorHandler(answerMalformed);
    routes.addHook('onSend', lastWord(quotas));
    routes.route({
      url: '/graphql',
      method: ['GET', 'POST', 'OPTIONS'],
      bodyLimit: limits.bodyBytes.most,
      preHandler: [refuseBadHosts(), takeTrusted(parts.documents)],
      async handler(request, reply) {
        return (
          (await prepared(request, reply)) ??
          requestInHand.run(request.id, () => byApollo.call(this, request, reply))
        );
      },
    });
  });
};

/** A body that cannot be read as a request. */
class MalformedBody extends Error {
  constructor(readonly statusCode: 400 | 415 = 400) {
    super();
  }
}

const takeJsonOnly = (routes: FastifyInstance): void => {
  const parse = routes.getDefaultJsonParser('error', 'error');
  routes.removeAllContentTypeParsers();
  routes.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isMeantAsUtf8(request.headers['content-type'])) return done(new MalformedBody(415));
    const bytes = body as Buffer;
    if (!isUtf8(bytes) || nestingOf(bytes) > limits.nesting.most) return done(new MalformedBody());
    void parse(request, bytes.toString(), done);
  });
};

const isMeantAsUtf8 = (contentType = ''): boolean =>
  /^utf-?8$/i.test(/;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(contentType)?.[1] ?? 'utf-8');

/** How many objects and arrays stand within each other. Read before parsing: what follows may walk them step by step. */
const nestingOf = (json: Buffer): number => {
  let deepest = 0;
  let open = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at];
    if (sign === signs.quote) inText = !inText;
    else if (inText) at += sign === signs.escape ? 1 : 0;
    else if (sign === signs.list || sign === signs.object) deepest = Math.max(deepest, ++open);
    else if (sign === signs.listEnd || sign === signs.objectEnd) open -= 1;
  }
  return deepest;
};

/** Bytes of UTF-8: no other sign has them among its own. */
const signs = { quote: 0x22, escape: 0x5c, list: 0x5b, listEnd: 0x5d, object: 0x7b, objectEnd: 0x7d };

/** The host is part of the address Apollo reads. Most requests name the same one as the one before. */
const refuseBadHosts = (): preHandlerHookHandler => {
  let good = '';
  return (request, _reply, done) => {
    const origin = `${request.protocol}://${request.hostname}/`;
    const address = `${origin} ${request.url}`; // a url holds no space: no two addresses are written alike
    if (address === good) return done();
    if (!URL.canParse(request.url, origin)) return done(new MalformedBody());
    good = address;
    done();
  };
};

const malformed: Record<number, string> = {
  400: `The body is not a request: one JSON object in UTF-8 with "query", at most ${limits.nesting.most} levels deep.`,
  413: `The body is longer than ${limits.bodyBytes.most} bytes. Send it in parts.`,
  415: 'Send the request as application/json in UTF-8.',
};

const answerMalformed = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const { statusCode = 500, name, code } = error as { statusCode?: number; name?: string; code?: string };
  const fault = statusCode >= 500;
  if (fault) request.log.error({ fault: { name, code } }, 'request failed');
  // What is left of a refused body is read past, so that the client comes to read the answer.
  request.raw.resume();
  void reply.code(statusCode).send({
    errors: [
      fault
        ? {
            message:
              'The hub failed on this. Nothing was changed; report the request id to the credit office.',
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: request.id },
          }
        : { message: malformed[statusCode] ?? malformed[400], extensions: { code: 'BAD_REQUEST' } },
    ],
  });
};

/** GraphQL over HTTP: as application/json a well-formed request is answered with 200, though its document is wrong. */
const answerAsJsonClientsExpect = (request: FastifyRequest, reply: FastifyReply): void => {
  if (!exchangeOf(request).documentRefused || reply.statusCode !== 400) return;
  if (String(reply.getHeader('content-type')).startsWith('application/json')) reply.code(200);
};

/** Before an answer leaves. While the hub is busy or without its database it does no work of its own. */
const lastWord =
  (quotas: QuotaService): onSendHookHandler =>
  (request, reply, payload, done) => {
    answerAsJsonClientsExpect(request, reply);
    const { quota } = exchangeOf(request);
    if (reply.statusCode === 503) return done(null, payload);
    if (!quota) return void chargeLeast(quotas, request, reply).then(() => done(null, payload), done);
    tellQuota(quotas, quota, reply);
    done(null, payload);
  };

/** What never came to be charged costs the least there is. */
const chargeLeast = async (
  quotas: QuotaService,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> => {
  const { principal, address } = exchangeOf(request);
  const standing = await quotas.charge(principal, address, 1).catch(() => null);
  if (standing) tellQuota(quotas, standing, reply);
};

/** Every answer tells where the caller stands. */
const tellQuota = (quotas: QuotaService, standing: QuotaStanding, reply: FastifyReply): void => {
  const seconds = quotas.secondsLeft(standing);
  void reply.headers({
    'ratelimit-limit': standing.limit,
    'ratelimit-remaining': standing.remaining,
    'ratelimit-reset': seconds,
    'ratelimit-policy': `${standing.limit};w=${quotaWindow / 1000}`,
    ...(reply.statusCode === 429 ? { 'retry-after': seconds } : {}),
  });
};
