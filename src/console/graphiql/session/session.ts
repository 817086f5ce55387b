import type { Text } from '../shared/text';
import { Store } from '../shared/store';
import { endSession, requestToken, revokeToken, type Credentials, type Token } from './oauth';
import { problem, SignInProblem } from './problems';
import { readViewer, type ViewerInfo } from './viewer';

export interface SessionState {
  phase: 'signedOut' | 'signingIn' | 'signedIn';
  clientId?: string;
  expiresAt?: number;
  /** Staff who signed in at the identity provider: a cookie of the hub says who, which no script can read. */
  staff?: boolean;
  viewer?: ViewerInfo;
  problem?: Text;
}

/** Renew a little early: a token that dies on the way to the hub is as good as none. */
const MARGIN_MS = 5_000;

/**
 * Who is signed in: a client, or somebody of the staff by cookie. Credentials and token live in private fields of this one object and nowhere else: a reload forgets
 * them. The token is renewed by the next request, not by a clock, so an unattended page doesn't stay signed in.
 */
export class Session {
  readonly state = new Store<SessionState>({ phase: 'signedOut' });
  #credentials: Credentials | undefined;
  #token: Token | undefined;
  #renewal: Promise<string | undefined> | undefined;

  async signIn(credentials: Credentials): Promise<void> {
    const left = this.#forget();
    if (left) void revokeToken(...left);
    this.#credentials = credentials;
    this.state.set({ phase: 'signingIn', clientId: credentials.clientId });
    try {
      const token = await requestToken(credentials);
      if (this.#credentials === credentials) await this.#enter(credentials, token);
      else void revokeToken(credentials, token);
    } catch (error) {
      if (this.#credentials === credentials) this.#leave(inWords(error));
    }
  }

  /** Takes over the session of staff that this browser has, if it has one. Asked once, as the page opens. */
  async adopt(): Promise<void> {
    const viewer = await readViewer();
    if (!viewer?.organization || this.state.get().phase !== 'signedOut') return;
    this.state.set({ phase: 'signedIn', staff: true, viewer });
  }

  async signOut(): Promise<void> {
    if (this.staff) return this.#signOutStaff();
    const left = this.#forget();
    this.state.set({ phase: 'signedOut' });
    if (!left || (await revokeToken(...left))) return;
    if (this.state.get().phase === 'signedOut')
      this.state.set({ phase: 'signedOut', problem: problem.notRevoked });
  }

  get signedIn(): boolean {
    return this.#token !== undefined || this.staff;
  }

  get staff(): boolean {
    return this.state.get().staff === true;
  }

  /** The bearer token for a request, renewed if it has run out; undefined for the public. */
  async token(): Promise<string | undefined> {
    if (!this.#token) return undefined;
    if (Date.now() < this.#token.expiresAt - MARGIN_MS) return this.#token.value;
    return this.renew();
  }

  /** Several requests that find the token expired share one renewal. */
  renew(): Promise<string | undefined> {
    this.#renewal ??= this.#renew().finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  /** The hub refused a token that was just renewed: the client itself has been locked. */
  refused(): void {
    if (this.#token) this.#leave(problem.tokenRefused);
    else if (this.staff) this.#leave(problem.sessionEnded);
  }

  /** The page forgets its token when it goes; staff stays signed in until it signs out or its time is up. */
  async close(): Promise<void> {
    if (!this.staff) await this.signOut();
  }

  async #signOutStaff(): Promise<void> {
    if (await endSession()) this.state.set({ phase: 'signedOut' });
    else this.state.set({ ...this.state.get(), problem: problem.notSignedOut });
  }

  async #renew(): Promise<string | undefined> {
    const credentials = this.#credentials;
    if (!credentials) return undefined;
    try {
      const token = await requestToken(credentials);
      if (this.#credentials !== credentials) return undefined;
      this.#token = token;
      this.state.set({ ...this.state.get(), expiresAt: token.expiresAt, problem: undefined });
      return token.value;
    } catch (error) {
      const away = error instanceof SignInProblem && error.what === problem.serverAway;
      const why = away ? problem.serverAway : problem.expired;
      // A hub that is away for a minute is no reason to forget who is signed in.
      if (away) this.state.set({ ...this.state.get(), problem: why });
      else if (this.#credentials === credentials) this.#leave(why);
      throw new SignInProblem(why);
    }
  }

  async #enter(credentials: Credentials, token: Token): Promise<void> {
    this.#token = token;
    const signedIn = {
      phase: 'signedIn',
      clientId: credentials.clientId,
      expiresAt: token.expiresAt,
    } as const;
    this.state.set(signedIn);
    const viewer = await readViewer(token.value);
    if (this.#token === token) this.state.set({ ...signedIn, viewer });
  }

  #leave(why: Text): void {
    this.#forget();
    this.state.set({ phase: 'signedOut', problem: why });
  }

  #forget(): [Credentials, Token] | undefined {
    const [credentials, token] = [this.#credentials, this.#token];
    this.#credentials = undefined;
    this.#token = undefined;
    return credentials && token ? [credentials, token] : undefined;
  }
}

const inWords = (error: unknown): Text => (error instanceof SignInProblem ? error.what : problem.oddAnswer);
