import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Config, readConfig } from '../../src/config.js';
import { type FakeClock, fakeClock } from '../../src/kernel/clock.js';
import { type Principal, type ViewerKind, systemPrincipal } from '../../src/kernel/principal.js';
import { createHub, createKit, type Hub } from '../../src/main.js';
import { untilCalm } from '../../src/server/http.js';
import { loadFirstData } from '../../src/db/seed/index.js';
import { openTestDatabase } from './database.js';

export interface TestHub extends Hub {
  readonly clock: FakeClock;
  readonly url: string;
  /** Signs in as a demo client and returns a way to ask. */
  as(clientId: string): Promise<Ask>;
  /** Asks without a token. */
  readonly asPublic: Ask;
  /** Starts a unit of work as an organization: for arranging data below the API. */
  principal(kind: ViewerKind, organizationId: number, actor: string): Principal;
}

export interface Answer<Data = any> {
  status: number;
  data: Data;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; field?: string; [key: string]: unknown };
  }[];
  extensions?: { redactions?: { path: (string | number)[]; reason: string; grant: string }[] };
}

export interface AskOptions {
  /** `x-purpose`; a matter and business number are sent by default, null sends none. */
  purpose?: string | null;
  idempotencyKey?: string;
}

export type Ask = <Data = any>(
  query: string,
  variables?: Record<string, unknown>,
  options?: AskOptions,
) => Promise<Answer<Data>>;

/** A day with a full holiday calendar around it. */
export const testDay = '2026-10-20';

/**
 * A whole hub with first data and demo clients on a database of its own, listening on a free port; or one more node on
 * the database of another, whose to close it is.
 */
export const startTestHub = async (
  overrides: NodeJS.ProcessEnv = {},
  day = testDay,
  beside?: TestHub,
): Promise<TestHub> => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'joint-credit-hub-'));
  const config: Config = readConfig({
    HUB_MODE: 'demo',
    HUB_PORT: '0',
    HUB_DATA_DIR: dataDir,
    HUB_LOG_LEVEL: 'silent',
    // The clock of the tests stands still: a whole file falls into one window.
    HUB_QUOTA_COST: '2000000000',
    // How busy the machine is that tests run on says nothing of the hub.
    HUB_MAX_LAG_MS: '600000',
    HUB_QUOTA_COST_PUBLIC: '2000000000',
    ...overrides,
  });
  const clock = beside?.clock ?? fakeClock(day);
  const kit = createKit(config, beside?.database ?? (await openTestDatabase()), clock);
  // The sweeps go by the machine's clock, the tests by their own: a test calls `sweep` itself.
  const hub = await createHub(kit, { sweeps: false });
  if (!beside) await loadFirstData(kit, hub.modules);
  const url = await hub.app.listen({ port: 0, host: '127.0.0.1' });
  await untilCalm(hub.app);
  const close = async () => {
    await (beside ? hub.app.close() : hub.close());
    rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    ...hub,
    clock,
    url,
    close,
    asPublic: askWith(url, null),
    as: async (clientId) => askWith(url, await signIn(url, clientId)),
    principal: (kind, organizationId, actor) => ({
      ...systemPrincipal,
      kind,
      organizationId,
      clientId: actor,
    }),
  };
};

/** A token of a demo client. */
export const signIn = async (
  url: string,
  clientId: string,
  secret = 'demo',
  scope?: string,
): Promise<string> => {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      ...(scope === undefined ? {} : { scope }),
    }),
  });
  const body = (await answer.json()) as { access_token?: string; error?: string };
  if (!body.access_token) throw new Error(`no token for ${clientId}: ${answer.status} ${body.error}`);
  return body.access_token;
};

export const askWith =
  (url: string, token: string | null): Ask =>
  async (query, variables = {}, { purpose = 'LICENSING;TEST-0001', idempotencyKey } = {}) => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(purpose === null ? {} : { 'x-purpose': purpose }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: answer.status, ...((await answer.json()) as object) } as Answer;
  };
