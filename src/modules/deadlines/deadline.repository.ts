import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { type Sql, join, sql } from '../../kernel/sql.js';
import type { RowViewer } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Deadline, DeadlineFilter } from './deadline.types.js';

/** Whether deadline `d` is past its last day: neither met nor paused. */
export const overdueDeadline = ({ today }: RowViewer): Sql =>
  sql`(d.met_at is null and d.paused_on is null and d.due_on < ${today}::date)`;

const deadlineColumns = (viewer: RowViewer): Sql => sql`d.id, d.kind, d.number, d.started_on as "startedOn",
  d.due_on as "dueOn", ${overdueDeadline(viewer)} as overdue, (d.paused_on is not null and d.met_at is null) as paused, d.met_at as "metAt",
  d.reminded_at as "remindedAt", d.escalated_at as "escalatedAt", d.owner_id as "ownerId", d.target_id as "targetId"`;

export const deadlinesById = (reader: ScopedReader, ids: number[]): Promise<Deadline[]> =>
  reader.rows(
    'Deadline',
    (scope, viewer) =>
      sql`select ${deadlineColumns(viewer)} from deadline d where ${scope} and d.id = any(${ids}::bigint[])`,
  );

/** The terms of things of one kind, first due first: seen by whoever sees the thing. */
export const deadlinesOfThings =
  (target: string) =>
  (reader: ScopedReader, targetIds: number[]): Promise<Deadline[]> =>
    reader.rows(
      'DeadlineOfThing',
      (scope, viewer) => sql`
      select ${deadlineColumns(viewer)} from deadline d
      where ${scope} and d.target = ${target} and d.target_id = any(${targetIds}::bigint[]) order by d.due_on, d.id`,
    );

export const deadlinePage = async (
  reader: ScopedReader,
  filter: DeadlineFilter,
  args: PageArguments,
): Promise<Connection<Deadline>> => {
  const page = readPage(args);
  const rows = await reader.rows<Deadline>('Deadline', (scope, viewer) => {
    const conditions = [scope];
    if (filter.kind) conditions.push(sql`d.kind = any(${filter.kind}::text[])`);
    if (filter.overdue != null) conditions.push(sql`${overdueDeadline(viewer)} = ${filter.overdue}`);
    if (filter.open != null) conditions.push(sql`(d.met_at is null) = ${filter.open}`);
    if (filter.owner)
      conditions.push(sql`d.owner_id = (select id from organization where code = ${filter.owner})`);
    if (page.after) conditions.push(sql`d.id < ${page.after[0]}::bigint`);
    return pageOf(
      page,
      sql`select ${deadlineColumns(viewer)} from deadline d where ${join(conditions, ' and ')} order by d.id desc`,
    );
  });
  return toConnection(rows, page, (row) => [row.id]);
};
