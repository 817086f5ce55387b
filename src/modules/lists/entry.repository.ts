import { addDays } from '../../kernel/dates.js';
import {
  type Connection,
  type PageArguments,
  pageOf,
  pageOfStates,
  readPage,
  toConnection,
} from '../../kernel/page.js';
import { type Sql, join, sql } from '../../kernel/sql.js';
import type { EntryStatus, ListColour } from '../../kernel/terms.js';
import { rowScope } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { EntryPersons, ListEntry, ListEntryFilter } from './entry.types.js';
import type { Rows } from '../../db/database.js';

const entryColumns = sql`e.id, e.number, e.colour, e.origin, e.decision_number as "decisionNumber", e.decided_on as "decidedOn",
  e.ground, e.basis, e.severity, e.status, e.version, e.objected, e.notice_served_on as "noticeServedOn",
  e.publishable_from as "publishableFrom", e.published_at as "publishedAt", e.valid_from as "validFrom",
  e.valid_until as "validUntil", e.ended_at as "endedAt", e.end_reason as "endReason", e.proof_url as "proofUrl",
  e.list_id as "listId", e.subject_id as "subjectId", e.identified_by_id as "identifiedById", e.record_id as "recordId"`;

/** `ids`: as what `=` is followed by. */
export const entriesById = (reader: ScopedReader, ids: Sql): Promise<ListEntry[]> =>
  reader.rows(
    'ListEntry',
    (scope) => sql`select ${entryColumns} from list_entry e where ${scope} and e.id = ${ids}`,
  );

/** Names of persons are read once the policy lets the viewer see them, and not with every entry. */
export const personsOfEntries = (reader: ScopedReader, ids: number[]): Promise<EntryPersons[]> =>
  reader.rows(
    'ListEntry',
    (scope) => sql`
    select e.id, e.status, e.colour, e.valid_until as "validUntil", e.subject_id as "subjectId",
      e.responsible_persons as "responsiblePersons" from list_entry e where ${scope} and e.id = any(${ids}::bigint[])`,
  );

export const entryByNumber = (reader: ScopedReader, number: string): Promise<ListEntry | null> =>
  reader.one(
    'ListEntry',
    (scope) => sql`select ${entryColumns} from list_entry e where ${scope} and e.number = ${number}`,
  );

/** `subjects`: whom they are about, as what `=` is followed by. */
export const entriesOfSubjects = (reader: ScopedReader, subjects: Sql): Promise<ListEntry[]> =>
  reader.rows(
    'ListEntry',
    (scope) => sql`
    select ${entryColumns} from list_entry e where ${scope} and e.subject_id = ${subjects} order by e.id desc`,
  );

/**
 * All entries of these subjects, whoever may see them, and whether everybody does: in one statement, so that both are of
 * one moment.
 */
export const allEntriesOf = (
  everybody: ScopedReader,
  subjectIds: number[],
): Promise<(ListEntry & { open: boolean })[]> =>
  everybody.asHub(sql`
    select ${entryColumns}, ${rowScope.ListEntry(everybody)} as open from list_entry e
    where e.subject_id = any(${subjectIds}::bigint[]) order by e.id desc`);

/** The ids of entries about the subjects that `subjects` selects, whoever may see them. */
export const idsOfEntries = (subjects: Sql): Sql =>
  sql`select oe.id from list_entry oe where oe.subject_id = any(array(${subjects}))`;

export const entriesOfRecords = (reader: ScopedReader, recordIds: number[]): Promise<ListEntry[]> =>
  reader.rows(
    'ListEntry',
    (scope) => sql`
    select ${entryColumns} from list_entry e where ${scope} and e.record_id = any(${recordIds}::bigint[]) order by e.id desc`,
  );

/**
 * A page of entries. Published ones come newest first, by (published_at, id), which an index serves; once states
 * without a publication are asked for, the order is by id.
 */
export const entryPage = async (
  reader: ScopedReader,
  filter: ListEntryFilter,
  args: PageArguments,
  listId?: number,
): Promise<Connection<ListEntry>> => {
  const statuses: readonly EntryStatus[] = filter.status ?? ['PUBLISHED'];
  const published = statuses.length === 1 && statuses[0] === 'PUBLISHED';
  const page = readPage(args, published ? ['instant', 'id'] : ['id']);
  const rows = await reader.rows<ListEntry>('ListEntry', (scope) => {
    const conditions = [scope, ...filterConditions(filter)];
    if (listId !== undefined) conditions.push(sql`e.list_id = ${listId}`);
    if (page.after) {
      conditions.push(
        published
          ? sql`(e.published_at, e.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::bigint)`
          : sql`e.id < ${page.after[0]}::bigint`,
      );
    }
    const entriesIn = (state: Sql, order: Sql): Sql =>
      sql`select ${entryColumns} from list_entry e where e.status = ${state} and ${join(conditions, ' and ')} order by ${order}`;
    // A constant, so that the partial index of published entries serves it.
    if (published) return pageOf(page, entriesIn(sql`'PUBLISHED'`, sql`e.published_at desc, e.id desc`));
    return pageOfStates(page, statuses, (state) => entriesIn(state, sql`e.id desc`));
  });
  return toConnection(rows, page, (row) => (published ? [row.publishedAt!.toISOString(), row.id] : [row.id]));
};

const filterConditions = (filter: ListEntryFilter): Sql[] => {
  const conditions: Sql[] = [];
  if (filter.list) conditions.push(sql`e.list_id = (select id from credit_list where code = ${filter.list})`);
  if (filter.colour) conditions.push(sql`e.colour = ${filter.colour}`);
  if (filter.severity) conditions.push(sql`e.severity = ${filter.severity}`);
  if (filter.subjectCode)
    conditions.push(sql`e.subject_id = (select id from subject where code = ${filter.subjectCode})`);
  if (filter.identifiedBy)
    conditions.push(
      sql`e.identified_by_id = (select id from organization where code = ${filter.identifiedBy})`,
    );
  if (filter.publishedFrom)
    conditions.push(sql`e.published_at >= ${startOfDay(filter.publishedFrom)}::timestamptz`);
  if (filter.publishedTo)
    conditions.push(sql`e.published_at < ${startOfDay(addDays(filter.publishedTo, 1))}::timestamptz`);
  return conditions;
};

const startOfDay = (day: string): string => `${day}T00:00:00+08:00`;

/** What a life-cycle step looks at, with the row locked against anybody else's. */
export interface LockedEntry {
  id: number;
  number: string;
  version: number;
  listId: number;
  colour: ListColour;
  status: EntryStatus;
  origin: string;
  subjectId: number;
  identifiedById: number;
  publishableFrom: string | null;
  proposedBy: string;
  objected: boolean;
  heldUntil: string | null;
  publishedAt: Date | null;
  validFrom: string | null;
  validUntil: string | null;
  decidedOn: string;
}

const lockedColumns = sql`id, number, version, list_id as "listId", colour, status, origin, subject_id as "subjectId",
  identified_by_id as "identifiedById", publishable_from as "publishableFrom", proposed_by as "proposedBy", objected,
  held_until as "heldUntil", published_at as "publishedAt", valid_from as "validFrom", valid_until as "validUntil", decided_on as "decidedOn"`;

export const lockEntriesByNumber = (unit: Rows, numbers: readonly string[]): Promise<LockedEntry[]> =>
  unit.rows(
    sql`select ${lockedColumns} from list_entry where number = any(${[...numbers]}::text[]) order by id for update`,
  );

export const lockEntriesById = (unit: Rows, ids: readonly number[]): Promise<LockedEntry[]> =>
  unit.rows(
    sql`select ${lockedColumns} from list_entry where id = any(${[...ids]}::bigint[]) order by id for update`,
  );

/** Published or suspended entries whose last day is over, locked; others' locks are skipped and come next time. */
export const lockExpiredEntries = (unit: Rows, today: string, limit: number): Promise<LockedEntry[]> =>
  unit.rows(sql`
    select ${lockedColumns} from list_entry where status in ('PUBLISHED', 'SUSPENDED') and valid_until < ${today}::date
    order by id limit ${limit} for update skip locked`);
