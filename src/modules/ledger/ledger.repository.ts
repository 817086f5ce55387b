import { sql } from '../../kernel/sql.js';
import type { Database } from '../../db/database.js';
import { chainFault, chainedContent, genesisHash, type StoredRow } from './ledger.rules.js';
import { feedChannel } from './feed.rules.js';
import type { Unit } from './unit.service.js';

/**
 * Writes a unit's audit rows and changes, with its commit. The head row is locked last and as shortly as can be: its order
 * is the one global, gap-free order of both, since a transaction that fails gives its positions back. PostgreSQL links the
 * rows to the chain itself, as `chainHash` does: nobody waits for this process while it holds the head. A head that is
 * missing leaves positions null, which the tables refuse.
 */
export const appendLedger = (unit: Unit): void => {
  const { audits, changes } = unit;
  if (audits.length === 0 && changes.length === 0) return;
  const recipients = changes.flatMap((note, index) =>
    (note.recipients ?? []).map((each) => ({ ...each, ordinal: index + 1 })),
  );
  const rows = auditRows(unit);
  const chained = JSON.stringify(rows.map(chainedContent));
  unit.withCommit(sql`
    with recursive head as materialized (
      select audit_position, audit_hash, change_position from ledger_head where id = 1 for update),
    chain as (
      select 0 as ordinal, (select audit_position from head) as position, null::text as previous_hash,
        (select audit_hash from head)::text as hash
      union all
      select ordinal + 1, position + 1, hash,
        encode(sha256(convert_to('["' || hash || '",' || position + 1 || ',' || (${chained}::jsonb ->> ordinal), 'UTF8')), 'hex')
      from chain where ordinal < ${audits.length}::int),
    audited as (
      insert into audit_event (position, at, event, actor, organization_id, target, target_id, request_id, detail, previous_hash, hash)
      select position, at, event, actor, "organizationId", target, "targetId", "requestId", detail, previous_hash, hash
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(
        ordinal int, at timestamptz, event text, actor text, "organizationId" bigint, target text, "targetId" bigint,
        "requestId" text, detail jsonb) join chain using (ordinal)),
    told as (
      insert into change (position, at, type, organization_id, target, target_id, audience, parties, subject_id, summary)
      select (select change_position from head) + ordinal, ${unit.now}::timestamptz, type,
        ${unit.act.principal.organizationId}::bigint, target, "targetId", audience,
        array(select each::bigint from jsonb_array_elements_text(parties) as each), "subjectId", summary
      from jsonb_to_recordset(${JSON.stringify(changeRows(unit))}::jsonb) as row(
        ordinal bigint, type text, target text, "targetId" bigint, audience text, parties jsonb, "subjectId" bigint, summary jsonb)),
    received as (
      insert into change_recipient (position, organization_id, grounds)
      select (select change_position from head) + ordinal, "organizationId", array(select jsonb_array_elements_text(grounds))
      from jsonb_to_recordset(${JSON.stringify(recipients)}::jsonb) as row(ordinal bigint, "organizationId" bigint, grounds jsonb)),
    moved as (
      update ledger_head set audit_position = (select max(position) from chain),
        audit_hash = (select hash from chain order by ordinal desc limit 1),
        change_position = (select change_position from head) + ${changes.length}::int
      where id = 1 returning change_position)
    select pg_notify(${feedChannel}, change_position::text) from moved where ${changes.length}::int > 0`);
};

const auditRows = ({ act, actor, now, audits }: Unit) =>
  audits.map(({ event, target, targetId, detail = {} }, index) => ({
    ordinal: index + 1,
    at: now.toISOString(),
    event,
    actor,
    organizationId: act.principal.organizationId,
    target,
    targetId,
    requestId: act.requestId,
    detail,
  }));

const changeRows = ({ changes }: Unit): object[] =>
  changes.map(({ type, target, targetId, audience, subjectId = null, summary = {}, ...note }, index) => ({
    ordinal: index + 1,
    type,
    target,
    targetId,
    audience,
    parties: [
      ...new Set([
        ...(note.parties ?? []),
        ...(note.recipients ?? []).map(({ organizationId }) => organizationId),
      ]),
    ],
    subjectId,
    summary,
  }));

export interface AuditVerdict {
  rows: number;
  /** The first row that does not hold, and why; null when the chain is whole. */
  fault: { position: number; problem: string } | null;
}

/** Walks the whole chain in order, in pages, and names the first bad row (invariant 8). */
export const verifyAudit = async (
  database: Database,
  onProgress?: (rows: number) => void,
): Promise<AuditVerdict> => {
  let previousHash = genesisHash;
  let position = 0;
  for (;;) {
    const page = await database.rows<Omit<StoredRow, 'at'> & { at: Date }>(sql`
      select position, at, event, actor, organization_id as "organizationId", target, target_id as "targetId",
        request_id as "requestId", detail, previous_hash as "previousHash", hash
      from audit_event where position > ${position} order by position limit 2000`);
    for (const row of page) {
      const problem = chainFault({ ...row, at: new Date(row.at).toISOString() }, position + 1, previousHash);
      if (problem) return { rows: position, fault: { position: row.position, problem } };
      previousHash = row.hash;
      position = row.position;
    }
    onProgress?.(position);
    if (page.length < 2000) break;
  }
  return { rows: position, fault: await headFault(database, position, previousHash) };
};

/** Rows cut off the end leave a head that points past them. */
const headFault = async (database: Database, position: number, hash: string) => {
  const head = await database.one<{ position: number; hash: string }>(
    sql`select audit_position as position, audit_hash as hash from ledger_head where id = 1`,
  );
  if (head?.position === position && head.hash === hash) return null;
  return { position: position + 1, problem: 'the head names later rows than there are: the end was cut off' };
};
