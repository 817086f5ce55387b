import { type Sql, sql } from '../../kernel/sql.js';
import { byId } from '../../db/by-id.loader.js';
import type { Client } from './client.types.js';

/** Columns of a Client over the alias `cl`; never its hash. */
export const clientColumns: Sql = sql`cl.id, cl.client_id as "clientId", cl.name, cl.kind, cl.scopes, cl.status, cl.version,
  case when cl.jwks is null then 'SECRET' else 'KEYS' end as authentication, cl.dpop_bound as "dpopBound",
  cl.trusted_documents_only as "trustedDocumentsOnly",
  cl.created_at as "createdAt", cl.rotated_at as "rotatedAt", cl.revoked_at as "revokedAt",
  cl.organization_id as "organizationId", cl.subject_id as "subjectId"`;

/** API clients by id. */
export const clientLoader = byId<Client>((reader, ids) =>
  reader.rows(
    'Client',
    (scope) => sql`select ${clientColumns} from client cl where ${scope} and cl.id = any(${ids}::bigint[])`,
  ),
);
