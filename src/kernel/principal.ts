import { holdsIdNumber } from './codes.js';
import { HubError } from './errors.js';

export const viewerKinds = [
  'PUBLIC',
  'SUBJECT',
  'AGENCY',
  'OFFICE',
  'AUDITOR',
  'FIRM',
  'BANK',
  'ASSOCIATION',
  'REGION',
] as const;
export type ViewerKind = (typeof viewerKinds)[number];

/** What a token may be granted. A kind of viewer says who asks; a scope says for which work. */
export const scopes = {
  'lists:write': 'propose, serve notice on, withdraw and revoke entries',
  'lists:publish': 'publish entries as a version of the list',
  'catalogue:write': 'draft and end measures and memoranda, file memoranda',
  'catalogue:publish': 'publish measures and sign memoranda',
  'checks:write': 'check subjects while handling a matter',
  'instructions:read': 'read the instructions of the own organization',
  'instructions:write': 'acknowledge, notify, feed back and decline instructions',
  'records:read': 'read credit records that are not open',
  'records:write': 'import credit records',
  'persons:match': 'find a person by ID number and name',
  'objections:write': 'raise objections',
  'objections:verify': 'report what verifying an objection found',
  'objections:decide': 'accept and decide objections',
  'repairs:write': 'apply for repair and record community service',
  'repairs:decide': 'accept and decide repairs',
  'restorations:write': 'record outcomes, corrections and what was done to restore credit',
  'subjects:write': 'put a person into a special practitioner group',
  'changes:read': 'read the change feed of the own organization',
  'changes:acknowledge': 'acknowledge changes that take back what was received',
  'incidents:write': 'report incidents of leak, tampering, loss, sale or misuse',
  'incidents:decide': 'look into, decide, handle and close incidents',
  'holds:write': 'place legal holds, which keep data beyond its term',
  'holds:lift': 'lift legal holds',
  'clients:write':
    'create, rotate, suspend and revoke API clients; suspend organizations; block people of agencies',
  'schema:read': 'read the schema by introspection, as GraphiQL does',
  'audit:read': 'read access events and have the audit chain verified',
} as const;
export type Scope = keyof typeof scopes;

export const matters = [
  'LICENSING',
  'PROCUREMENT',
  'BIDDING',
  'LAND',
  'SUBSIDY',
  'AWARD',
  'INSPECTION',
  'QUALIFICATION',
  'FRANCHISE',
  'FINANCE',
  'CONSUMPTION',
  'HONOUR',
  'PUBLIC_SERVICE',
] as const;
export type Matter = (typeof matters)[number];

/** Why somebody reads: the matter being handled and its business number (design: purpose limitation). */
export interface Purpose {
  readonly matter: Matter;
  readonly businessNumber: string;
}

/** Who asks. Built once per request from the token; PUBLIC when there is none. */
export interface Principal {
  readonly kind: ViewerKind;
  readonly organizationId: number | null;
  readonly subjectId: number | null;
  readonly clientId: string | null;
  /** The person acting, where the token names one. */
  readonly personId: string | null;
  /** In which capacity a person acts for the subject: SELF, or the representative's. Absent where no person signed in. */
  readonly capacity?: string | null;
  readonly scopes: ReadonlySet<string>;
  readonly purpose: Purpose | null;
  /** It may send registered documents only. */
  readonly trustedDocumentsOnly?: boolean;
}

export const publicPrincipal: Principal = {
  kind: 'PUBLIC',
  organizationId: null,
  subjectId: null,
  clientId: null,
  personId: null,
  scopes: new Set(),
  purpose: null,
};

/** The hub's own hand: expiry, first-start data, commands run at the database. */
export const systemPrincipal: Principal = {
  ...publicPrincipal,
  kind: 'OFFICE',
  clientId: 'system',
  scopes: new Set(Object.keys(scopes)),
};

/** Scopes that count without being granted: a subject needs none to read and object for itself. */
const impliedScopes: Partial<Record<ViewerKind, readonly Scope[]>> = {
  SUBJECT: ['instructions:read', 'objections:write', 'repairs:write', 'audit:read', 'changes:read'],
};

export const holdsScope = ({ kind, scopes: granted }: Principal, scope: Scope): boolean =>
  granted.has(scope) || (impliedScopes[kind]?.includes(scope) ?? false);

/** Who acted, for separation of duties: the person where the token names one, else the client. */
export const actorOf = (principal: Principal): string => principal.personId ?? principal.clientId ?? 'public';

/** Parses `x-purpose: <matter>;<business number>` (each part percent-encoded). */
export const parsePurpose = (header: string | undefined): Purpose | null => {
  if (header === undefined || header === '') return null;
  const parts = header.split(';');
  const [matter, businessNumber] = parts.map((part) => decodePart(part).trim());
  const known = matters.find((each) => each === matter);
  if (parts.length !== 2 || !known || !businessNumber || !isBusinessNumber(businessNumber)) {
    throw new HubError(
      'BAD_USER_INPUT',
      `x-purpose must be "<matter>;<business number>", percent-encoded; matter is one of ${matters.join(' ')}; the business number has at most 100 characters and is no ID number.`,
      { field: 'x-purpose' },
    );
  }
  return { matter: known, businessNumber };
};

/** It is kept in the access log and shown to whom it was about: no control characters, no ID number (invariant 6). */
const isBusinessNumber = (text: string): boolean =>
  text.length <= 100 && !/\p{Cc}/u.test(text) && !holdsIdNumber(text);

const decodePart = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
};
