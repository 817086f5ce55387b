import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { HubModule, Kit } from '../module.js';
import type { SubjectService } from '../subjects/index.js';
import { ChoiceService } from './choice.service.js';
import { demoIssuerConfig } from './demo-issuer.service.js';
import { mountDemoIssuer } from './demo-issuer.route.js';
import { organizationSuspended } from '../organizations/standing.events.js';
import { deleteSessionsOf } from './session.repository.js';
import { SessionService } from './session.service.js';
import { mountSigninRoutes } from './signin.route.js';
import { StaffResolver } from './staff.resolver.js';
import { StaffService } from './staff.service.js';
import { type Issuer, SigninService } from './signin.service.js';

/** Who a subject is that signs in: through the county's identity provider, or the demonstration's own. */
export const createIdentityModule = (kit: Kit, { subjects }: { subjects: SubjectService }) => {
  const { config, database, clock, keys } = kit;
  const sessions = new SessionService(kit.work, database, subjects, keys, clock, config.sessionMinutes, {
    idleMinutes: config.staffIdleMinutes,
    minutes: config.staffHours * 60,
  });
  const choices = new ChoiceService(sessions, database, keys, clock);
  kit.bus.on(organizationSuspended, async (unit, { organizationId }) => {
    await deleteSessionsOf(unit, organizationId);
  });
  const staff = new StaffService(kit.work);
  return {
    resolvers: [new StaffResolver(staff)],
    nodes: {},
    sessions,
    staff,
    mountSignin: (app: FastifyInstance): void => {
      const baseUrl = () => config.publicUrl ?? localUrl(app);
      const bringsOwn = config.issuer === null && config.mode === 'demo';
      let made: SigninService | null = null;
      const signin = () => {
        const issuer = bringsOwn ? ownIssuer(app, baseUrl()) : config.issuer;
        if (issuer) made ??= new SigninService(issuer, `${baseUrl()}/signin/callback`, keys, clock);
        return made;
      };
      mountSigninRoutes(app, { sessions, choices, signin, publicUrl: config.publicUrl, baseUrl });
      if (bringsOwn) mountDemoIssuer(app, database, baseUrl);
    },
  } satisfies HubModule & Record<string, unknown>;
};

/** The hub speaks to its own issuer at its own socket, however browsers come to it. */
const ownIssuer = (app: FastifyInstance, base: string): Issuer => ({
  ...demoIssuerConfig(base),
  fetch: (url, options) => fetch(url.replace(base, localUrl(app)), options as RequestInit),
});

const localUrl = (app: FastifyInstance): string => {
  const { port, address, family } = app.server.address() as AddressInfo;
  const host = ['0.0.0.0', '::'].includes(address)
    ? '127.0.0.1'
    : family === 'IPv6'
      ? `[${address}]`
      : address;
  return `http://${host}:${port}`;
};

export { demoPersons, demoStaff, demoTrader } from './demo.rules.js';
export { cookieValue, fromOwnPage, sessionCookie } from './session.rules.js';
export type { SessionService } from './session.service.js';
