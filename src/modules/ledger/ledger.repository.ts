import { actorOf } from '../../kernel/principal.js';
import { sql } from '../../kernel/sql.js';
import type { Database } from '../../db/database.js';
import { chainFault, chainHash, genesisHash, type ChainedRow, type StoredRow } from './ledger.rules.js';
import { feedChannel } from './feed.rules.js';
import type { Unit } from './unit.service.js';

/**
 * Writes a unit's audit rows and changes, with its commit. The head row is locked last and shortly: its order is the one global,
 * gap-free order of both, since a transaction that fails gives its positions back.
 */
export const appendLedger = async (unit: Unit): Promise<void> => {
  if (unit.audits.length === 0 && unit.changes.length === 0) return;
  const head = await unit.one<{ auditPosition: number; auditHash: string; changePosition: number }>(sql`
    select audit_position as "auditPosition", audit_hash as "auditHash", change_position as "changePosition"
    from ledger_head where id = 1 for update`);
  if (!head) throw new Error('ledger_head has no row: the migrations did not run');
  const lastHash = appendAudits(unit, head.auditPosition, head.auditHash);
  appendChanges(unit, head.changePosition);
  unit.withCommit(sql`
    with moved as (
      update ledger_head set audit_position = ${head.auditPosition + unit.audits.length}, audit_hash = ${lastHash},
        change_position = ${head.changePosition + unit.changes.length} where id = 1 returning change_position)
    select pg_notify(${feedChannel}, change_position::text) from moved where ${unit.changes.length}::int > 0`);
};

const appendAudits = (unit: Unit, position: number, hash: string): string => {
  let previousHash = hash;
  const at = unit.now.toISOString();
  const stored = unit.audits.map((note, index): StoredRow => {
    const row: ChainedRow = {
      position: position + index + 1,
      at,
      event: note.event,
      actor: actorOf(unit.act.principal),
      organizationId: unit.act.principal.organizationId,
      target: note.target,
      targetId: note.targetId,
      requestId: unit.act.requestId,
      detail: note.detail ?? {},
    };
    const next = { ...row, previousHash, hash: chainHash(previousHash, row) };
    previousHash = next.hash;
    return next;
  });
  if (stored.length > 0) {
    unit.withCommit(sql`
      insert into audit_event (position, at, event, actor, organization_id, target, target_id, request_id, detail, previous_hash, hash)
      select * from jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) as row(
        position bigint, at timestamptz, event text, actor text, "organizationId" bigint, target text, "targetId" bigint,
        "requestId" text, detail jsonb, "previousHash" text, hash text)`);
  }
  return previousHash;
};

const appendChanges = (unit: Unit, position: number): void => {
  if (unit.changes.length === 0) return;
  const stored = unit.changes.map((note, index) => ({
    position: position + index + 1,
    at: unit.now.toISOString(),
    type: note.type,
    organization_id: unit.act.principal.organizationId,
    target: note.target,
    target_id: note.targetId,
    audience: note.audience,
    parties: [
      ...new Set([...(note.parties ?? []), ...(note.recipients ?? []).map((each) => each.organizationId)]),
    ],
    subject_id: note.subjectId ?? null,
    summary: note.summary ?? {},
  }));
  unit.withCommit(sql`
    insert into change (position, at, type, organization_id, target, target_id, audience, parties, subject_id, summary)
    select position, at, type, organization_id, target, target_id, audience,
      coalesce((select array_agg(each::bigint) from jsonb_array_elements_text(parties) as each), '{}'), subject_id, summary
    from jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) as row(
      position bigint, at timestamptz, type text, organization_id bigint, target text, target_id bigint, audience text,
      parties jsonb, subject_id bigint, summary jsonb)`);
  appendRecipients(unit, position);
};

const appendRecipients = (unit: Unit, position: number): void => {
  const rows = unit.changes.flatMap((note, index) =>
    (note.recipients ?? []).map((each) => ({ ...each, position: position + index + 1 })),
  );
  if (rows.length === 0) return;
  unit.withCommit(sql`
    insert into change_recipient (position, organization_id, grounds)
    select position, "organizationId", array(select jsonb_array_elements_text(grounds))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(position bigint, "organizationId" bigint, grounds jsonb)`);
};

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
