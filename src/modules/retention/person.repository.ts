import { type Sql, join, raw, sql } from '../../kernel/sql.js';
import type { Unit } from '../ledger/unit.service.js';
import { namedInHold } from './hold.repository.js';
import { type Batch, type Moment, looksKeptSince } from './retention.rules.js';

/** Tables with a row of the subject wherever something is held about it; a test finds the ones that are missing. */
export const holdingTables = [
  'credit_record',
  'list_entry',
  'instruction',
  'notice',
  'objection',
  'repair',
  'community_service',
  'reorganisation',
  'restoration',
  'outcome',
  'document',
  'credit_report',
  'attachment',
  'incident_subject',
  'client',
  'session',
] as const;

/** Tables that name a subject by its row alone and hold nothing of it; receipts of checks have name and number masked. */
export const pointingTables = ['access_event', 'change', 'check_result', 'legal_hold'] as const;

const nothingHeld = (): Sql =>
  join(
    holdingTables.map((table) => sql`not exists (select 1 from ${raw(table)} t where t.subject_id = s.id)`),
    ' and ',
  );

/**
 * Persons of whom nothing is left: no row anywhere that holds something, no profession noted, no act on them within the
 * term, no look at them for three years, and no legal hold (PIPL 47, 56).
 */
export const duePersons = ({ now, today, cutoff }: Moment): Sql => sql`
  select s.id from subject s
  where s.kind = 'NATURAL_PERSON' and s.erased_at is null and s.practitioner_group is null and s.created_at < ${cutoff}::timestamptz
    and ${nothingHeld()}
    and not exists (select 1 from audit_event ae where ae.target = 'Subject' and ae.target_id = s.id and ae.at >= ${cutoff}::timestamptz)
    and not exists (select 1 from access_event al where al.subject_id = s.id and al.at >= ${looksKeptSince(now)}::timestamptz)
    and not ${namedInHold(today, sql`s.id`)}`;

/** What stands in place of the name. */
export const erasedName = '（已依法删除）';

/** Locks first and looks again then: what was written about a person until the lock keeps it. */
export const clearPersons = async (
  unit: Unit,
  moment: Moment,
  most: number,
  after: number,
): Promise<Batch> => {
  const locked = await unit.rows<{ id: number }>(sql`
    ${duePersons(moment)} and s.id > ${after}::bigint order by s.id limit ${most} for update of s skip locked`);
  const ids = locked.map(({ id }) => id);
  const erased = await unit.rows(sql`
    update subject set name = ${erasedName}, id_number_cipher = null, id_number_index = null, id_number_masked = null,
      erased_at = ${unit.now}
    where id = any(${ids}::bigint[]) and id in (${duePersons(moment)}) returning id`);
  return { rows: erased.length, more: ids.length === most, after: ids.at(-1) ?? after };
};
