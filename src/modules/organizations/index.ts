import type { FastifyInstance } from 'fastify';
import type { HubModule, Kit } from '../module.js';
import { clientLoader } from './client.loader.js';
import { ClientResolver } from './client.resolver.js';
import { ClientService } from './client.service.js';
import { ProofService } from './proof.service.js';
import { mountOAuth } from './oauth.service.js';
import { organizationLoader } from './organization.loader.js';
import { OrganizationResolver, StatusChangeResolver } from './organization.resolver.js';
import { OrganizationService } from './organization.service.js';
import { QuotaService } from './quota.service.js';
import { StandingService } from './standing.service.js';
import { TokenService } from './token.service.js';

/** Organizations, their API clients, and the tokens those sign in for. */
export const createOrganizationsModule = (kit: Kit) => {
  const clients = new ClientService(kit.work, kit.database);
  const standing = new StandingService(kit.work);
  const proofs = new ProofService(kit.database, kit.clock);
  return {
    resolvers: [
      new OrganizationResolver(standing),
      new StatusChangeResolver(),
      new ClientResolver(clients, standing),
    ],
    nodes: { Organization: organizationLoader, Client: clientLoader },
    clients,
    standing,
    registry: new OrganizationService(kit.work, kit.database),
    quotas: new QuotaService(kit.database, kit.clock, kit.keys, kit.config),
    tokens: new TokenService(kit.database, kit.clock, proofs, kit.config.mode === 'demo'),
    mountOAuth: (app: FastifyInstance): void => mountOAuth(app, { ...kit, proofs }),
  } satisfies HubModule & Record<string, unknown>;
};

export type { ClientService, IssuedSecret } from './client.service.js';
export type { NewOrganization, OrganizationService } from './organization.service.js';
export type { PresentedToken, RecalledHolder } from './token.service.js';
export type { StandingService } from './standing.service.js';
export type { QuotaService } from './quota.service.js';
export { networkOf } from './quota.rules.js';
export type { ListedClient } from './client.repository.js';
export { demoClients, demoCode, demoOrganizations, demoSecret } from './demo.rules.js';
export { seedDemoClients, seedDemoOrganizations } from './demo.service.js';
