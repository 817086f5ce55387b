import { finalStates } from '../../kernel/lifecycle.js';
import { type Sql, sql } from '../../kernel/sql.js';
import type { Chosen } from '../../db/by-id.loader.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { BindingClause, DueFacts } from './due.rules.js';
import { instructionLifecycle } from './instruction.lifecycle.js';
import { reasonOfSuspension, whyHeld } from './instruction.repository.js';
import { clausesInForce } from './issue.repository.js';

/** What binds for entries of lists today, whatever the entry. In the order of the clauses. */
export const clausesOfLists = (reader: ScopedReader, chosen: Chosen): Promise<BindingClause[]> =>
  reader.rows(
    'Clause',
    (scope, { today }) => sql`
      select ml.list_id as "listId", c.id as "clauseId", c.measure_id as "measureId", mo.id as "memorandumId",
        c.implementer_id as "implementerId", c.basis, c.matter, c.trigger, x.tier, x.max_months as "maxMonths"
      from memorandum_list ml ${clausesInForce(today)}
      where ${scope} and ${chosen(sql`ml.list_id`)} order by c.id`,
  );

/**
 * What stands against carrying out clauses on the entries that `entries` selects. As the hub: who may not see an
 * instruction is still not told that a punishment is due when it was taken back or is held off. Only instructions that are
 * objected to or have ended can stand against it (what was taken back has ended, in the same transaction), and the
 * database notes of no others that their subjects were touched.
 */
export const dueFacts = (reader: ScopedReader, entries: Sql): Promise<DueFacts[]> =>
  reader.asHub(sql`
    select hi.subject_id as "subjectId", hi.entry_id as "entryId", hi.clause_id as "clauseId", min(${whyHeld}) as "heldBecause",
      bool_or(hi.status = any(${ended}::text[])
        and exists (select 1 from restoration wrong where wrong.instruction_id = hi.id)) as undone
    from instruction hi
    where hi.entry_id = any(array(${entries})) and (hi.objected or hi.status = any(${ended}::text[]))
    group by hi.subject_id, hi.entry_id, hi.clause_id`);

const ended = finalStates(instructionLifecycle);

export const reasonsOfSuspension = async (
  reader: ScopedReader,
  entryIds: number[],
): Promise<Map<number, string>> => {
  if (entryIds.length === 0) return new Map();
  const rows = await reader.asHub<{ id: number; reason: string }>(sql`
    select e.id, ${reasonOfSuspension(sql`'infinity'`)} as reason from list_entry e where e.id = any(${entryIds}::bigint[])`);
  return new Map(rows.map(({ id, reason }) => [id, reason]));
};
