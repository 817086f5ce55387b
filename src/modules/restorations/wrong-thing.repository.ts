import { type Sql, sql } from '../../kernel/sql.js';
import type { Unit } from '../ledger/unit.service.js';
import type { WrongThing } from './wrong-thing.rules.js';

/** Columns over the thing's own alias and: s subject, o the body responsible. */
const columns = (target: WrongThing['target'], thing: Sql, title: Sql, announcement: Sql): Sql => sql`
  ${target} as target, ${thing}.id, ${thing}.number, ${title} as title, s.id as "subjectId", s.name as "subjectName",
  o.id as "responsibleId", o.name as "responsibleName", ${announcement} as announcement`;

const none = sql`null::text`;

/** Wrong entries; of the red list none: it takes nothing from its subject. */
export const wrongEntries = (unit: Unit, entryIds: readonly number[]): Promise<WrongThing[]> =>
  unit.rows(sql`
    select ${columns('ListEntry', sql`e`, sql`l.name`, sql`(select an.number from announcement an where an.entry_id = e.id order by an.id desc limit 1)`)}
    from list_entry e join credit_list l on l.id = e.list_id join subject s on s.id = e.subject_id
    join organization o on o.id = e.identified_by_id
    where e.id = any(${[...entryIds]}::bigint[]) and e.colour <> 'RED' order by e.id`);

/** Entries that rested on a record and have ended without a word of its being wrong. */
export const endedEntriesOf = async (unit: Unit, recordId: number): Promise<number[]> =>
  (
    await unit.rows<{ id: number }>(sql`
      select e.id from list_entry e where e.record_id = ${recordId} and e.published_at is not null and e.status in ('REMOVED', 'EXPIRED')
        and not exists (select 1 from restoration r where r.entry_id = e.id) order by e.id`)
  ).map(({ id }) => id);

export const wrongRecord = (unit: Unit, recordId: number): Promise<WrongThing[]> =>
  unit.rows(sql`
    select ${columns('CreditRecord', sql`r`, sql`r.document_number`, none)}
    from credit_record r join subject s on s.id = r.subject_id join organization o on o.id = r.provider_id where r.id = ${recordId}`);

export const wrongInstruction = (unit: Unit, instructionId: number): Promise<WrongThing[]> =>
  unit.rows(sql`
    select ${columns('Instruction', sql`i`, sql`x.name`, none)}
    from instruction i join measure x on x.id = i.measure_id join subject s on s.id = i.subject_id
    join organization o on o.id = i.agency_id where i.id = ${instructionId}`);

export const wrongCheck = (unit: Unit, checkId: number, subjectId: number): Promise<WrongThing[]> =>
  unit.rows(sql`
    select ${columns('Check', sql`k`, sql`k.matter`, none)}
    from duty_check k join organization o on o.id = k.agency_id join subject s on s.id = ${subjectId} where k.id = ${checkId}`);
