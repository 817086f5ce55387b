import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import helmet from 'helmet';
import fastifyStatic from '@fastify/static';
import underPressure from '@fastify/under-pressure';
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type onSendHookHandler,
} from 'fastify';
import { pino } from 'pino';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Config } from '../config.js';
import { sql } from '../kernel/sql.js';
import type { Database } from '../db/database.js';
import { signingAlgorithms } from '../modules/organizations/client-key.rules.js';
import { packageRoot } from '../kernel/package-root.js';
import { refuseUnreadable, ruleAnswers } from './answers.js';
import { type GraphqlParts, mountGraphql } from './graphql.route.js';
import { boundLoad, busy } from './overload.js';
import { mountSubscriptions } from './subscriptions.js';
import { readTrustedDocuments } from './trusted-documents.js';

/** What the HTTP server is made from. `mount` adds the routes of modules: sign-in, files taken in. */
export interface HttpParts extends Omit<GraphqlParts, 'documents' | 'registry'> {
  config: Config;
  demoClients: readonly { clientId: string; label: string }[];
  mount: (app: FastifyInstance) => void | Promise<void>;
}

/** Builds the server; it does not listen yet. Closing it drains Apollo first. */
export const createHttpServer = async (parts: HttpParts): Promise<FastifyInstance> => {
  const app = fastify({
    logger: loggerOptions(parts.config.logLevel),
    // Addresses and query strings can carry personal data; method, route and status say enough.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    requestIdHeader: false,
    trustProxy: parts.config.proxies ?? false,
    genReqId: () => crypto.randomUUID(),
    frameworkErrors: refuseUnreadable,
    forceCloseConnections: 'idle',
  });
  ruleAnswers(app, securityHeaders(parts.config));
  await app.register(underPressure, {
    maxEventLoopDelay: parts.config.maxLagMs,
    pressureHandler: refuseUnderPressure as () => void,
  });
  app.addHook('onSend', sayHowToSignIn);
  const registry = watch(app);
  boundLoad(app, parts.config, registry);
  const documents = readTrustedDocuments(parts.schema, parts.config.trustedDocuments);
  const shared = { ...parts, documents, registry };
  await mountGraphql(app, shared);
  mountSubscriptions(app, shared);
  await parts.mount(app);
  if (parts.config.graphiql) await mountGraphiql(app, parts);
  await mountPage(app, 'my');
  mountHealth(app, parts.database, registry);
  return app;
};

/** What helmet says of every answer. It says the same each time, so that it is asked once. */
const securityHeaders = ({ publicUrl }: Pick<Config, 'publicUrl'>): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  const secure = helmet({
    contentSecurityPolicy: { directives: contentSecurity },
    // A browser that was once told so keeps to TLS: said only where the hub is reached by it.
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 365 * 24 * 3600 } : false,
  });
  secure({} as IncomingMessage, answer as unknown as ServerResponse, () => undefined);
  return headers;
};

/** RFC 6750 and RFC 9449: whoever is not let in is told how one signs in. */
const sayHowToSignIn: onSendHookHandler = (request, reply, payload, done) => {
  if (reply.statusCode !== 401) return done(null, payload);
  const asked = request.headers.authorization !== undefined ? ', error="invalid_token"' : '';
  const bound = /^dpop /i.test(request.headers.authorization ?? '');
  const scheme = bound ? `DPoP algs="${signingAlgorithms.join(' ')}"` : 'Bearer realm="hub"';
  void reply.header('www-authenticate', scheme + asked);
  return done(null, payload);
};

/**
 * Says 503 while the hub cannot keep up. A sample of Infinity means that none was taken, as after the embedded database
 * blocked for a whole interval: that alone is no overload.
 */
export const refuseUnderPressure = (
  request: FastifyRequest,
  reply: FastifyReply,
  _kind: string,
  value: number | undefined,
): object | undefined => {
  if (value === undefined || !Number.isFinite(value)) return undefined;
  if (request.routeOptions.url === '/healthz') return undefined; // busy is not dead: a supervisor must not end the node
  // Returned, not sent: after what it sends itself the plugin lets the route go on, which for tokens writes a second answer.
  return busy(request, reply);
};

/** Loading first data looks like overload for a moment: waits until requests are taken, ten seconds at most. */
export const untilCalm = async (app: FastifyInstance): Promise<void> => {
  for (let tries = 0; tries < 100; tries++) {
    if ((await app.inject('/readyz')).statusCode === 200) return;
    await sleep(100);
  }
};

/** Lines are written together, ten times a second: a line at a time costs more than many an answer. At an exit the rest is written. */
const standardOutput = pino.destination({ sync: false, minLength: 16_000, periodicFlush: 100 });

const loggerOptions = (level: string) => ({
  level,
  redact: ['req.headers', 'headers', 'body'],
  stream: standardOutput,
});

const contentSecurity = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  workerSrc: ["'self'", 'blob:'],
  fontSrc: ["'self'", 'data:'],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  upgradeInsecureRequests: null,
};

const mountGraphiql = async (app: FastifyInstance, { config, demoClients }: HttpParts): Promise<void> => {
  app.get('/graphiql/demo-clients.json', (_request, reply) =>
    config.mode === 'demo'
      ? reply.send(demoClients.map((each) => ({ ...each, secret: 'demo' })))
      : reply.code(204).send(),
  );
  app.get('/', (_request, reply) => reply.redirect('/graphiql/'));
  await mountPage(app, 'graphiql');
};

/** A page of the console under its own name, with or without the slash. */
const mountPage = async (app: FastifyInstance, name: 'graphiql' | 'my'): Promise<void> => {
  const root = path.join(packageRoot, 'dist', 'console', name);
  if (!existsSync(root)) {
    app.log.warn(`the page /${name}/ was not built: run npm run build:console`);
    return;
  }
  app.get(`/${name}`, (_request, reply) => reply.redirect(`/${name}/`));
  await app.register(fastifyStatic, {
    root,
    prefix: `/${name}/`,
    index: ['index.html'],
    decorateReply: !app.hasReplyDecorator('sendFile'),
  });
};

const mountHealth = (app: FastifyInstance, database: Database, registry: Registry): void => {
  new Gauge({
    name: 'hub_held_subjects',
    help: 'Organisations kept in memory.',
    registers: [registry],
    collect() {
      this.set(database.heldSubjects.size);
    },
  });
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await database.rows(sql`select 1 as ready`);
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'database away' });
    }
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
};

/** Counts and times requests by route; logs them without address, query string or body. */
const watch = (app: FastifyInstance): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'hub_http_request_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    request.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
    done();
  });
  return registry;
};
