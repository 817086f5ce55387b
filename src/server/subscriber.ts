import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { HubError } from '../kernel/errors.js';
import type { Principal } from '../kernel/principal.js';
import { cookieValue, sessionCookie } from '../modules/identity/index.js';
import { mayCall } from '../policy/apply.js';
import { subscriptionRights } from '../policy/operations.js';
import { type Authentication, principalOf } from './context.js';
import { socketLimits } from './limits.js';
import { maySend } from './trusted-request.js';

/** Why a socket is closed. Below 4000 as RFC 6455 says, above as graphql-transport-ws and the README say. */
export const closing = {
  restart: [1012, 'The hub goes down. Connect again'],
  away: [1013, 'The hub cannot read its database now. Try again later'],
  malformed: [4400, 'A message is not one of graphql-transport-ws'],
  ended: [4401, 'The token or session is unknown or has ended'],
  forbidden: [4403, 'The token no longer holds what the subscription needs'],
  foreign: [4403, 'A session counts for pages of the hub itself only'],
  slow: [4413, 'Events are read too slowly'],
  many: [4429, 'Too many messages or sockets'],
  unrecorded: [4503, 'The access record could not be written'],
} as const satisfies Record<string, readonly [number, string]>;

/** One subscription of a socket. */
export interface Subscribed {
  readonly field: string;
  /** Its document is one that the office registered. */
  readonly trusted: boolean;
}

/** One open socket: who it is, held to the present; and whether it keeps up. */
export class Subscriber {
  #principal: Principal | null = null;
  #renew: (() => Promise<Principal | null>) | null = null;
  readonly #stopped = new AbortController();
  /** By the message that asked for it, since a client may use an id again; null while it is being looked at. */
  readonly subscribed = new Map<object, Subscribed | null>();
  #waiting: { since: number; position: string } | null = null;
  #position: string | null = null;
  #messages = { since: 0, count: 0 };

  constructor(
    private readonly socket: WebSocket,
    readonly request: IncomingMessage,
    readonly address: string = request.socket.remoteAddress ?? '',
  ) {}

  /** Who connected; null before connection_init. */
  get principal(): Principal | null {
    return this.#principal;
  }

  get signal(): AbortSignal {
    return this.#stopped.signal;
  }

  /** Whose socket it is, for counting; null before connection_init. */
  get holder(): string | null {
    return this.#principal?.clientId ?? this.#principal?.personId ?? null;
  }

  /**
   * Signs in by what connection_init or the upgrade brought, as a POST would. A browser sends the cookie along by
   * itself, so a session counts for pages of the hub alone.
   */
  async signIn(authentication: Authentication, said: Record<string, unknown> = {}): Promise<Principal> {
    const { headers } = this.request;
    const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
    const authorization = text(said['authorization']) ?? headers.authorization;
    const purpose = text(said['purpose']) ?? headers['x-purpose'];
    const principal = await principalOf(
      {
        method: 'POST',
        url: '/graphql',
        headers: { ...headers, authorization, 'x-purpose': purpose },
      } as unknown as FastifyRequest,
      authentication,
    );
    // A token bound to a key needs a proof at every use, which events cannot bring: sockets take bearer tokens alone.
    const token = authorization?.replace(/^Bearer /i, '');
    const presented = { scheme: 'bearer', proof: null, method: 'GET', url: '' } as const;
    const cookie = cookieValue(headers.cookie, sessionCookie);
    if (token !== undefined) this.#renew = () => authentication.token({ ...presented, token });
    else if (cookie !== null) this.#renew = () => authentication.session(cookie);
    this.#principal = principal;
    return principal;
  }

  /** Who it is now; the socket is closed once that counts no more. */
  async renewed(): Promise<Principal | null> {
    const principal = await this.#renew?.();
    if (principal && this.#principal) return { ...principal, purpose: this.#principal.purpose };
    this.close('ended');
    return null;
  }

  /** Whether a subscription is still its right; the socket is closed when it is not. */
  maintains(principal: Principal, subscribed: Subscribed): boolean {
    if (rightTo(principal, subscribed) === true) return true;
    this.close('forbidden');
    return false;
  }

  /** Asked every few seconds: whoever lost its right is closed without an event having to come. */
  async check(): Promise<void> {
    if (this.#principal === null) return;
    if (this.#waiting && Date.now() - this.#waiting.since > socketLimits.slowMs.most)
      return this.close('slow');
    const principal = await this.renewed();
    if (principal) for (const each of this.subscribed.values()) if (each) this.maintains(principal, each);
  }

  /** An event is on its way; null: it was taken. */
  waitsFor(position: string | null): void {
    this.#position = position === null ? (this.#waiting?.position ?? this.#position) : this.#position;
    this.#waiting = position === null ? null : { since: Date.now(), position };
  }

  /** Whether one more message is taken now. */
  takes(): boolean {
    const now = Date.now();
    if (now - this.#messages.since > 10_000) this.#messages = { since: now, count: 0 };
    return ++this.#messages.count <= socketLimits.messages.most;
  }

  close(why: keyof typeof closing): void {
    if (this.signal.aborted) return;
    this.stop();
    const [code, reason] = closing[why];
    const resume = this.#position === null ? '' : ` Resume after ${this.#position}.`;
    this.socket.close(code, `${reason}.${this.subscribed.size > 1 ? '' : resume}`);
    // Whoever does not answer the closing is cut off: a slow reader may never come to read it.
    setTimeout(() => this.socket.terminate(), 2_000).unref();
  }

  /** Nothing is sent any more. */
  stop(): void {
    this.#stopped.abort();
  }
}

/** True, or why the subscription is not theirs. */
export const rightTo = (principal: Principal, subscribed: Subscribed): true | HubError => {
  const sends = maySend(principal, subscribed);
  return sends === true ? mayCall(principal, subscriptionRights[subscribed.field], subscribed.field) : sends;
};
