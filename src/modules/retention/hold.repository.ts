import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { type Sql, join, sql } from '../../kernel/sql.js';
import type { RowViewer } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import type { HoldTarget } from './hold.rules.js';
import type { LegalHold, LegalHoldFilter } from './hold.types.js';

/** Over the alias `lh`. */
const inForce = (today: string): Sql =>
  sql`(lh.lifted_at is null and (lh.until is null or lh.until >= ${today}::date))`;

/**
 * Whether a hold in force keeps something of this subject, or of this matter. With a subject alone only what is held of
 * it as a whole counts.
 */
export const heldNow = (
  today: string,
  { subjectId, target, targetId }: { subjectId?: Sql; target?: HoldTarget; targetId?: Sql },
): Sql => {
  const ways: Sql[] = [];
  if (subjectId) ways.push(sql`(lh.target is null and lh.subject_id = ${subjectId})`);
  if (target && targetId) ways.push(sql`(lh.target = ${target} and lh.target_id = ${targetId})`);
  return sql`exists (select 1 from legal_hold lh where ${inForce(today)} and (${join(ways, ' or ')}))`;
};

/** Whether any hold in force names the subject, on itself or on a matter of it. */
export const namedInHold = (today: string, subjectId: Sql): Sql =>
  sql`exists (select 1 from legal_hold lh where ${inForce(today)} and lh.subject_id = ${subjectId})`;

/**
 * Taken by whoever places a hold and by each batch of retention: a batch begins after the hold, and then sees it, or was
 * over before it. Two nodes never clear at once.
 */
export const lockHolds = async (unit: Unit): Promise<void> => {
  await unit.rows(sql`select pg_advisory_xact_lock(${retentionLock}::bigint)`);
};
const retentionLock = 4_107_2023;

const holdColumns = ({
  today,
}: RowViewer): Sql => sql`lh.id, lh.number, lh.subject_id as "subjectId", lh.matter, lh.reason,
  lh.reference, lh.until, ${inForce(today)} as "inForce", lh.placed_by_id as "placedById", lh.placed_at as "placedAt",
  lh.lifted_at as "liftedAt", lh.lift_reason as "liftReason"`;

export const holdsById = (reader: ScopedReader, ids: number[]): Promise<LegalHold[]> =>
  reader.rows(
    'LegalHold',
    (scope, viewer) =>
      sql`select ${holdColumns(viewer)} from legal_hold lh where ${scope} and lh.id = any(${ids}::bigint[])`,
  );

export const holdPage = async (
  reader: ScopedReader,
  { subjectCode, inForce: only }: LegalHoldFilter,
  args: PageArguments,
): Promise<Connection<LegalHold>> => {
  const page = readPage(args);
  const rows = await reader.rows<LegalHold>('LegalHold', (scope, viewer) => {
    const conditions = [scope];
    if (subjectCode)
      conditions.push(sql`lh.subject_id = (select fs.id from subject fs where fs.code = ${subjectCode})`);
    if (only != null) conditions.push(sql`${inForce(viewer.today)} = ${only}::boolean`);
    if (page.after) conditions.push(sql`lh.id < ${page.after[0]}::bigint`);
    return pageOf(
      page,
      sql`select ${holdColumns(viewer)} from legal_hold lh where ${join(conditions, ' and ')} order by lh.id desc`,
    );
  });
  return toConnection(rows, page, (row) => [row.id]);
};

/** The matter of a number, and whom it is about; the office, which alone asks, sees them all. */
export const matterByNumber = (
  unit: Unit,
  number: string,
): Promise<{ target: HoldTarget; targetId: number; subjectId: number | null } | null> =>
  unit.one(sql`
    select 'ListEntry' as target, id as "targetId", subject_id as "subjectId" from list_entry where number = ${number}
    union all select 'CreditRecord', id, subject_id from credit_record where number = ${number}
    union all select 'Objection', id, subject_id from objection where number = ${number}
    union all select 'Repair', id, subject_id from repair where number = ${number}
    union all select 'Restoration', id, subject_id from restoration where number = ${number}
    union all select 'Outcome', id, subject_id from outcome where number = ${number}
    union all select 'Incident', id, null from incident where number = ${number}
    union all select 'Import', id, null from import where number = ${number}`);

export interface NewHold {
  number: string;
  subjectId: number | null;
  target: HoldTarget | null;
  targetId: number | null;
  matter: string | null;
  reason: string;
  reference: string;
  until: string | null;
  organizationId: number;
}

export const insertHold = async (unit: Unit, hold: NewHold): Promise<number> => {
  const made = await unit.one<{ id: number }>(sql`
    insert into legal_hold (number, subject_id, target, target_id, matter, reason, reference, until, placed_by_id,
      placed_by_actor, placed_at)
    values (${hold.number}, ${hold.subjectId}::bigint, ${hold.target}::text, ${hold.targetId}::bigint, ${hold.matter}::text,
      ${hold.reason}, ${hold.reference}, ${hold.until}::date, ${hold.organizationId}, ${unit.actor}, ${unit.now})
    returning id`);
  return made!.id;
};

export const lockHold = (
  unit: Unit,
  number: string,
): Promise<{ id: number; placedByActor: string; liftedAt: Date | null } | null> =>
  unit.one(sql`
    select id, placed_by_actor as "placedByActor", lifted_at as "liftedAt" from legal_hold
    where number = ${number} for update`);
