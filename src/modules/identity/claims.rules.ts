import type { ClaimNames } from '../../config.js';
import { maskIdNumbersIn, normalizeCode } from '../../kernel/codes.js';
import { SigninRefusal } from './signin.rules.js';

/** An organisation that the identity provider says a person represents. */
export interface Represented {
  code: string;
  /** Such as 法定代表人 or 经办人; at most 60 characters. */
  capacity: string;
}

/** Where a person works, as the identity provider says it. */
export interface Post {
  code: string;
  roles: readonly string[];
}

/** Who signed in, as the identity provider vouches for it. It lives for one request and is stored nowhere. */
export interface Claims {
  issuer: string;
  sub: string;
  idNumber: string | null;
  name: string | null;
  represents: readonly Represented[];
  posts: readonly Post[];
}

/** Reads the claims under the names that the settings give them. What is not there or of another form counts as absent. */
export const readClaims = (raw: Readonly<Record<string, unknown>>, names: ClaimNames): Claims => ({
  issuer: String(raw['iss']),
  sub: String(raw['sub']),
  idNumber: textOf(raw[names.idNumber]),
  name: textOf(raw[names.name]),
  represents: arrayOf(raw[names.organizations]).flatMap(readRepresented),
  posts: onePerOrganization(arrayOf(raw[names.staff]).flatMap(readPost)),
});

/** What is said of one organization in several places is one post with all of its roles. */
const onePerOrganization = (posts: readonly Post[]): Post[] => {
  const roles = new Map<string, readonly string[]>();
  for (const post of posts) roles.set(post.code, [...(roles.get(post.code) ?? []), ...post.roles]);
  return [...roles].map(([code, all]) => ({ code, roles: all }));
};

/** Whom a person acts for: itself, or one of the organisations it represents. Anything else is refused. */
export const actingFor = (claims: Claims, wanted: string): Represented | 'SELF' => {
  if (wanted === 'self') return 'SELF';
  const found = claims.represents.find(({ code }) => code === wanted);
  if (!found) throw new SigninRefusal('notRepresented');
  return found;
};

const readRepresented = (value: unknown): Represented[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { code, capacity } = value as Record<string, unknown>;
  const text = textOf(code);
  return text === null ? [] : [{ code: normalizeCode(text), capacity: readCapacity(textOf(capacity)) }];
};

const readPost = (value: unknown): Post[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { organization, roles } = value as Record<string, unknown>;
  const code = textOf(organization);
  if (code === null) return [];
  return [{ code: normalizeCode(code), roles: arrayOf(roles).flatMap((each) => textOf(each) ?? []) }];
};

/** SELF is the hub's own word for a person acting for itself. */
const readCapacity = (text: string | null): string =>
  text === null || text === 'SELF' ? '代表人' : maskIdNumbersIn(text).slice(0, 60);

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const arrayOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
