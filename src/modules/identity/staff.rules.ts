import type { Scope, ViewerKind } from '../../kernel/principal.js';
import type { OrganizationKind } from '../../kernel/terms.js';
import { allowedScopes, organizationKindsFor } from '../organizations/client.rules.js';
import type { Post } from './claims.rules.js';
import { SigninRefusal } from './signin.rules.js';

interface Role {
  term: string;
  scopes: readonly Scope[];
}

const reads: readonly Scope[] = ['records:read', 'instructions:read', 'changes:read', 'schema:read'];

/** What a role of the identity provider may do here. Which of it counts depends on the kind of organization as well. */
export const staffRoles = {
  clerk: {
    term: '经办',
    scopes: [
      ...reads,
      'lists:write',
      'catalogue:write',
      'checks:write',
      'instructions:write',
      'records:write',
      'persons:match',
      'objections:write',
      'objections:verify',
      'repairs:write',
      'restorations:write',
      'subjects:write',
      'changes:acknowledge',
      'incidents:write',
      'holds:write',
    ],
  },
  approver: {
    term: '审核',
    scopes: [
      ...reads,
      'lists:publish',
      'catalogue:publish',
      'objections:decide',
      'repairs:decide',
      'incidents:decide',
      'holds:lift',
    ],
  },
  admin: { term: '管理员', scopes: ['clients:write'] },
  auditor: { term: '审计', scopes: [...reads, 'audit:read', 'incidents:write'] },
  reader: { term: '查看', scopes: reads },
} as const satisfies Record<string, Role>;
export type StaffRole = keyof typeof staffRoles;

const isRole = (name: string): name is StaffRole => Object.hasOwn(staffRoles, name);

/** The known ones, each once and sorted; a claim may name them by the English or the Chinese word. Others are ignored. */
export const knownRoles = (named: readonly string[]): StaffRole[] => {
  const roles = Object.keys(staffRoles) as StaffRole[];
  return roles.filter((role) => named.includes(role) || named.includes(staffRoles[role].term)).sort();
};

/** The scopes of these roles, never beyond what the kind of viewer may hold at all. */
export const scopesOfRoles = (kind: ViewerKind, roles: readonly string[]): Set<Scope> => {
  const granted = roles.filter(isRole).flatMap((role): readonly Scope[] => staffRoles[role].scopes);
  return new Set(granted.filter((scope) => allowedScopes[kind].includes(scope)));
};

export const termsOfRoles = (roles: readonly string[]): string =>
  roles
    .filter(isRole)
    .map((role) => staffRoles[role].term)
    .join('、');

/** Whose rights the staff of such an organization have. */
export const viewerKindOf = (organization: OrganizationKind): ViewerKind =>
  (Object.keys(organizationKindsFor) as ViewerKind[]).find((kind) =>
    organizationKindsFor[kind].includes(organization),
  ) ?? 'PUBLIC';

/** Whether a text can be the pseudonym of a person. */
export const isPseudonym = (text: string): boolean => /^person:[0-9a-f]{64}$/.test(text);

/** The post a person signs in to: the one of this organization, or its only one. */
export const postOf = (posts: readonly Post[], organization: string | null): Post => {
  const fitting = organization === null ? posts : posts.filter(({ code }) => code === organization);
  const [post, ...more] = fitting;
  if (!post) throw new SigninRefusal('noPost');
  if (more.length > 0) throw new SigninRefusal('severalPosts');
  return post;
};
