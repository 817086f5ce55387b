import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { type Sql, join, sql } from '../../kernel/sql.js';
import type { RowViewer } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import { overdueDeadline } from '../deadlines/deadline.repository.js';
import type { Restoration, RestorationFilter, RestorationTask } from './restoration.types.js';

const restorationColumns = sql`rs.id, rs.number, rs.cause, rs.reason, rs.status, rs.version, rs.opened_at as "openedAt", rs.done_at as "doneAt",
  rs.entry_id as "entryId", rs.record_id as "recordId", rs.instruction_id as "instructionId", rs.check_id as "checkId",
  rs.subject_id as "subjectId", rs.objection_id as "objectionId", rs.outcome_id as "outcomeId", rs.responsible_id as "responsibleId"`;

export const restorationsById = (reader: ScopedReader, ids: number[]): Promise<Restoration[]> =>
  reader.rows(
    'Restoration',
    (scope) =>
      sql`select ${restorationColumns} from restoration rs where ${scope} and rs.id = any(${ids}::bigint[])`,
  );

export const restorationsOfSubjects = (reader: ScopedReader, subjectIds: number[]): Promise<Restoration[]> =>
  reader.rows(
    'Restoration',
    (scope) => sql`
    select ${restorationColumns} from restoration rs where ${scope} and rs.subject_id = any(${subjectIds}::bigint[]) order by rs.id desc`,
  );

/** Somebody owes it something past the last day. */
const overdue = (viewer: RowViewer): Sql => sql`exists (
  select 1 from deadline d where ${overdueDeadline(viewer)} and (
    (d.target = 'Restoration' and d.target_id = rs.id) or (d.target = 'RestorationTask' and d.target_id in (
      select rt.id from restoration_task rt where rt.restoration_id = rs.id))))`;

export const restorationPage = async (
  reader: ScopedReader,
  filter: RestorationFilter,
  args: PageArguments,
): Promise<Connection<Restoration>> => {
  const page = readPage(args);
  const rows = await reader.rows<Restoration>('Restoration', (scope, viewer) => {
    const conditions = [scope];
    if (filter.status) conditions.push(sql`rs.status = any(${filter.status}::text[])`);
    if (filter.cause) conditions.push(sql`rs.cause = ${filter.cause}`);
    if (filter.entry)
      conditions.push(sql`rs.entry_id = (select id from list_entry where number = ${filter.entry})`);
    if (filter.record)
      conditions.push(sql`rs.record_id = (select id from credit_record where number = ${filter.record})`);
    if (filter.responsible)
      conditions.push(
        sql`rs.responsible_id = (select id from organization where code = ${filter.responsible})`,
      );
    if (filter.overdue != null) conditions.push(sql`${overdue(viewer)} = ${filter.overdue}`);
    if (page.after) conditions.push(sql`rs.id < ${page.after[0]}::bigint`);
    return pageOf(
      page,
      sql`select ${restorationColumns} from restoration rs where ${join(conditions, ' and ')} order by rs.id desc`,
    );
  });
  return toConnection(rows, page, (row) => [row.id]);
};

/** Tasks are seen by whoever sees their restoration. */
export const tasksOfRestorations = (
  reader: ScopedReader,
  restorationIds: number[],
): Promise<RestorationTask[]> =>
  reader.rows(
    'RestorationTask',
    (scope, { today }) => sql`
    select t.kind, t.due_on as "dueOn", t.status = 'OPEN' and t.due_on < ${today}::date as overdue, t.status, t.note,
      t.done_at as "doneAt", t.owner_id as "ownerId", t.restoration_id as "restorationId"
    from restoration_task t where ${scope} and t.restoration_id = any(${restorationIds}::bigint[]) order by t.id`,
  );
