import { newNumber } from '../../kernel/ids.js';
import { sql } from '../../kernel/sql.js';
import type { AnnouncementKind } from '../../kernel/terms.js';
import type { Unit } from '../ledger/unit.service.js';
import { type Announced, announcementText } from './announcement.rules.js';

/**
 * Announces in the channel of the publication what became of entries (Henan 37, 66), all in two statements. The watch
 * register is not published, so nothing of it is announced.
 */
export const announce = async (
  unit: Unit,
  kind: AnnouncementKind,
  entryIds: readonly number[],
): Promise<void> => {
  if (entryIds.length === 0) return;
  const entries = await unit.rows<Announced & { id: number; listId: number }>(sql`
    select e.id, e.number, e.list_id as "listId", l.name as "listName", s.name as "subjectName", s.kind as "subjectKind"
    from list_entry e join credit_list l on l.id = e.list_id join subject s on s.id = e.subject_id
    where e.id = any(${[...entryIds]}::bigint[]) and e.colour <> 'WATCH' order by e.id`);
  const rows = entries.map((entry) => ({
    number: newNumber('G', unit.today),
    listId: entry.listId,
    entryId: entry.id,
    text: announcementText(kind, entry, unit.today),
  }));
  await unit.rows(sql`
    insert into announcement (number, kind, list_id, entry_id, text, announced_at)
    select number, ${kind}, "listId", "entryId", text, ${unit.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(number text, "listId" bigint, "entryId" bigint, text text)`);
};
