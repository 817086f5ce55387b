import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  type AccountClaims,
  type Configuration,
  type JWK,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import type { IssuerConfig } from '../../config.js';
import type { Database } from '../../db/database.js';
import { demoCompany } from './demo.repository.js';
import { type DemoIdentity, demoIdentities } from './demo.rules.js';
import { MemoryAdapter } from './demo-issuer.repository.js';

export const demoIssuerPath = '/demo-issuer';

const client = { id: 'joint-credit-hub', secret: randomBytes(32).toString('base64url') } as const;
const scope = 'openid profile';
const claims = ['name', 'id_number', 'organizations', 'staff'];
const off = { enabled: false } as const;

/** How the hub asks the demo issuer at `base`. */
export const demoIssuerConfig = (base: string): IssuerConfig => ({
  url: base + demoIssuerPath,
  clientId: client.id,
  clientSecret: client.secret,
  scope,
  claims: { name: 'name', idNumber: 'id_number', organizations: 'organizations', staff: 'staff' },
});

export const readDemoIdentities = async (database: Database): Promise<DemoIdentity[]> =>
  demoIdentities(await demoCompany(database));

/** An identity provider for the demonstration: whoever comes picks one of the demo identities. Never in production. */
export const createDemoIssuer = (database: Database, base: string): Provider => {
  const provider = new Provider(base + demoIssuerPath, configurationOf(database, base));
  // The addresses it names are those of `base`, which the route writes into the request.
  provider.proxy = true;
  return provider;
};

const configurationOf = (database: Database, base: string): Configuration => {
  const adapters = new Map<string, MemoryAdapter>();
  return {
    adapter: (model: string) => {
      if (!adapters.has(model)) adapters.set(model, new MemoryAdapter());
      return adapters.get(model)!;
    },
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${base}/signin/callback`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    responseTypes: ['code'],
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: claims },
    conformIdTokenClaims: false,
    findAccount: async (_ctx, sub) => accountOf(await readDemoIdentities(database), sub),
    loadExistingGrant: grantAll,
    interactions: { url: (_ctx, { uid }) => `${demoIssuerPath}/pick/${uid}` },
    features: {
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: off,
      rpInitiatedLogout: off,
      userinfo: off,
    },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      ctx.body = out;
    },
    jwks: {
      keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK],
    },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
  };
};

const accountOf = (identities: readonly DemoIdentity[], sub: string) => {
  const found = identities.find((each) => each.sub === sub);
  if (!found) return undefined;
  const told = {
    sub,
    name: found.name,
    id_number: found.idNumber,
    organizations: found.organizations,
    staff: found.staff ?? [],
  };
  return { accountId: sub, claims: async () => told as unknown as AccountClaims };
};

/** Nobody is asked for consent: the hub is the only client, and asks for who somebody is. */
const grantAll = async ({ oidc }: KoaContextWithOIDC) => {
  const grant = new oidc.provider.Grant({
    clientId: oidc.client!.clientId,
    accountId: oidc.session!.accountId!,
  });
  grant.addOIDCScope(scope);
  grant.addOIDCClaims(claims);
  await grant.save();
  return grant;
};
