import path from 'node:path';
import { z } from 'zod';
import { settings } from './settings.js';

/** The key used when no key file is set: fit for demonstration only, refused in production. */
export const demoKey = 'demo-only-key-demo-only-key-demo-only-key-0000';

/** Invented, and fit for demonstration only. */
const demoContact: Contact = {
  phone: '0393-0000000（演示）',
  email: 'credit-office@puyang.example',
  website: 'https://credit.puyang.example',
  wechat: '信用濮阳县（演示）',
  counter: '濮阳县政务服务大厅信用服务窗口，工作日 9:00—17:00（演示）',
};

const schema = z.object({
  ...(Object.fromEntries(Object.entries(settings).map(([name, each]) => [name, each.schema])) as {
    [Name in keyof typeof settings]: (typeof settings)[Name]['schema'];
  }),
});

/** How the credit office is reached; null where a channel was not set. */
export interface Contact {
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly wechat: string | null;
  readonly counter: string | null;
}

/** The identity provider of subjects, and what its claims are called there. */
export interface IssuerConfig {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly scope: string;
  readonly claims: ClaimNames;
}

export type ClaimNames = Readonly<Record<'idNumber' | 'name' | 'organizations' | 'staff', string>>;

/** Where the heads of the audit chain are signed to. */
export interface AuditConfig {
  readonly keyFile: string;
  readonly headFile: string;
  readonly minutes: number;
  /** The demonstration makes its key itself. */
  readonly makeKey: boolean;
}

/** The validated configuration. `keyMaterial` is what ID numbers are encrypted and indexed with. */
export interface Config {
  readonly mode: 'demo' | 'production';
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Who makes and updates the schema; null: `databaseUrl`. */
  readonly databaseOwnerUrl: string | null;
  readonly databasePool: number;
  readonly heldSubjects: number;
  readonly statementSeconds: number;
  readonly keyFile: string | null;
  readonly url: string;
  /** HUB_URL, where it is set: what browsers are sent back to. */
  readonly publicUrl: string | null;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  readonly logLevel: string;
  readonly tokenMinutes: number;
  readonly importMaxBytes: number;
  /** Delay of the event loop beyond which requests are refused, milliseconds. */
  readonly maxLagMs: number;
  /** Cost units of one minute: of a client, and of an address or a person signed in. */
  readonly quotaCost: number;
  readonly quotaCostPublic: number;
  /** Requests a node works on at once, and those that may wait. */
  readonly maxInFlight: number;
  readonly maxQueued: number;
  readonly proxies: string | null;
  readonly contact: Contact;
  /** How long data are kept where no law says it, in days. */
  readonly retention: Readonly<Record<'personDays' | 'evidenceDays' | 'refusedRowDays', number>>;
  readonly graphiql: boolean;
  /** Who may read the schema: holders of `schema:read`, everybody, nobody. */
  readonly introspection: 'scope' | 'open' | 'off';
  /** Folder with further documents that may be sent by id. */
  readonly trustedDocuments: string | null;
  /** null: the demonstration brings its own, production has no sign-in of subjects. */
  readonly issuer: IssuerConfig | null;
  readonly sessionMinutes: number;
  /** null: no heads are signed. */
  readonly audit: AuditConfig | null;
  readonly staffIdleMinutes: number;
  readonly staffHours: number;
}

/** A setting is wrong; the message names it and says what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads and validates the environment. Nothing else in the hub reads it. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => {
  const known = Object.fromEntries(
    Object.keys(settings).map((name) => [name, environment[name] === '' ? undefined : environment[name]]),
  );
  const parsed = schema.safeParse(known);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describe).join('\n'));
  refuseUnknown(environment);
  const value = parsed.data;
  const mode = value.HUB_MODE ?? (value.HUB_DATABASE_URL ? 'production' : 'demo');
  if (mode === 'production' && !value.HUB_KEY_FILE) {
    throw new ConfigError(
      'HUB_KEY_FILE must name a key file in production: the demo key is public. Make one with: npx hub keys create FILE',
    );
  }
  const issuer = issuerOf(value);
  if (mode === 'production' && issuer && !value.HUB_URL) {
    throw new ConfigError('HUB_URL must be set with HUB_OIDC_ISSUER: the issuer sends browsers back there.');
  }
  return {
    mode,
    port: value.HUB_PORT,
    host: value.HUB_HOST,
    dataDir: value.HUB_DATA_DIR,
    ...databaseOf(value),
    keyFile: value.HUB_KEY_FILE ?? null,
    url: (value.HUB_URL ?? `http://127.0.0.1:${value.HUB_PORT || 4000}`).replace(/\/$/, ''),
    publicUrl: value.HUB_URL?.replace(/\/$/, '') ?? null,
    clientId: value.HUB_CLIENT_ID ?? null,
    clientSecret: value.HUB_CLIENT_SECRET ?? null,
    logLevel: value.HUB_LOG_LEVEL,
    tokenMinutes: value.HUB_TOKEN_MINUTES,
    importMaxBytes: value.HUB_IMPORT_MAX_MB * 1024 * 1024,
    ...loadOf(value),
    proxies: value.HUB_PROXIES ?? null,
    contact: contactOf(value, mode === 'demo' ? demoContact : null),
    retention: retentionOf(value),
    graphiql: value.HUB_GRAPHIQL,
    ...wallOf(value),
    issuer,
    sessionMinutes: value.HUB_SESSION_MINUTES,
    audit: auditOf(value, mode === 'demo'),
    staffIdleMinutes: value.HUB_STAFF_IDLE_MINUTES,
    staffHours: value.HUB_STAFF_HOURS,
  };
};

const databaseOf = (value: z.output<typeof schema>) => ({
  databaseUrl: value.HUB_DATABASE_URL ?? null,
  databaseOwnerUrl: value.HUB_DATABASE_OWNER_URL ?? null,
  databasePool: value.HUB_DATABASE_POOL,
  heldSubjects: value.HUB_HELD_SUBJECTS,
  statementSeconds: value.HUB_STATEMENT_SECONDS,
});

const loadOf = (value: z.output<typeof schema>) => ({
  maxLagMs: value.HUB_MAX_LAG_MS,
  quotaCost: value.HUB_QUOTA_COST,
  quotaCostPublic: value.HUB_QUOTA_COST_PUBLIC,
});

const retentionOf = (value: z.output<typeof schema>) => ({
  personDays: value.HUB_RETENTION_PERSON_DAYS,
  evidenceDays: value.HUB_RETENTION_EVIDENCE_DAYS,
  refusedRowDays: value.HUB_RETENTION_REFUSED_ROW_DAYS,
});

const auditOf = (value: z.output<typeof schema>, demo: boolean): AuditConfig | null => {
  const { HUB_AUDIT_KEY_FILE: key, HUB_AUDIT_HEAD_FILE: file, HUB_AUDIT_HEAD_MINUTES: minutes } = value;
  if (!demo && !key && !file) return null;
  if (!demo && !(key && file)) {
    throw new ConfigError(
      'HUB_AUDIT_KEY_FILE and HUB_AUDIT_HEAD_FILE must be set together. Make a key with: npx hub audit key FILE',
    );
  }
  return {
    keyFile: key ?? path.join(value.HUB_DATA_DIR, 'audit-key.pem'),
    headFile: file ?? path.join(value.HUB_DATA_DIR, 'audit-heads.jsonl'),
    minutes,
    makeKey: demo && !key,
  };
};

const wallOf = (value: z.output<typeof schema>) => ({
  maxInFlight: value.HUB_MAX_IN_FLIGHT,
  maxQueued: value.HUB_MAX_QUEUED,
  introspection: value.HUB_INTROSPECTION,
  trustedDocuments: value.HUB_TRUSTED_DOCUMENTS ?? null,
});

const issuerOf = (value: z.output<typeof schema>): IssuerConfig | null => {
  if (!value.HUB_OIDC_ISSUER) return null;
  if (!value.HUB_OIDC_CLIENT_ID) {
    throw new ConfigError(
      'HUB_OIDC_CLIENT_ID must be set with HUB_OIDC_ISSUER: register the hub there first.',
    );
  }
  return {
    url: value.HUB_OIDC_ISSUER,
    clientId: value.HUB_OIDC_CLIENT_ID,
    clientSecret: value.HUB_OIDC_CLIENT_SECRET ?? null,
    scope: value.HUB_OIDC_SCOPE,
    claims: {
      idNumber: value.HUB_OIDC_CLAIM_ID_NUMBER,
      name: value.HUB_OIDC_CLAIM_NAME,
      organizations: value.HUB_OIDC_CLAIM_ORGANIZATIONS,
      staff: value.HUB_OIDC_CLAIM_STAFF,
    },
  };
};

const contactOf = (value: z.infer<typeof schema>, otherwise: Contact | null): Contact => ({
  phone: value.HUB_CONTACT_PHONE ?? otherwise?.phone ?? null,
  email: value.HUB_CONTACT_EMAIL ?? otherwise?.email ?? null,
  website: value.HUB_CONTACT_WEBSITE ?? otherwise?.website ?? null,
  wechat: value.HUB_CONTACT_WECHAT ?? otherwise?.wechat ?? null,
  counter: value.HUB_CONTACT_COUNTER ?? otherwise?.counter ?? null,
});

const describe = (issue: z.core.$ZodIssue): string => {
  const name = String(issue.path[0]) as keyof typeof settings;
  return `${name}: ${issue.message}. Allowed: ${settings[name].about}.`;
};

// HUB_TEST_DATABASE is the test suite's; the rest are names kept for what is to come, and do nothing yet.
const reserved = new Set(['HUB_TEST_DATABASE', 'HUB_REPLICA_URLS']);

const refuseUnknown = (environment: NodeJS.ProcessEnv): void => {
  const unknown = Object.keys(environment).filter(
    (name) => name.startsWith('HUB_') && !(name in settings) && !reserved.has(name),
  );
  if (unknown.length > 0) {
    throw new ConfigError(
      `${unknown.join(', ')}: no such setting. Known: ${Object.keys(settings).join(', ')}.`,
    );
  }
};
