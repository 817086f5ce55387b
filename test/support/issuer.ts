import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AccountClaims, type JWK, Provider } from 'oidc-provider';
import { MemoryAdapter } from '../../src/modules/identity/demo-issuer.repository.js';

export interface TestIssuer {
  readonly url: string;
  /** Whoever comes is this one, without being asked. */
  account: { sub: string; [claim: string]: unknown };
  /** The hub's callback, known once the hub listens. */
  redirectUri: string;
  /** How often the token endpoint answered with tokens. */
  granted: number;
  close(): Promise<void>;
}

export const issuerClient = { id: 'hub-at-the-county', secret: 'secret-of-the-hub' } as const;

/** A county's identity provider: an issuer on a port of its own that gives claims at its userinfo endpoint. */
export const startIssuer = async (): Promise<TestIssuer> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: TestIssuer = {
    url,
    account: { sub: 'nobody' },
    redirectUri: '',
    granted: 0,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const provider = new Provider(url, configurationOf(issuer));
  provider.on('grant.success', () => issuer.granted++);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/come-in/')) void letIn(provider, issuer, request, response);
    else void answer(request, response);
  });
  return issuer;
};

const letIn = async (
  provider: Provider,
  issuer: TestIssuer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> =>
  provider.interactionFinished(request, response, { login: { accountId: issuer.account.sub } });

const configurationOf = (issuer: TestIssuer): ConstructorParameters<typeof Provider>[1] => {
  const adapters = new Map<string, MemoryAdapter>();
  const client = () => ({
    client_id: issuerClient.id,
    client_secret: issuerClient.secret,
    redirect_uris: [issuer.redirectUri],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    id_token_signed_response_alg: 'ES256',
  });
  return {
    adapter: (model: string) => {
      if (!adapters.has(model)) adapters.set(model, new MemoryAdapter());
      const adapter = adapters.get(model)!;
      if (model === 'Client')
        adapter.find = async (id) => (id === issuerClient.id ? (client() as never) : undefined);
      return adapter;
    },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['xm', 'sfzh', 'dbdw', 'gw'] },
    findAccount: async (_ctx, sub) => ({
      accountId: sub,
      claims: async () => issuer.account as AccountClaims,
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, { uid }) => `/come-in/${uid}` },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      ctx.body = out;
    },
    jwks: {
      keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK],
    },
    cookies: { keys: ['a key of the tests'] },
  };
};
