import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type Configuration,
  type JWK,
  Provider,
  type TokenEndpointGrantContext,
  errors,
} from 'oidc-provider';
import { scopes } from '../../kernel/principal.js';
import type { Kit } from '../module.js';
import { signingAlgorithms } from './client-key.rules.js';
import { grantScopes } from './client.rules.js';
import { ClientAdapter, ReplayAdapter, TokenAdapter } from './oauth.repository.js';
import type { ProofService } from './proof.service.js';
import { secretMatches } from './secret.service.js';

const routes = { token: '/oauth/token', revocation: '/oauth/revoke' } as const;
const authMethods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const;
/** How long an assertion of a client may count, in seconds. */
export const longestAssertion = 300;

type KoaContext = { res: ServerResponse };

export type OAuthKit = Pick<Kit, 'config' | 'database' | 'clock' | 'work'> & { proofs: ProofService };
/** Registers POST /oauth/token and POST /oauth/revoke, and the metadata that names them (RFC 8414). */
export const mountOAuth = (app: FastifyInstance, kit: OAuthKit): void => {
  const provider = createProvider(kit);
  // The id of the request stands in the headers handed over below.
  const report = (context: KoaContext | undefined, fault: unknown) =>
    app.log.error(
      { reqId: context?.res.getHeader('x-request-id'), fault: describeFault(fault) },
      'oauth failed',
    );
  provider.on('server_error', report);
  // Koa prints what nobody listens to.
  (provider as EventEmitter).on('error', (fault, context) => report(context, fault));
  const answer = provider.callback();

  // Handed over before fastify would parse the body: the provider reads the raw request itself.
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    await answer(request.raw, reply.raw);
  };
  for (const url of Object.values(routes)) app.post(url, { onRequest }, async () => undefined);
  const metadata = metadataOf(kit.config.url);
  app.get('/.well-known/oauth-authorization-server', async () => metadata);
};

/** The authorization server: client credentials for opaque tokens, and their revocation. Nothing else is on. */
const createProvider = (kit: OAuthKit): Provider => {
  const issuer = kit.config.url;
  const provider = new Provider(issuer, configurationOf(kit));
  provider.Client.prototype.compareClientSecret = function (secret) {
    return secretMatches(secret, this.clientSecret ?? '');
  };
  provider.registerGrantType('client_credentials', issueToken(provider, kit), ['scope', 'resource']);
  // Pages of other origins have no business with client secrets, so no answer is readable to them.
  provider.use(async (ctx, next) => {
    await next();
    ctx.remove('Access-Control-Allow-Origin');
  });
  return provider;
};

const configurationOf = ({ config, database, clock, work }: OAuthKit): Configuration => {
  const clients = new ClientAdapter(database, config.mode === 'demo');
  const off = { enabled: false } as const;
  return {
    adapter: (model: string) => {
      if (model === 'Client') return clients;
      return new (model === 'ReplayDetection' ? ReplayAdapter : TokenAdapter)(model, database, clock, work);
    },
    routes,
    scopes: Object.keys(scopes),
    clientAuthMethods: [...authMethods],
    enabledJWA: { clientAuthSigningAlgValues: [...signingAlgorithms] },
    assertJwtClientAuthClaimsAndHeader: refuseLongAssertion,
    extraClientMetadata: { properties: ['credential', 'dpop_bound'] },
    responseTypes: [],
    clientDefaults: {
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      id_token_signed_response_alg: 'ES256',
    },
    ttl: { ClientCredentials: config.tokenMinutes * 60 },
    features: {
      clientCredentials: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: off,
      rpInitiatedLogout: off,
      userinfo: off,
    },
    clientBasedCORS: () => true,
    renderError: (ctx, out) => {
      ctx.body = out;
    },
    // Nothing is signed or set as a cookie; the server insists on having keys of its own.
    jwks: {
      keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK],
    },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
  };
};

/** What may be replayed for long is worth stealing. The provider itself checks that it is not over. */
const refuseLongAssertion: Configuration['assertJwtClientAuthClaimsAndHeader'] = (_ctx, { exp, iat }) => {
  const now = Math.floor(Date.now() / 1000);
  if (Number(exp) > now + longestAssertion || Number(iat ?? now) > now + 60)
    throw new errors.InvalidClientAuth(`an assertion may count for ${longestAssertion} seconds at most`);
};

/** A token with all scopes of the client, or those asked for; asking for more is refused, not cut down. */
const issueToken = (provider: Provider, kit: OAuthKit) => async (ctx: TokenEndpointGrantContext) => {
  const { client, params } = ctx.oidc;
  const issuer = kit.config.url;
  if (params.resource !== undefined && params.resource !== issuer) {
    throw new errors.InvalidTarget(`the only resource here is ${issuer}`);
  }
  const { granted, beyond } = grantScopes(client.scope?.split(' ') ?? [], params.scope);
  if (beyond.length > 0) {
    throw new errors.InvalidScope('the client may not have all of the requested scopes', beyond.join(' '));
  }
  const token = new provider.ClientCredentials({ client, scope: granted.join(' ') });
  const key = await provenKey(ctx, kit);
  if (key !== null) token.jkt = key;
  ctx.oidc.entity('ClientCredentials', token);
  ctx.body = {
    access_token: await token.save(),
    expires_in: token.expiration,
    token_type: token.tokenType,
    scope: granted.join(' '),
  };
};

/** The key the token is to be bound to (RFC 9449, 5), where the request proves that it has one. */
const provenKey = async (
  ctx: TokenEndpointGrantContext,
  { config, proofs }: OAuthKit,
): Promise<string | null> => {
  const proof = ctx.get('DPoP');
  if (proof === '') {
    if (ctx.oidc.client.metadata()['dpop_bound'] === true)
      throw new errors.InvalidRequest('the tokens of this client are bound to a key: send a DPoP proof');
    return null;
  }
  const url = (config.publicUrl ?? `${ctx.protocol}://${ctx.host}`) + routes.token;
  const key = await proofs.thumbprintOf({ proof, method: 'POST', url, token: null });
  if (key === null)
    throw new errors.InvalidDpopProof('the DPoP proof is not one of this request, or was used before');
  return key;
};

const metadataOf = (issuer: string) => ({
  issuer,
  token_endpoint: issuer + routes.token,
  revocation_endpoint: issuer + routes.revocation,
  grant_types_supported: ['client_credentials'],
  response_types_supported: [],
  scopes_supported: Object.keys(scopes),
  token_endpoint_auth_methods_supported: authMethods,
  revocation_endpoint_auth_methods_supported: authMethods,
  token_endpoint_auth_signing_alg_values_supported: signingAlgorithms,
  revocation_endpoint_auth_signing_alg_values_supported: signingAlgorithms,
  dpop_signing_alg_values_supported: signingAlgorithms,
});

/** Name and code only: messages can quote what was sent. */
const describeFault = (fault: unknown) =>
  fault instanceof Error
    ? { name: fault.name, code: (fault as { code?: string }).code }
    : { name: typeof fault };
