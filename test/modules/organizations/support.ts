import 'reflect-metadata';
import fastify, { type FastifyInstance } from 'fastify';
import { type FakeClock, fakeClock } from '../../../src/kernel/clock.js';
import { EventBus } from '../../../src/kernel/events.js';
import { Keys } from '../../../src/kernel/keys.js';
import { type Principal, systemPrincipal } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import { demoKey, readConfig } from '../../../src/config.js';
import type { Database } from '../../../src/db/database.js';
import type { Kit } from '../../../src/modules/module.js';
import { type Act, type Unit, UnitOfWork } from '../../../src/modules/ledger/unit.service.js';
import type { PresentedToken } from '../../../src/modules/organizations/token.service.js';
import { createOrganizationsModule } from '../../../src/modules/organizations/index.js';
import { seedDemoOrganizations } from '../../../src/modules/organizations/demo.service.js';
import { openTestDatabase } from '../../support/database.js';

export const codeOfDemo = async (database: Database, name: string): Promise<string> =>
  (await database.one<{ code: string }>(sql`select code from organization where name = ${name}`))!.code;

export const actOf = (principal: Principal = systemPrincipal, idempotencyKey: string | null = null): Act => ({
  principal,
  requestId: 'test',
  idempotencyKey,
});

/** A kit over a database, with a clock that stands still. */
export const kitOver = (database: Database, mode: 'demo' | 'production' = 'demo') => {
  const clock: FakeClock = fakeClock('2026-11-23T10:00:00+08:00');
  const bus = new EventBus<Unit>();
  const keys = new Keys(demoKey);
  const kit: Kit = {
    config: { ...readConfig({}), mode },
    database,
    clock,
    keys,
    bus,
    work: new UnitOfWork(database, clock, bus, keys),
  };
  return { kit, clock, module: createOrganizationsModule(kit) };
};

/** A database with the organizations of the demonstration. */
export const openOrganizations = async (mode: 'demo' | 'production' = 'demo') => {
  const database = await openTestDatabase();
  const hub = kitOver(database, mode);
  const ids = await hub.kit.work.run(actOf(), 'seed', null, (unit) => seedDemoOrganizations(unit));
  return { database, ids, ...hub };
};

export interface Served {
  app: FastifyInstance;
  url: string;
  /** Everything the server logged. */
  logged: string[];
}

const running: FastifyInstance[] = [];

/** Stops every server of this file, also those a failed test left behind. */
export const stopServing = () => Promise.all(running.map((app) => app.close()));

/** The token endpoints on a free port, everything logged. */
export const serve = async (module: { mountOAuth(app: FastifyInstance): void }): Promise<Served> => {
  const logged: string[] = [];
  const app = fastify({
    logger: { level: 'trace', stream: { write: (line: string) => void logged.push(line) } },
  });
  app.addHook('onRequest', async (_request, reply) => void reply.header('x-content-type-options', 'nosniff'));
  module.mountOAuth(app);
  running.push(app);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, url, logged };
};

export const basic = (clientId: string, secret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`;

/** POSTs a form; the answer with its JSON. */
export const post = async (
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) => {
  const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
};

export const requestToken = (
  { url }: { url: string },
  clientId: string,
  secret: string,
  fields: Record<string, string> = {},
) =>
  post(
    `${url}/oauth/token`,
    { grant_type: 'client_credentials', ...fields },
    { authorization: basic(clientId, secret) },
  );

/** A token as a request presents it without a proof. */
export const bearer = (token: string): PresentedToken => ({
  token,
  scheme: 'bearer',
  proof: null,
  method: 'POST',
  url: 'http://hub.test/graphql',
});
