import { purposeHeader, type Purpose } from './purpose';

interface HeaderParts {
  token: string | undefined;
  purpose: Purpose;
  idempotencyKey: string | undefined;
  /** From GraphiQL's header editor: what the person wrote there wins. */
  written: Record<string, unknown> | undefined;
}

export function requestHeaders({ token, purpose, idempotencyKey, written }: HeaderParts): Headers {
  const headers = new Headers({
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
  });
  const stated = purposeHeader(purpose);
  if (stated) headers.set('x-purpose', stated);
  if (token) headers.set('authorization', `Bearer ${token}`);
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey);
  for (const [name, value] of Object.entries(written ?? {})) headers.set(name, String(value));
  return headers;
}

/** Not crypto.randomUUID: it is missing where the hub is reached over plain http inside an office network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
