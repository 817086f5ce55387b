import { sql } from '../../kernel/sql.js';
import { contested } from '../enforcement/issue.repository.js';
import type { Unit } from '../ledger/unit.service.js';
import { openStates } from './objection.lifecycle.js';
import type { LockedObjection } from './objection.repository.js';
import type { ObjectionTarget } from './target.repository.js';

/** An open objection `o` that suspends, other than the one decided now. */
const holds = (decidedId: number) =>
  sql`o.id <> ${decidedId} and o.suspends and o.status = any(${[...openStates]}::text[])`;

const idsOf = async (rows: Promise<{ id: number }[]>): Promise<number[]> => (await rows).map(({ id }) => id);

/** Of the entries, those that no other open objection holds: neither one to the entry, nor one to its record. */
export const unheldEntryIds = (
  unit: Unit,
  entryIds: readonly number[],
  decidedId: number,
): Promise<number[]> =>
  idsOf(
    unit.rows(sql`
      select e.id from list_entry e where e.id = any(${[...entryIds]}::bigint[]) and not exists (
        select 1 from objection o where ${holds(decidedId)} and (o.entry_id = e.id or o.record_id = e.record_id))
      order by e.id`),
  );

/** Of the measures objected to, those that no other open objection holds: neither one to the measure, nor one to its check. */
export const unheldInstructionIds = (unit: Unit, objection: LockedObjection): Promise<number[]> =>
  idsOf(
    unit.rows(sql`
      select i.id from instruction i where ${contested(objection)} and i.objected and not exists (
        select 1 from objection o where ${holds(objection.id)}
          and (o.instruction_id = i.id or (o.check_id = i.check_id and o.subject_id = i.subject_id)))
      order by i.id`),
  );

/** Marks the record or the answer of the check (Henan 41). */
export const mark = async (unit: Unit, { recordId, checkId, subjectId }: ObjectionTarget): Promise<void> => {
  if (recordId !== null)
    await unit.rows(
      sql`update credit_record set objected = true where id = ${recordId} and withdrawn_at is null`,
    );
  if (checkId !== null)
    await unit.rows(
      sql`update check_result set objected = true where check_id = ${checkId} and subject_id = ${subjectId}`,
    );
};

/** Lifts the mark, unless another open objection to the same thing holds. */
export const unmark = async (
  unit: Unit,
  { id, recordId, checkId, subjectId }: LockedObjection,
): Promise<void> => {
  if (recordId !== null)
    await unit.rows(sql`
      update credit_record r set objected = false where r.id = ${recordId} and not exists (
        select 1 from objection o where ${holds(id)} and o.record_id = r.id)`);
  if (checkId !== null)
    await unit.rows(sql`
      update check_result r set objected = false where r.check_id = ${checkId} and r.subject_id = ${subjectId} and not exists (
        select 1 from objection o where ${holds(id)} and o.check_id = r.check_id and o.subject_id = r.subject_id)`);
};
