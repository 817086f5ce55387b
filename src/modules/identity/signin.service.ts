import * as oidc from 'openid-client';
import type { IssuerConfig } from '../../config.js';
import type { Clock } from '../../kernel/clock.js';
import type { Keys } from '../../kernel/keys.js';
import { type Claims, readClaims } from './claims.rules.js';
import { SigninRefusal, type Ticket, openTicket, sealTicket, ticketMinutes } from './signin.rules.js';

/** The identity provider. The demonstration's own is asked inside the process, under whatever address it is shown. */
export interface Issuer extends IssuerConfig {
  fetch?: oidc.CustomFetch;
}

/** The authorization code flow with PKCE, state and nonce (OpenID Connect Core 3.1). */
export class SigninService {
  #client: Promise<oidc.Configuration> | null = null;

  constructor(
    private readonly issuer: Issuer,
    private readonly redirectUri: string,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** Where to send the browser, and the sealed ticket it has to bring back. */
  async begin(actsFor: string, returnTo: string): Promise<{ url: string; ticket: string }> {
    const client = await this.client();
    const ticket: Ticket = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      actsFor,
      returnTo,
      until: this.clock.now().getTime() + ticketMinutes * 60_000,
    };
    const url = oidc.buildAuthorizationUrl(client, {
      redirect_uri: this.redirectUri,
      scope: this.issuer.scope,
      state: ticket.state,
      nonce: ticket.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(ticket.verifier),
      code_challenge_method: 'S256',
      // On a shared machine the next person must not come in as the one before.
      prompt: 'login',
    });
    return { url: url.href, ticket: sealTicket(ticket, this.keys) };
  }

  /** Who came back: the answer held to its ticket, the ID token verified. `query` is the callback's, with its `?`. */
  async complete(query: string, sealed: string | null): Promise<{ claims: Claims; ticket: Ticket }> {
    const ticket = openTicket(sealed, this.keys, this.clock.now());
    const client = await this.client();
    try {
      const tokens = await oidc.authorizationCodeGrant(client, new URL(this.redirectUri + query), {
        expectedState: ticket.state,
        expectedNonce: ticket.nonce,
        pkceCodeVerifier: ticket.verifier,
        idTokenExpected: true,
      });
      const token = tokens.claims()!;
      const told = client.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(client, tokens.access_token, token.sub)
        : {};
      return { claims: readClaims({ ...told, ...token }, this.issuer.claims), ticket };
    } catch (error) {
      throw refusalFor(error);
    }
  }

  /** Read once; a failure is not kept. */
  private client(): Promise<oidc.Configuration> {
    this.#client ??= this.discover().catch((error: unknown) => {
      this.#client = null;
      throw new SigninRefusal('unavailable', { cause: error });
    });
    return this.#client;
  }

  private discover(): Promise<oidc.Configuration> {
    const { url, clientId, clientSecret, fetch } = this.issuer;
    // The settings let http through on loopback only.
    const insecure = url.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(
      new URL(url),
      clientId,
      { client_id: clientId },
      clientSecret === null ? oidc.None() : secretAuth(clientSecret),
      {
        execute: [oidc.enableNonRepudiationChecks, ...insecure],
        timeout: 10,
        ...(fetch ? { [oidc.customFetch]: fetch } : {}),
      },
    );
  }
}

/** As clients are registered by default (basic), where the issuer takes that. */
const secretAuth =
  (secret: string): oidc.ClientAuth =>
  (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported;
    const way =
      methods?.includes('client_secret_basic') === false ? oidc.ClientSecretPost : oidc.ClientSecretBasic;
    way(secret)(server, ...rest);
  };

const refusalFor = (error: unknown): SigninRefusal => {
  const options = { cause: error };
  if (error instanceof oidc.AuthorizationResponseError)
    return new SigninRefusal(error.error === 'access_denied' ? 'cancelled' : 'refused', options);
  const { code, message } = error as { code?: string; message?: string };
  const away = code === 'OAUTH_TIMEOUT' || message === 'fetch failed';
  return new SigninRefusal(away ? 'unavailable' : 'refused', options);
};
