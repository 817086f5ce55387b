import { type Scope, type ViewerKind, scopes } from '../../kernel/principal.js';
import type { OrganizationKind } from '../../kernel/terms.js';

const everyScope = Object.keys(scopes) as Scope[];
const marketScopes: readonly Scope[] = [
  'persons:match',
  'incidents:write',
  'changes:read',
  'changes:acknowledge',
  'audit:read',
  'schema:read',
];

/**
 * Which scopes a kind of viewer may ever hold. What publishes, decides objections or hands out clients stays with the
 * office (Policy 四(二), 五(三)); auditors only read; a subject needs none to read and object for itself (Henan 40, 41).
 */
export const allowedScopes: Readonly<Record<ViewerKind, readonly Scope[]>> = {
  PUBLIC: [],
  SUBJECT: [],
  AGENCY: [
    'lists:write',
    'catalogue:write',
    'catalogue:publish',
    'checks:write',
    'instructions:read',
    'instructions:write',
    'records:read',
    'records:write',
    'persons:match',
    'objections:write',
    'objections:verify',
    'repairs:write',
    'repairs:decide',
    'restorations:write',
    'subjects:write',
    'incidents:write',
    'changes:read',
    'changes:acknowledge',
    'audit:read',
    'schema:read',
  ],
  OFFICE: everyScope,
  AUDITOR: [
    'records:read',
    'instructions:read',
    'incidents:write',
    'changes:read',
    'audit:read',
    'schema:read',
  ],
  FIRM: marketScopes,
  BANK: marketScopes,
  // Associations organise community service and record its hours (Policy 五(四)).
  ASSOCIATION: [...marketScopes, 'repairs:write'],
  REGION: ['incidents:write', 'changes:read', 'changes:acknowledge', 'schema:read'],
};

/** Of which kind the organization of a client must be. Empty: such a client has no organization. */
export const organizationKindsFor: Readonly<Record<ViewerKind, readonly OrganizationKind[]>> = {
  PUBLIC: [],
  SUBJECT: [],
  AGENCY: ['AGENCY', 'AUTHORISED_BODY'],
  OFFICE: ['OFFICE'],
  AUDITOR: ['AUDITOR'],
  FIRM: ['FIRM'],
  BANK: ['BANK'],
  ASSOCIATION: ['ASSOCIATION'],
  REGION: ['REGION'],
};

/** Names under which the hub itself acts in the audit chain: no client may pass for them. */
const reservedIds: ReadonlySet<string> = new Set(['system', 'public']);

/** Whether a text can be a client's identifier: 3 to 60 of a-z, 0-9 and hyphen, no hyphen at either end. */
export const isClientId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$/.test(text);

export interface ClientRequest {
  clientId: string;
  name: string;
  kind: ViewerKind;
  organization?: string | null;
  subject?: string | null;
  scopes: readonly string[];
}

export interface Problem {
  field: string;
  message: string;
}

const problem = (field: string, message: string): Problem => ({ field: `input.${field}`, message });

/** What is wrong with a client to make, as far as it shows without looking anything up; null when nothing is. */
export const clientProblem = (input: ClientRequest): Problem | null =>
  namingProblem(input) ?? ownerProblem(input) ?? scopeProblem(input);

const namingProblem = ({ clientId, name, kind }: ClientRequest): Problem | null => {
  if (!isClientId(clientId)) {
    return problem(
      'clientId',
      'clientId must be 3 to 60 of a-z, 0-9 and hyphen, and begin and end with a letter or digit.',
    );
  }
  if (reservedIds.has(clientId)) return problem('clientId', `"${clientId}" is reserved. Choose another.`);
  if (name.trim() === '' || name.trim().length > 200)
    return problem('name', 'name must have 1 to 200 characters.');
  if (kind === 'PUBLIC')
    return problem('kind', 'PUBLIC is for requests without a token: choose another kind.');
  return null;
};

const ownerProblem = ({ kind, organization, subject }: ClientRequest): Problem | null => {
  if (kind === 'SUBJECT') {
    if (organization)
      return problem('organization', 'A client of kind SUBJECT has no organization. Leave it out.');
    return subject ? null : problem('subject', 'A client of kind SUBJECT needs the code of its subject.');
  }
  if (subject) return problem('subject', 'Only a client of kind SUBJECT acts for a subject. Leave it out.');
  return organization
    ? null
    : problem('organization', `A client of kind ${kind} needs the code of its organization.`);
};

const scopeProblem = ({ kind, scopes: asked }: ClientRequest): Problem | null => {
  const unknown = asked.filter((scope) => !(everyScope as string[]).includes(scope));
  if (unknown.length > 0) return problem('scopes', `No such scope. Scopes are: ${everyScope.join(', ')}.`);
  const allowed: readonly string[] = allowedScopes[kind];
  const beyond = asked.filter((scope) => !allowed.includes(scope));
  if (beyond.length === 0) return null;
  const may = allowed.length > 0 ? `It may hold: ${allowed.join(', ')}.` : 'It needs none.';
  return problem('scopes', `A client of kind ${kind} may not hold ${beyond.join(', ')}. ${may}`);
};

/** Why an organization cannot have a client of this kind; null when it can. */
export const organizationProblem = (
  kind: ViewerKind,
  organization: { kind: OrganizationKind; active: boolean },
): Problem | null => {
  const fitting = organizationKindsFor[kind];
  if (!fitting.includes(organization.kind)) {
    return problem(
      'kind',
      `A client of kind ${kind} belongs to an organization of kind ${fitting.join(' or ')}; this one is ${organization.kind}.`,
    );
  }
  return organization.active
    ? null
    : problem('organization', 'This organization takes no part in the mechanism any more.');
};

/** Scopes as they are stored: each once, sorted. */
export const normalScopes = (asked: readonly string[]): string[] => [...new Set(asked)].sort();

/**
 * What a token gets of what its client holds: all of it, or what was asked for (RFC 6749, 3.3). `beyond` names what
 * was asked for and is not held; then nothing is granted.
 */
export const grantScopes = (
  held: readonly string[],
  asked: string | undefined,
): { granted: string[]; beyond: string[] } => {
  const wanted = normalScopes(asked === undefined ? held : asked.split(' ').filter((each) => each !== ''));
  const beyond = wanted.filter((scope) => !held.includes(scope));
  return { granted: beyond.length > 0 ? [] : wanted, beyond };
};
