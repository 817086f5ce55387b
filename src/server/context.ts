import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { holdsIdNumber } from '../kernel/codes.js';
import type { Clock } from '../kernel/clock.js';
import { today } from '../kernel/clock.js';
import { type ErrorCode, HubError } from '../kernel/errors.js';
import { idempotencyKeyOf } from '../kernel/idempotency-key.js';
import { type Principal, parsePurpose, publicPrincipal } from '../kernel/principal.js';
import type { Database } from '../db/database.js';
import { RequestContext } from '../db/request-context.js';
import { ScopedReader } from '../db/scoped-reader.js';
import type { Gone } from '../db/statements-at-once.js';
import { exchangeOf } from './exchange.js';
import { requireTrusted } from './trusted-request.js';
import type { PresentedToken, RecalledHolder } from '../modules/organizations/index.js';
import { cookieValue, fromOwnPage, sessionCookie } from '../modules/identity/index.js';

type Holder<Presented> = (presented: Presented) => Promise<Principal | null>;

/** Turns what a request brings into who asks; null when it is unknown, expired, revoked or closed. */
export interface Authentication {
  /** A bearer token of an API client. */
  token: Holder<PresentedToken>;
  /** Who held a bearer token last, from memory: to be proven by the database. */
  recall: (token: string) => RecalledHolder | null;
  /** The cookie of a person who signed in. */
  session: Holder<string>;
  /** HUB_URL, where it is set: the origin of the hub's own pages. */
  publicUrl: string | null;
}

/** Makes the context of a request of whom is known already: what for, under which idempotency key. */
export type ContextMaker = (
  principal: Principal,
  request: FastifyRequest,
  reply: FastifyReply,
) => RequestContext;

export const contextMaker =
  (database: Database, clock: Clock): ContextMaker =>
  (principal, request, reply) => {
    const exchange = Object.assign(exchangeOf(request), { principal });
    requireTrusted(principal, exchange);
    const isShort = (): boolean => exchange.quota !== null && exchange.quota.cost <= shortCost;
    return new RequestContext(
      principal,
      requestIdOf(request),
      idempotencyKeyOf(request),
      new ScopedReader(database, principal, today(clock), { gone: goneBefore(reply), isShort }),
      exchange,
    );
  };

/** Up to this cost a request is answered in a moment, so that others lose nothing by going with it. */
const shortCost = 200;

/** The context of one request, whose sender the database is asked for. */
export const authenticated =
  (make: ContextMaker, authentication: Authentication) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => {
    try {
      refuseIdNumberIn(request.url);
      return make(await principalOf(request, authentication), request, reply);
    } catch (error) {
      throw error instanceof HubError ? withStatus(error) : error;
    }
  };

/** Fires when the connection closes before the answer was written: nobody waits for it then. */
const goneBefore = ({ raw }: FastifyReply): Gone => {
  let gone: AbortController | null = null;
  return () => {
    if (gone) return gone.signal;
    const made = (gone = new AbortController());
    const leave = (): void => {
      if (!raw.writableFinished) made.abort();
    };
    if (raw.closed) leave();
    else raw.once('close', leave);
    return made.signal;
  };
};

/** Who sends the request; PUBLIC without token and cookie. What does not count is refused, not ignored. */
export const principalOf = async (
  request: FastifyRequest,
  authentication: Authentication,
): Promise<Principal> => {
  const purpose = parsePurpose(single(request.headers['x-purpose']));
  const header = request.headers.authorization;
  if (header !== undefined) return { ...(await tokenHolder(request, header, authentication)), purpose };
  const cookie = cookieValue(request.headers.cookie, sessionCookie);
  if (cookie !== null) return { ...(await sessionHolder(request, cookie, authentication)), purpose };
  return { ...publicPrincipal, purpose };
};

/** Who sends a request as far as memory knows, and what of that the database has to prove; null: it is to be asked. */
export const recalled = (
  request: FastifyRequest,
  { recall }: Pick<Authentication, 'recall'>,
): { principal: Principal; standing: number | null } | null => {
  const purpose = parsePurpose(single(request.headers['x-purpose']));
  const header = request.headers.authorization;
  if (header !== undefined) {
    const [, scheme, token] = authorization.exec(header) ?? [];
    const holder = scheme?.toLowerCase() === 'bearer' ? recall(token!) : null;
    return holder && { ...holder, principal: { ...holder.principal, purpose } };
  }
  if (cookieValue(request.headers.cookie, sessionCookie) !== null) return null;
  return { principal: { ...publicPrincipal, purpose }, standing: null };
};

const authorization = /^(Bearer|DPoP) ([\w~+/.=-]{1,500})$/i;

const tokenHolder = async (
  request: FastifyRequest,
  header: string,
  authentication: Authentication,
): Promise<Principal> => {
  const [, scheme, token] = authorization.exec(header) ?? [];
  const principal =
    scheme === undefined || token === undefined
      ? null
      : await authentication.token({
          token,
          scheme: scheme.toLowerCase() === 'dpop' ? 'dpop' : 'bearer',
          proof: single(request.headers['dpop']) ?? null,
          method: request.method,
          url: addressOf(request, authentication.publicUrl),
        });
  if (principal) return principal;
  throw new HubError(
    'UNAUTHENTICATED',
    'The token is unknown, expired or revoked, or its proof does not fit. Get a new one at POST /oauth/token.',
  );
};

/** As the caller knows it: behind a proxy the hub is told by HUB_URL. */
const addressOf = (request: FastifyRequest, publicUrl: string | null): string =>
  (publicUrl ?? `${request.protocol}://${request.host}`) + request.url.split('?')[0];

/** A browser sends the cookie along by itself: what changes something must come from a page of the hub. */
const sessionHolder = async (
  request: FastifyRequest,
  cookie: string,
  authentication: Authentication,
): Promise<Principal> => {
  if (request.method !== 'GET' && !fromOwnPage(request.headers, authentication.publicUrl))
    throw new HubError('FORBIDDEN', 'A session counts for pages of the hub itself only. Use an API client.');
  const principal = await authentication.session(cookie);
  if (principal) return principal;
  throw new HubError('UNAUTHENTICATED', 'The session has ended. Sign in again at /signin.');
};

/** Addresses are kept by every server between the caller and the hub (invariant 6). */
const refuseIdNumberIn = (url: string): void => {
  if (!holdsIdNumber(decoded(url))) return;
  throw new HubError('BAD_USER_INPUT', 'An ID number must not stand in an address. Send the query by POST.', {
    field: 'query',
  });
};

const decoded = (url: string): string => {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
};

export const requestIdOf = (request: FastifyRequest): string => String(request.id ?? randomUUID());

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value;

const statusOf: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
};

/** Before anything was executed the HTTP status tells the same as the code. */
export const withStatus = (error: HubError): GraphQLError =>
  new GraphQLError(error.message, {
    extensions: { ...error.extensions, http: { status: statusOf[error.code] ?? 400 } },
  });
