import { newNumber } from '../../kernel/ids.js';
import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { join, sql } from '../../kernel/sql.js';
import type { AnnouncementKind } from '../../kernel/terms.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import { type Announced, announcementText } from './announcement.rules.js';
import type { Announcement, AnnouncementFilter } from './announcement.types.js';

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

const columns = sql`an.id, an.number, an.kind, an.text, an.announced_at as "announcedAt", an.list_id as "listId", an.entry_id as "entryId"`;

export const announcementsById = (reader: ScopedReader, ids: number[]): Promise<Announcement[]> =>
  reader.rows(
    'Announcement',
    (scope) => sql`select ${columns} from announcement an where ${scope} and an.id = any(${ids}::bigint[])`,
  );

export const announcementsOfEntries = (reader: ScopedReader, entryIds: number[]): Promise<Announcement[]> =>
  reader.rows(
    'Announcement',
    (scope) => sql`
    select ${columns} from announcement an where ${scope} and an.entry_id = any(${entryIds}::bigint[]) order by an.id desc`,
  );

/** A page of announcements, newest first. A subject is no filter: whose entry ended cannot be found by it. */
export const announcementPage = async (
  reader: ScopedReader,
  filter: AnnouncementFilter,
  args: PageArguments,
): Promise<Connection<Announcement>> => {
  const page = readPage(args);
  // An entry that ended is shown to few; what was announced of it is for everybody who knows its number.
  const entryId = filter.entry
    ? await reader.idOf(sql`select id from list_entry where number = ${filter.entry}`)
    : null;
  const rows = await reader.rows<Announcement>('Announcement', (scope) => {
    const conditions = [scope];
    if (filter.list)
      conditions.push(sql`an.list_id = (select id from credit_list where code = ${filter.list})`);
    if (filter.kind) conditions.push(sql`an.kind = any(${filter.kind}::text[])`);
    if (filter.entry) conditions.push(sql`an.entry_id = ${entryId}::bigint`);
    if (page.after) conditions.push(sql`an.id < ${page.after[0]}::bigint`);
    return pageOf(
      page,
      sql`select ${columns} from announcement an where ${join(conditions, ' and ')} order by an.id desc`,
    );
  });
  return toConnection(rows, page, (row) => [row.id]);
};
