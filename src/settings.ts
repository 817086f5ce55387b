import { z } from 'zod';

const flag = (fallback: 'true' | 'false') =>
  z
    .enum(['true', 'false'])
    .default(fallback)
    .transform((value) => value === 'true');

/** Where objections are taken (Policy 五(三)); every notice says so. */
const contact = (what: string) => ({
  schema: z.string().min(1).max(200).optional(),
  about: `${what}, printed on notices. Default: an invented one in demo mode, else none`,
});

/** Claims travel to and from the issuer: over TLS, or not over a network at all. */
const isIssuer = (url: string): boolean => {
  const { protocol, hostname, search, hash } = new URL(url);
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && loopback)) && search + hash === '';
};

/** One entry per setting: what it is for, what is allowed, the default. The README's table is made from this. */
export const settings = {
  HUB_MODE: {
    schema: z.enum(['demo', 'production']).optional(),
    about:
      '`demo` loads demo clients and data; `production` refuses them. Default: `production` when HUB_DATABASE_URL is set, else `demo`',
  },
  HUB_PORT: {
    schema: z.coerce.number().int().min(0).max(65535).default(4000),
    about: 'TCP port, 0 picks a free one',
  },
  HUB_HOST: { schema: z.string().min(1).default('127.0.0.1'), about: 'address to listen on' },
  HUB_DATA_DIR: {
    schema: z.string().min(1).default('./data'),
    about: 'folder of the embedded database and of files taken in',
  },
  HUB_DATABASE_URL: {
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/, 'must be postgres://user:password@host:port/database')
      .optional(),
    about: 'PostgreSQL to use; unset: the embedded database (PGlite)',
  },
  HUB_DATABASE_OWNER_URL: {
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/, 'must be postgres://user:password@host:port/database')
      .optional(),
    about:
      'the same database as the owner of its tables: makes and updates the schema, nothing else. Unset: HUB_DATABASE_URL',
  },
  HUB_STATEMENT_SECONDS: {
    schema: z.coerce.number().int().min(1).max(3600).default(15),
    about: 'time PostgreSQL may take for one read before it is stopped, seconds',
  },
  HUB_DATABASE_POOL: {
    schema: z.coerce.number().int().min(1).max(64).default(8),
    about: 'connections to PostgreSQL',
  },
  HUB_HELD_SUBJECTS: {
    schema: z.coerce.number().int().min(0).max(10_000_000).default(100_000),
    about:
      'organisations kept in memory for screening, about 2.5 kB each with three entries; 0: none, all is read from the database',
  },
  HUB_KEY_FILE: {
    schema: z.string().min(1).optional(),
    about: 'file with the key for ID numbers (at least 32 characters); required in production',
  },
  HUB_AUDIT_KEY_FILE: {
    schema: z.string().min(1).optional(),
    about:
      'file with the Ed25519 key that signs heads of the audit chain; needed with HUB_AUDIT_HEAD_FILE. Demo mode makes one in the data folder',
  },
  HUB_AUDIT_HEAD_FILE: {
    schema: z.string().min(1).optional(),
    about:
      'file the signed heads are appended to: keep it where nobody who may write the database can. Demo mode: in the data folder; unset in production: none are signed',
  },
  HUB_AUDIT_HEAD_MINUTES: {
    schema: z.coerce.number().int().min(1).max(1440).default(10),
    about: 'how often the head of the audit chain is signed, minutes',
  },
  HUB_URL: {
    schema: z.url().optional(),
    about:
      'where the command line finds a running hub; also the public base URL. Default: http://127.0.0.1 with HUB_PORT',
  },
  HUB_CLIENT_ID: {
    schema: z.string().min(1).optional(),
    about: 'client the command line signs in with at a running hub. Default: a demo client in demo mode',
  },
  HUB_CLIENT_SECRET: { schema: z.string().min(1).optional(), about: 'secret of that client' },
  HUB_LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    about: 'least level that is logged',
  },
  HUB_TOKEN_MINUTES: {
    schema: z.coerce.number().int().min(1).max(1440).default(60),
    about: 'life of an access token, minutes',
  },
  HUB_IMPORT_MAX_MB: {
    schema: z.coerce.number().int().min(1).max(4096).default(512),
    about: 'largest file POST /imports takes, MiB',
  },
  HUB_MAX_LAG_MS: {
    schema: z.coerce.number().int().min(100).max(3_600_000).default(2_000),
    about: 'delay of the event loop beyond which requests are refused with 503, milliseconds',
  },
  HUB_QUOTA_COST: {
    schema: z.coerce.number().int().min(1).max(2_000_000_000).default(1_000_000),
    about: 'cost units a client may spend in a minute',
  },
  HUB_QUOTA_COST_PUBLIC: {
    schema: z.coerce.number().int().min(1).max(2_000_000_000).default(100_000),
    about: 'cost units in a minute of an address without a token, and of a person signed in',
  },
  HUB_MAX_IN_FLIGHT: {
    schema: z.coerce.number().int().min(1).max(10_000).default(64),
    about:
      'requests to /graphql a node works on at once; files taken in have an eighth as many places of their own',
  },
  HUB_MAX_QUEUED: {
    schema: z.coerce.number().int().min(0).max(100_000).default(256),
    about:
      'requests to /graphql that may wait for a place, five seconds at most; beyond it 503 with Retry-After',
  },
  HUB_PROXIES: {
    schema: z
      .string()
      .regex(/^[\da-fA-F.:/]+(,[\da-fA-F.:/]+)*$/, 'must be addresses or networks with commas between')
      .optional(),
    about:
      'addresses or networks of the reverse proxies before the hub, with commas between: only their X-Forwarded-For is believed. Unset: none',
  },
  HUB_CONTACT_PHONE: contact('telephone of the credit office'),
  HUB_CONTACT_EMAIL: contact('e-mail address of the credit office'),
  HUB_CONTACT_WEBSITE: contact('website of the credit office'),
  HUB_CONTACT_WECHAT: contact('WeChat account of the credit office'),
  HUB_CONTACT_COUNTER: contact('address and hours of the counter of the credit office'),
  HUB_RETENTION_PERSON_DAYS: {
    schema: z.coerce.number().int().min(30).max(36_500).default(365),
    about:
      'number and name of a person of whom nothing is held any more are erased so many days after the last act on it, and no earlier than 3 years after the last look at it',
  },
  HUB_RETENTION_EVIDENCE_DAYS: {
    schema: z.coerce.number().int().min(30).max(36_500).default(365),
    about: 'files of an application for repair are deleted so many days after it was withdrawn',
  },
  HUB_RETENTION_REFUSED_ROW_DAYS: {
    schema: z.coerce.number().int().min(30).max(36_500).default(180),
    about: 'refused rows of an import are deleted so many days after its end',
  },
  HUB_GRAPHIQL: { schema: flag('true'), about: '`true` serves /graphiql' },
  HUB_INTROSPECTION: {
    schema: z.enum(['scope', 'open', 'off']).default('scope'),
    about:
      'who may read the schema from the hub: `scope` holders of `schema:read`, `open` everybody, `off` nobody',
  },
  HUB_TRUSTED_DOCUMENTS: {
    schema: z.string().min(1).optional(),
    about:
      'folder with `*.graphql` files: documents that clients may send by id, beside those of schema/operations',
  },
  HUB_OIDC_ISSUER: {
    schema: z.url().refine(isIssuer, 'must be https, or http on this machine itself').optional(),
    about:
      'OpenID Connect issuer where subjects sign in; https, or http on loopback. Unset: the demonstration brings its own',
  },
  HUB_OIDC_CLIENT_ID: {
    schema: z.string().min(1).optional(),
    about: 'the hub as that issuer knows it; needed with HUB_OIDC_ISSUER',
  },
  HUB_OIDC_CLIENT_SECRET: { schema: z.string().min(1).optional(), about: 'its secret there, if it has one' },
  HUB_OIDC_SCOPE: {
    schema: z
      .string()
      .regex(/^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must begin with openid, words with a blank between')
      .default('openid profile'),
    about: 'scopes asked of the issuer: those that bring the claims below',
  },
  HUB_OIDC_CLAIM_ID_NUMBER: {
    schema: z.string().min(1).default('id_number'),
    about: 'claim with the ID number',
  },
  HUB_OIDC_CLAIM_NAME: { schema: z.string().min(1).default('name'), about: 'claim with the name' },
  HUB_OIDC_CLAIM_ORGANIZATIONS: {
    schema: z.string().min(1).default('organizations'),
    about: 'claim with the organisations represented: an array of {code, name, capacity}',
  },
  HUB_OIDC_CLAIM_STAFF: {
    schema: z.string().min(1).default('staff'),
    about: 'claim with the posts of staff: an array of {organization, roles}',
  },
  HUB_STAFF_IDLE_MINUTES: {
    schema: z.coerce.number().int().min(1).max(480).default(30),
    about: 'staff is signed out after so many minutes without a request',
  },
  HUB_STAFF_HOURS: {
    schema: z.coerce.number().int().min(1).max(24).default(8),
    about: 'life of a session of staff, hours',
  },
  HUB_SESSION_MINUTES: {
    schema: z.coerce.number().int().min(1).max(720).default(30),
    about: 'life of a session of a subject, minutes',
  },
} as const;
