import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.js';
import { demoSecret } from '../modules/organizations/index.js';
import type { TypedDocumentString } from '../generated/operations.js';
import { CommandError } from './failure.js';

/** What a client signs in with. */
export interface Credentials {
  readonly clientId: string;
  readonly secret: string;
}

/** An error as the hub answers it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly state?: string;
  readonly article?: string;
}

export interface Answer<Data> {
  readonly data: Data | null;
  readonly problems: readonly Problem[];
}

export interface AskOptions {
  /** Why somebody reads: matter and business number. */
  purpose?: readonly [matter: string, businessNumber: string];
  idempotencyKey?: string;
}

/** A running hub, as one client (or, without credentials, as the public) speaks to it over HTTP. */
export class HubApi {
  #token: Promise<string> | null = null;

  constructor(
    readonly url: string,
    private readonly credentials: Credentials | null = null,
  ) {}

  /** Asks and returns the answer as it is, refusals included. */
  async ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    { purpose, idempotencyKey }: AskOptions = {},
  ): Promise<Answer<Data>> {
    const answer = await this.send('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(purpose ? { 'x-purpose': purpose.map(encodeURIComponent).join(';') } : {}),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const body = (await answer.json()) as { data?: Data | null; errors?: AnsweredError[] };
    return { data: body.data ?? null, problems: (body.errors ?? []).map(problemOf) };
  }

  /** Asks for what has to be answered; a refusal ends the command. */
  async get<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    options: AskOptions = {},
  ): Promise<Data> {
    const { data, problems } = await this.ask(document, variables, options);
    if (problems.length > 0 || data === null) {
      throw new CommandError(problems.map(({ code, message }) => `${code}: ${message}`).join('\n'));
    }
    return data;
  }

  /** Any request of this client; a token goes with it where there are credentials. */
  async send(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.credentials) headers.set('authorization', `Bearer ${await this.token(this.credentials)}`);
    return reach(`${this.url}${path}`, { ...init, headers });
  }

  private token(credentials: Credentials): Promise<string> {
    this.#token ??= signIn(this.url, credentials);
    return this.#token;
  }
}

/** The client may not sign in: unknown, revoked, or a demo client at a hub that is not in demo mode. */
export class SignInRefused extends CommandError {}

const signIn = async (url: string, { clientId, secret }: Credentials): Promise<string> => {
  const basic = [clientId, secret].map(encodeURIComponent).join(':');
  const answer = await reach(`${url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const body = (await answer.json().catch(() => ({}))) as { access_token?: string };
  if (body.access_token) return body.access_token;
  throw new SignInRefused(
    `The hub at ${url} does not let the client ${clientId} sign in (status ${answer.status}). Check --client and --secret, or HUB_CLIENT_ID and HUB_CLIENT_SECRET.`,
  );
};

/** Whether a hub answers at this address. */
export const isHubRunning = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) });
    return isBusy(answer) || ((await answer.json()) as { status?: unknown }).status === 'ok';
  } catch {
    return false;
  }
};

export const newIdempotencyKey = (): string => randomUUID();

export interface SignInOptions {
  client?: string;
  secret?: string;
}

/** Who the command line is at a running hub: as said, as configured, or in demo mode the demo client that fits. */
export const credentialsOf = (
  config: Config,
  { client, secret }: SignInOptions,
  demoClient: string,
): Credentials | null => {
  const demo = config.mode === 'demo';
  const clientId = client ?? config.clientId ?? (demo ? demoClient : null);
  const known = secret ?? config.clientSecret ?? (demo ? demoSecret : null);
  return clientId === null || known === null ? null : { clientId, secret: known };
};

export const requireCredentials = (
  config: Config,
  options: SignInOptions,
  demoClient: string,
): Credentials => {
  const credentials = credentialsOf(config, options, demoClient);
  if (credentials) return credentials;
  throw new CommandError(
    `A hub runs at ${config.url}: say which client this is with --client and --secret, or with HUB_CLIENT_ID and HUB_CLIENT_SECRET.`,
  );
};

/** A hub that can't keep up says so before it does anything, and when to come again. */
const isBusy = (answer: Response): boolean => answer.status === 503 && answer.headers.has('retry-after');

const patience = 30;

const reach = async (url: string, init: RequestInit): Promise<Response> => {
  for (let tries = 1; ; tries++) {
    const answer = await fetchFrom(url, init);
    // A file that was streamed away cannot be sent again.
    if (!isBusy(answer) || tries === patience || init.body instanceof ReadableStream) return answer;
    await answer.body?.cancel();
    await sleep(1_000);
  }
};

const fetchFrom = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message;
    throw new CommandError(
      `No hub answers at ${new URL(url).origin} (${cause}). Start it with "npm start", or say in HUB_URL where it runs.`,
    );
  }
};

interface AnsweredError {
  message: string;
  extensions?: { code?: string; field?: string; state?: string; article?: string };
}

const problemOf = ({ message, extensions = {} }: AnsweredError): Problem => {
  const { code = 'UNKNOWN', ...details } = extensions;
  return { ...details, code, message };
};
