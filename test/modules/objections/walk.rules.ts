import { sql } from '../../../src/kernel/sql.js';
import type { Loop } from '../lists/support.js';

const open = sql`o.status in ('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING')`;
/** An open objection `o` that reaches instruction `i` of entry `e`. */
const reaches = sql`(o.entry_id = e.id or o.record_id = e.record_id or o.instruction_id = i.id or (o.check_id = i.check_id and o.subject_id = i.subject_id))`;
const measureHeld = sql`exists (select 1 from objection o where ${open} and o.suspends
  and (o.instruction_id = i.id or (o.check_id = i.check_id and o.subject_id = i.subject_id)))`;
const entryHeld = sql`exists (select 1 from objection o where ${open} and o.suspends and (o.entry_id = e.id or o.record_id = e.record_id))`;
const live = (kind: 'OBJECTION_DECISION' | 'VERIFICATION') => sql`(
  select count(*) from deadline d where d.target = 'Objection' and d.target_id = o.id and d.kind = ${kind} and d.met_at is null)`;
const paused = sql`exists (select 1 from objection_pause p where p.objection_id = o.id and p.until_on is null)`;

/** Whatever happened, none of this may ever be found about the subject; each row says what was. */
export const faultsOf = async ({ database }: Loop, subjectId: number): Promise<string[]> => {
  const rows = await database.rows<{ fault: string }>(sql`
    select 'active under objection: ' || i.number as fault from instruction i join list_entry e on e.id = i.entry_id
      where i.subject_id = ${subjectId} and i.kind = 'PUNISHMENT' and i.status in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED')
        and exists (select 1 from objection o where ${open} and o.suspends and ${reaches})
    union all select 'suspended for nothing: ' || i.number from instruction i join list_entry e on e.id = i.entry_id
      where i.subject_id = ${subjectId} and i.status = 'SUSPENDED' and not i.objected and e.status = 'PUBLISHED'
    union all select 'mark of measure: ' || i.number || ' ' || i.status from instruction i
      where i.subject_id = ${subjectId} and i.status in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED', 'SUSPENDED') and i.objected <> ${measureHeld}
    union all select 'mark of entry: ' || e.number || ' ' || e.status from list_entry e
      where e.subject_id = ${subjectId} and e.ended_at is null and e.objected <> ${entryHeld}
    union all select 'state of entry: ' || e.number || ' ' || e.status from list_entry e
      where e.subject_id = ${subjectId} and e.status in ('PUBLISHED', 'SUSPENDED')
        and (e.status = 'SUSPENDED') <> (e.objected or e.held_until is not null)
    union all select 'mark of record: ' || r.number from credit_record r
      where r.subject_id = ${subjectId} and r.withdrawn_at is null
        and r.objected <> exists (select 1 from objection o where ${open} and o.suspends and o.record_id = r.id)
    union all select 'decision clocks: ' || o.number || ' ' || o.status from objection o
      where o.subject_id = ${subjectId} and ${live('OBJECTION_DECISION')} <> (case when ${open} then 1 else 0 end)
    union all select 'verification clocks: ' || o.number || ' ' || o.status from objection o
      left join verification v on v.objection_id = o.id
      where o.subject_id = ${subjectId}
        and ${live('VERIFICATION')} <> (case when o.status = 'VERIFYING' and v.reported_at is null then 1 else 0 end)
    union all select 'days out of step: ' || o.number || ' ' || d.kind from objection o
      join deadline d on d.target = 'Objection' and d.target_id = o.id and d.met_at is null left join verification v on v.objection_id = o.id
      where o.subject_id = ${subjectId} and d.due_on <> (case d.kind when 'VERIFICATION' then v.due_on else o.due_at end)
    union all select 'provider has longer than the decision: ' || o.number from objection o join verification v on v.objection_id = o.id
      where o.subject_id = ${subjectId} and o.status = 'VERIFYING' and v.due_on > o.due_at
    union all select 'pause out of step: ' || o.number || ' ' || d.kind from objection o
      join deadline d on d.target = 'Objection' and d.target_id = o.id and d.met_at is null
      where o.subject_id = ${subjectId} and (d.paused_on is not null) <> ${paused}
    union all select 'paused after the decision: ' || o.number from objection o
      where o.subject_id = ${subjectId} and not ${open} and ${paused}`);
  return rows.map(({ fault }) => fault);
};
