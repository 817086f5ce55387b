import { hash } from 'node:crypto';
import type { Principal, ViewerKind } from '../../kernel/principal.js';
import { sql } from '../../kernel/sql.js';
import type { Database, Rows } from '../../db/database.js';
import type { PublicKey } from './client-key.rules.js';
import { usableClient } from './client.repository.js';

/** What of a token is stored in place of it: whoever reads the table can use none. */
export const hashToken = (token: string): string => hash('sha256', token);

export interface StoredToken {
  token: string;
  model: string;
  clientId: string;
  grantId: string | null;
  payload: Record<string, unknown>;
  expiresAt: Date;
}

/**
 * Stores a token of a client that signed in with this credential, of an organization that takes part. The share locks
 * make it wait for a rotation, revocation or suspension under way, and then refuse (false): no token outlives the secret
 * or keys it was got with, and none is got while its organization is being suspended. A suspension that comes after
 * waits for it in turn, and ends it.
 */
export const insertToken = (
  database: Database,
  { token, model, clientId, grantId, payload, expiresAt }: StoredToken,
  { secretHash, jwks }: Credential,
): Promise<boolean> =>
  database.transaction(async (at) => {
    // By a statement of its own: locked beside the client, an organization would be seen as before the wait.
    const takingPart = await at.rows<{ id: number }>(sql`
      select org.id from organization org join client cl on cl.organization_id = org.id
      where cl.client_id = ${clientId} and org.active for share of org`);
    const inserted = await at.rows(sql`
      insert into oauth_token (id, model, client_id, grant_id, payload, expires_at)
      select ${hashToken(token)}::text, ${model}::text, cl.client_id, ${grantId}::text, ${JSON.stringify(payload)}::jsonb,
        ${expiresAt}::timestamptz
      from client cl where cl.client_id = ${clientId} and cl.status = 'ACTIVE'
        and (cl.kind = 'SUBJECT' or cl.organization_id = ${takingPart[0]?.id ?? null}::bigint)
        and (cl.secret_hash = ${secretHash}::text or cl.jwks = ${JSON.stringify(jwks)}::jsonb)
      for share of cl
      returning id`);
    return inserted.length === 1;
  });

/** What a client signed in with: the hash of its secret, or its keys. */
export interface Credential {
  secretHash: string | null;
  jwks: unknown;
}

/** Notes that something made for one use was used; false when it was before. The unique row holds for all nodes. */
export const spendOnce = async (
  database: Database,
  model: string,
  id: string,
  until: Date,
): Promise<boolean> => {
  const spent = await database.rows(sql`
    insert into oauth_token (id, model, payload, expires_at)
    values (${hashToken(`${model}.${id}`)}, ${model}, '{}'::jsonb, ${until}::timestamptz)
    on conflict (id) do nothing returning id`);
  return spent.length === 1;
};

export const findToken = (database: Database, model: string, token: string, now: Date) =>
  database.one<{ payload: Record<string, unknown>; consumedAt: Date | null }>(sql`
    select payload, consumed_at as "consumedAt" from oauth_token
    where id = ${hashToken(token)} and model = ${model} and expires_at > ${now}::timestamptz`);

export const consumeToken = (database: Database, token: string, now: Date) =>
  database.rows(
    sql`update oauth_token set consumed_at = ${now}::timestamptz where id = ${hashToken(token)} and consumed_at is null`,
  );

export const deleteToken = (at: Rows, token: string) =>
  at.rows<{ clientRow: number }>(sql`
    delete from oauth_token t using client cl
    where t.id = ${hashToken(token)} and cl.client_id = t.client_id returning cl.id as "clientRow"`);

export const deleteGrant = (database: Database, grantId: string) =>
  database.rows(sql`delete from oauth_token where grant_id = ${grantId}`);

export interface SigningClient extends Credential {
  jwks: { keys: PublicKey[] } | null;
  dpopBound: boolean;
  scopes: string[];
}

/** What the authorization server has to know of a client that signs in. */
export const signingClient = (database: Database, clientId: string, demoAllowed: boolean) =>
  database.one<SigningClient>(sql`
    select cl.secret_hash as "secretHash", cl.jwks, cl.dpop_bound as "dpopBound", cl.scopes from client cl
    where cl.client_id = ${clientId} and ${usableClient(demoAllowed)}`);

export interface TokenHolder {
  kind: ViewerKind;
  organizationId: number | null;
  subjectId: number | null;
  clientId: string;
  clientScopes: string[];
  trustedDocumentsOnly: boolean;
  tokenScopes: string;
  expiresAt: Date;
  /** Thumbprint of the key it is bound to; null for a bearer token. */
  boundTo: string | null;
}

/** Who holds the token with this hash, if it counts now. */
export const tokenHolder = async (
  at: Rows,
  hash: string,
  now: Date,
  demoAllowed: boolean,
): Promise<TokenHolder | null> => {
  const rows = await at.rows<TokenHolder>(sql`
    select t.expires_at as "expiresAt", cl.kind, cl.organization_id as "organizationId", cl.subject_id as "subjectId", cl.client_id as "clientId",
      cl.scopes as "clientScopes", cl.trusted_documents_only as "trustedDocumentsOnly",
      coalesce(t.payload ->> 'scope', '') as "tokenScopes", t.payload ->> 'jkt' as "boundTo"
    from oauth_token t join client cl on cl.client_id = t.client_id
    where t.id = ${hash} and t.model = 'ClientCredentials' and t.consumed_at is null
      and t.expires_at > ${now}::timestamptz and (not cl.dpop_bound or t.payload ->> 'jkt' is not null)
      and ${usableClient(demoAllowed)}`);
  return rows[0] ?? null;
};

/** A client as one who acts; null when there is none. */
export const actingClient = (at: Rows, clientId: string) =>
  at.rows<Pick<Principal, 'kind' | 'organizationId' | 'subjectId' | 'clientId'>>(sql`
    select cl.kind, cl.organization_id as "organizationId", cl.subject_id as "subjectId", cl.client_id as "clientId"
    from client cl where cl.client_id = ${clientId}`);
