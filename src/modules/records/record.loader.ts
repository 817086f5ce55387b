import { type Sql, sql } from '../../kernel/sql.js';
import { byId } from '../../db/by-id.loader.js';
import { type RowViewer, archivedRecord, disclosedUntil } from '../../db/row-scope.js';
import type { CreditRecord } from './record.types.js';

/** Columns of a CreditRecord over the alias `r`. */
export const recordColumns = (viewer: RowViewer): Sql => sql`
  r.id, r.number, r.kind, r.title, r.document_number as "documentNumber", r.facts, r.basis, r.category, r.content,
  r.fine_yuan::text as "fineYuan", r.confiscated_yuan::text as "confiscatedYuan", r.decided_on as "decidedOn",
  r.valid_from as "validFrom", r.valid_until as "validUntil", r.authority_name as "authorityName", r.disclosure,
  r.publish_until as "publishUntil", r.procedure, r.finality, r.objected, r.created_at as "createdAt",
  r.subject_id as "subjectId", r.provider_id as "providerId", ${disclosedUntil(viewer)} as "disclosedUntil",
  ${archivedRecord(viewer)} as archived, r.withdrawn_at as "withdrawnAt", r.withdrawal, r.withdraw_reason as "withdrawReason", r.version,
  exists (select 1 from subject ps where ps.id = r.subject_id and ps.kind = 'NATURAL_PERSON') as "ofPerson"`;

/** Credit records by id. */
export const recordLoader = byId<CreditRecord>((reader, ids) =>
  reader.rows(
    'CreditRecord',
    (scope, viewer) =>
      sql`select ${recordColumns(viewer)} from credit_record r where ${scope} and r.id = any(${ids}::bigint[])`,
  ),
);
