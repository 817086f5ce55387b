import { type JsonWebKey, createPublicKey } from 'node:crypto';
import { holdsIdNumber } from '../../kernel/codes.js';

/** Which keys a client may sign with: for each kind of key its one algorithm (FAPI 2.0, 5.4). */
export const signingAlgorithms = ['ES256', 'PS256', 'EdDSA'] as const;

/** A public key as it is kept: nothing but what verifies a signature. */
export interface PublicKey {
  kty: string;
  kid?: string;
  alg: string;
  use: 'sig';
  crv?: string;
  x?: string;
  y?: string;
  n?: string;
  e?: string;
}

/** Keys of one client, and characters of the name of one. */
export const mostKeys = 5;
export const longestKid = 100;
const kidForm = new RegExp(`^[\\w.-]{1,${longestKid}}$`);
/** RSA below 2048 bits is refused; 342 characters of base64url are 2048 bits. */
const shortestModulus = 342;
const base64url = /^[\w-]+$/;

/** Reads a JWK set (RFC 7517) as a client sends it: 1 to 5 public keys. Else says what is wrong. */
export const readPublicKeys = (text: string): { keys: PublicKey[] } | { problem: string } => {
  const keys = keysIn(text);
  if (!keys || keys.length === 0 || keys.length > mostKeys)
    return { problem: `jwks must be a JWK set as JSON, {"keys": […]}, with 1 to ${mostKeys} public keys.` };
  const read: PublicKey[] = [];
  for (const [at, key] of keys.entries()) {
    if (['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].some((secret) => secret in key))
      return {
        problem: `Key ${at + 1} holds private parts. They are known now: make a new pair and send its public key alone.`,
      };
    if (!isKeyName(key['kid']))
      return {
        problem: `The kid of key ${at + 1} must be 1 to ${longestKid} of A-Z a-z 0-9 _ . - and no ID number.`,
      };
    const known = publicKey(key);
    if (!known || !isSound(known))
      return {
        problem: `Key ${at + 1} must be EC P-256 (ES256), OKP Ed25519 (EdDSA), or RSA of 2048 to 8192 bits (PS256).`,
      };
    read.push(known);
  }
  const ids = read.map(({ kid }) => kid);
  if (read.length > 1 && (ids.includes(undefined) || new Set(ids).size < ids.length))
    return { problem: 'Each of several keys needs a kid of its own.' };
  return { keys: read };
};

const keysIn = (text: string): Record<string, unknown>[] | null => {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    return Array.isArray(keys) && keys.every((key) => key !== null && typeof key === 'object') ? keys : null;
  } catch {
    return null;
  }
};

/** It is stored in clear (invariant 6). */
const isKeyName = (kid: unknown): boolean =>
  kid === undefined || (typeof kid === 'string' && kidForm.test(kid) && !holdsIdNumber(kid));

/** Whether a point lies on its curve; whether a modulus is as large as it is long, and odd exponents go with it. */
const isSound = (key: PublicKey): boolean => {
  try {
    const { asymmetricKeyDetails } = createPublicKey({ key: key as unknown as JsonWebKey, format: 'jwk' });
    if (key.kty !== 'RSA') return true;
    const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
    return (
      modulusLength >= 2048 && modulusLength <= 8192 && publicExponent > 2n && publicExponent % 2n === 1n
    );
  } catch {
    return false;
  }
};

const publicKey = (key: Record<string, unknown>): PublicKey | null => {
  const text = (name: string, shortest: number, longest = shortest): string | null => {
    const value = key[name];
    const fits = typeof value === 'string' && base64url.test(value);
    return fits && value.length >= shortest && value.length <= longest ? value : null;
  };
  const kid = typeof key['kid'] === 'string' ? { kid: key['kid'] } : {};
  const [x, y, n, e] = [text('x', 43), text('y', 43), text('n', shortestModulus, 1366), text('e', 3, 8)];
  const { kty, crv } = key;
  if (kty === 'EC' && crv === 'P-256' && x && y) return { kty, crv, x, y, alg: 'ES256', use: 'sig', ...kid };
  if (kty === 'OKP' && crv === 'Ed25519' && x) return { kty, crv, x, alg: 'EdDSA', use: 'sig', ...kid };
  if (kty === 'RSA' && n && e) return { kty, n, e, alg: 'PS256', use: 'sig', ...kid };
  return null;
};
