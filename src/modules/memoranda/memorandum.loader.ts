import { type Sql, sql } from '../../kernel/sql.js';
import { byId, byOwner, catalogueById } from '../../db/by-id.loader.js';
import type { Clause, Memorandum, Signature } from './memorandum.types.js';

/** Columns of a Memorandum over the alias `mo`, as read on the given day: whether filing is late depends on it. */
export const memorandumColumns = (today: string): Sql => sql`
  mo.id, mo.number, mo.title, mo.colour, mo.level, mo.status, mo.version, mo.signed_on as "signedOn",
  mo.effective_from as "effectiveFrom", mo.effective_until as "effectiveUntil", mo.filed_at as "filedAt",
  mo.filing_due_on as "filingDueOn",
  (mo.filed_at is null and coalesce(mo.filing_due_on < ${today}::date, false)) as "filingOverdue",
  mo.sharing_terms as "sharingTerms", mo.feedback_terms as "feedbackTerms", mo.repair_path as "repairPath",
  mo.ended_at as "endedAt", mo.initiator_id as "initiatorId"`;

/** Columns of a Clause over the alias `c`. */
export const clauseColumns: Sql = sql`
  c.id, c.number, c.matter, c.trigger, c.basis, c.feedback_days as "feedbackDays",
  c.memorandum_id as "memorandumId", c.measure_id as "measureId", c.implementer_id as "implementerId"`;

/** Memoranda by id. */
export const memorandumLoader = catalogueById<Memorandum>((reader, chosen) =>
  reader.rows(
    'Memorandum',
    (scope, viewer) => sql`
      select ${memorandumColumns(viewer.today)} from memorandum mo
      where ${scope} and ${chosen(sql`mo.id`)}`,
  ),
);

/** Clauses by id, whichever memorandum led to them. A clause asked for by its global id is read by `clauseNodeLoader`. */
export const clauseLoader = catalogueById<Clause>((reader, chosen) =>
  reader.rows(
    'Clause',
    (scope) => sql`select ${clauseColumns} from clause c where ${scope} and ${chosen(sql`c.id`)}`,
  ),
);

/** Clauses by id, of memoranda the viewer may see: nothing led to the clause, so its memorandum decides. */
export const clauseNodeLoader = byId<Clause>((reader, ids) =>
  reader.rows(
    'Memorandum',
    (scope) => sql`
      select ${clauseColumns} from clause c join memorandum mo on mo.id = c.memorandum_id
      where ${scope} and c.id = any(${ids}::bigint[])`,
  ),
);

/** Clauses by the id of their memorandum, in their order. */
export const memorandumClausesLoader = byOwner<Clause>(
  (reader, memorandumIds) =>
    reader.rows(
      'Clause',
      (scope) => sql`
        select ${clauseColumns} from clause c
        where ${scope} and c.memorandum_id = any(${memorandumIds}::bigint[])
        order by c.memorandum_id, c.number`,
    ),
  (row) => row.memorandumId,
);

/** Parties and their signatures by the id of the memorandum, in the order of the parties' codes. */
export const signaturesLoader = byOwner<Signature>(
  (reader, memorandumIds) =>
    reader.rows(
      'Organization',
      (scope) => sql`
        select ms.memorandum_id as "memorandumId", ms.organization_id as "organizationId", ms.signed_at as "signedAt"
        from memorandum_signatory ms join organization org on org.id = ms.organization_id
        where ${scope} and ms.memorandum_id = any(${memorandumIds}::bigint[])
        order by ms.memorandum_id, org.code`,
    ),
  (row) => row.memorandumId,
);

/** Memoranda a measure stands in, newest first, by the measure's id. */
export const measureMemorandaLoader = byOwner<Memorandum & { measureId: number }>(
  (reader, measureIds) =>
    reader.rows(
      'Memorandum',
      (scope, viewer) => sql`
        select ${memorandumColumns(viewer.today)}, mm.measure_id as "measureId"
        from (select distinct c.measure_id, c.memorandum_id from clause c
              where c.measure_id = any(${measureIds}::bigint[])) mm
        join memorandum mo on mo.id = mm.memorandum_id
        where ${scope} order by mm.measure_id, mo.id desc`,
    ),
  (row) => row.measureId,
);
