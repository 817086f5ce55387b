import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../src/config.js';
import { type FakeClock, fakeClock, today } from '../../src/kernel/clock.js';
import { EventBus } from '../../src/kernel/events.js';
import { Keys } from '../../src/kernel/keys.js';
import {
  type Principal,
  type Purpose,
  type ViewerKind,
  publicPrincipal,
  scopes,
} from '../../src/kernel/principal.js';
import { sql } from '../../src/kernel/sql.js';
import type { OrganizationKind } from '../../src/kernel/terms.js';
import { RequestContext } from '../../src/db/request-context.js';
import { ScopedReader } from '../../src/db/scoped-reader.js';
import { type Act, type Unit, UnitOfWork } from '../../src/modules/ledger/unit.service.js';
import type { Kit } from '../../src/modules/module.js';
import { openTestDatabase } from './database.js';

export interface TestKit extends Kit {
  readonly clock: FakeClock;
  close(): Promise<void>;
}

/** What modules are made from, on a database of its own: for tests of one module without the rest of the hub. */
export const openTestKit = async (
  overrides: NodeJS.ProcessEnv = {},
  day = '2026-03-16',
): Promise<TestKit> => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-kit-'));
  const config = readConfig({
    HUB_MODE: 'demo',
    HUB_DATA_DIR: dataDir,
    HUB_LOG_LEVEL: 'silent',
    ...overrides,
  });
  const clock = fakeClock(day);
  const database = await openTestDatabase();
  const bus = new EventBus<Unit>();
  const keys = new Keys('key-of-the-tests-key-of-the-tests-0000');
  const close = async () => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { config, database, clock, keys, bus, work: new UnitOfWork(database, clock, bus, keys), close };
};

/** An organization of its own; returns its id. */
export const addOrganization = async (kit: Kit, code: string, kind: OrganizationKind): Promise<number> => {
  const row = await kit.database.one<{ id: number }>(sql`
    insert into organization (code, name, kind, level) values (${code}, ${`样例单位${code}`}, ${kind}, 'COUNTY')
    returning id`);
  return row!.id;
};

export const principalFor = (
  kind: ViewerKind,
  organizationId: number | null,
  more: Partial<Principal> = {},
): Principal => ({
  ...publicPrincipal,
  kind,
  organizationId,
  clientId: `client-${kind.toLowerCase()}-${organizationId}`,
  scopes: new Set(Object.keys(scopes)),
  ...more,
});

export const actFor = (principal: Principal): Act => ({ principal, requestId: 'test', idempotencyKey: null });

export const purpose: Purpose = { matter: 'LICENSING', businessNumber: 'TEST-0001' };

/** A request's context as the server makes it. */
export const contextFor = (kit: Kit, principal: Principal): RequestContext =>
  new RequestContext(principal, 'test', null, new ScopedReader(kit.database, principal, today(kit.clock)));
