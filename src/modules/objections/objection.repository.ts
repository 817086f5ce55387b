import { isFinal } from '../../kernel/lifecycle.js';
import { type Connection, type PageArguments, readPage, toConnection } from '../../kernel/page.js';
import { type Sql, join, sql } from '../../kernel/sql.js';
import type { ObjectionStatus } from '../../kernel/terms.js';
import { type RowViewer, actingViewer, rowScope } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import { type LockedEntry, lockEntriesById } from '../lists/entry.repository.js';
import { entryLifecycle } from '../lists/entry.lifecycle.js';
import { openStates } from './objection.lifecycle.js';
import type { EarlierObjection } from './objection.rules.js';
import type { Objection, ObjectionFilter } from './objection.types.js';

const open = sql`o.status in ('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING')`;
const overdue = ({ today }: RowViewer): Sql => sql`(${open} and o.due_at < ${today}::date)`;

const objectionColumns = (
  viewer: RowViewer,
): Sql => sql`o.id, o.number, o.channel, o.ground, o.statement, o.evidence, o.status,
  o.suspends, o.received_at as "receivedAt", o.due_at as "dueAt", ${overdue(viewer)} as overdue, o.decided_at as "decidedAt",
  o.reasons, o.entry_id as "entryId", o.record_id as "recordId", o.subject_id as "subjectId", o.raised_by_id as "raisedById",
  o.decided_by_id as "decidedById"`;

export const objectionsById = (reader: ScopedReader, ids: number[]): Promise<Objection[]> =>
  reader.rows(
    'Objection',
    (scope, viewer) => sql`
    select ${objectionColumns(viewer)} from objection o where ${scope} and o.id = any(${ids}::bigint[])`,
  );

export const objectionsOfEntries = (reader: ScopedReader, entryIds: number[]): Promise<Objection[]> =>
  reader.rows(
    'Objection',
    (scope, viewer) => sql`
    select ${objectionColumns(viewer)} from objection o where ${scope} and o.entry_id = any(${entryIds}::bigint[]) order by o.id desc`,
  );

export const objectionPage = async (
  reader: ScopedReader,
  filter: ObjectionFilter,
  args: PageArguments,
): Promise<Connection<Objection>> => {
  const page = readPage(args);
  const rows = await reader.rows<Objection>('Objection', (scope, viewer) => {
    const conditions = [scope];
    if (filter.status) conditions.push(sql`o.status = any(${filter.status}::text[])`);
    if (filter.entry)
      conditions.push(sql`o.entry_id = (select id from list_entry where number = ${filter.entry})`);
    if (filter.overdue != null) conditions.push(sql`${overdue(viewer)} = ${filter.overdue}`);
    if (page.after) conditions.push(sql`o.id < ${page.after[0]}::bigint`);
    return sql`select ${objectionColumns(viewer)} from objection o where ${join(conditions, ' and ')} order by o.id desc limit ${page.first + 1}`;
  });
  return toConnection(rows, page, (row) => [row.id]);
};

/** What an objection is about: an entry, or a record with the entries that rest on it. */
export interface ObjectionTarget {
  entryId: number | null;
  recordId: number | null;
  subjectId: number;
  /** The identifying agency or the provider: it has to verify. */
  providerId: number;
}

export const entryTarget = (unit: Unit, number: string): Promise<ObjectionTarget | null> =>
  unit.one(sql`
    select id as "entryId", null::bigint as "recordId", subject_id as "subjectId", identified_by_id as "providerId"
    from list_entry where number = ${number}`);

export const recordTarget = (unit: Unit, number: string): Promise<ObjectionTarget | null> =>
  unit.one(sql`
    select null::bigint as "entryId", id as "recordId", subject_id as "subjectId", provider_id as "providerId"
    from credit_record where number = ${number}`);

/**
 * The entries an objection reaches, locked: the one named, or all that rest on the record; none that has ended, even
 * while we waited for its lock. The record is locked before its entries, as everywhere.
 */
export const lockReachedEntries = async (
  unit: Unit,
  { entryId, recordId }: Pick<ObjectionTarget, 'entryId' | 'recordId'>,
): Promise<LockedEntry[]> => {
  if (recordId !== null)
    await unit.rows(sql`select id from credit_record where id = ${recordId} for no key update`);
  const reached = await unit.rows<{ id: number }>(sql`
    select id from list_entry where id = ${entryId}::bigint or record_id = ${recordId}::bigint order by id`);
  const entries = await lockEntriesById(
    unit,
    reached.map(({ id }) => id),
  );
  return entries.filter(({ status }) => !isFinal(entryLifecycle, status));
};

/** Whether an agency may see what it objects to: a number it should not know answers like one that is none. */
export const isVisible = async (unit: Unit, target: ObjectionTarget): Promise<boolean> => {
  const viewer = actingViewer(unit.act.principal, unit.today);
  const seen = await unit.one(
    target.entryId === null
      ? sql`select 1 as seen from credit_record r where r.id = ${target.recordId} and ${rowScope.CreditRecord(viewer)}`
      : sql`select 1 as seen from list_entry e where e.id = ${target.entryId} and ${rowScope.ListEntry(viewer)}`,
  );
  return seen !== null;
};

export const earlierObjections = (unit: Unit, target: ObjectionTarget): Promise<EarlierObjection[]> =>
  unit.rows(sql`
    select ground, evidence, status from objection
    where entry_id is not distinct from ${target.entryId}::bigint and record_id is not distinct from ${target.recordId}::bigint`);

export interface LockedObjection extends ObjectionTarget {
  id: number;
  number: string;
  status: ObjectionStatus;
  suspends: boolean;
  raisedByActor: string;
}

export const lockObjection = (unit: Unit, number: string): Promise<LockedObjection | null> =>
  unit.one(sql`
    select o.id, o.number, o.status, o.suspends, o.entry_id as "entryId", o.record_id as "recordId", o.subject_id as "subjectId",
      o.raised_by_actor as "raisedByActor", coalesce(e.identified_by_id, r.provider_id) as "providerId"
    from objection o left join list_entry e on e.id = o.entry_id left join credit_record r on r.id = o.record_id
    where o.number = ${number} for update of o`);

/** Of the entries, those that no other open objection holds: neither one to the entry, nor one to its record. */
export const unheldEntryIds = async (
  unit: Unit,
  entryIds: readonly number[],
  decidedId: number,
): Promise<number[]> =>
  (
    await unit.rows<{ id: number }>(sql`
      select e.id from list_entry e where e.id = any(${[...entryIds]}::bigint[]) and not exists (
        select 1 from objection o where o.id <> ${decidedId} and o.suspends and o.status = any(${[...openStates]}::text[])
          and (o.entry_id = e.id or o.record_id = e.record_id))
      order by e.id`)
  ).map(({ id }) => id);

/** Lifts the mark of the record, unless another open objection to it holds. */
export const unmarkRecord = async (unit: Unit, objection: LockedObjection): Promise<void> => {
  await unit.rows(sql`
    update credit_record r set objected = false where r.id = ${objection.recordId} and not exists (
      select 1 from objection o where o.record_id = r.id and o.id <> ${objection.id} and o.suspends
        and ${open})`);
};
