import { badInput } from '../../kernel/errors.js';
import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { type Sql, join, sql } from '../../kernel/sql.js';
import type { RowViewer } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { AccessEvent, AccessEventFilter, Change, ChangeConnection } from './change.types.js';

const changeColumns = sql`c.position, c.at, c.type, c.organization_id as "organizationId", c.target, c.target_id as "targetId",
  c.subject_id as "subjectId", c.summary`;

/** A page of the feed behind `after`; handing it over is recorded (Henan 39, 42). */
export const changePage = async (reader: ScopedReader, args: PageArguments): Promise<ChangeConnection> => {
  const { page, head } = await changesWhere(reader, args, () => sql`true`);
  reader.deliveredTo(Math.min(Number(page.completeTo), head));
  return page;
};

/**
 * The changes behind `after` that a condition picks. Head and rows are read in one statement, so what the page calls
 * complete is: no position below `completeTo` can still appear, because positions are given under one lock and never
 * skipped.
 */
export const changesWhere = async (
  reader: ScopedReader,
  args: PageArguments,
  which: (viewer: RowViewer) => Sql,
): Promise<{ page: ChangeConnection; head: number }> => {
  const { first } = readPage({ first: args.first });
  const after = readPosition(args.after);
  const rows = await reader.rows<Change & { head: number; position: unknown }>(
    'Change',
    (scope, viewer) => sql`
    select head.change_position as head, page.* from ledger_head head left join lateral (
      ${pageOf({ first }, changesAfter(sql`${scope} and ${which(viewer)}`, after))}) page on true
    where head.id = 1`,
  );
  const head = rows[0]?.head ?? 0;
  const found = rows
    .filter((row) => row.position != null)
    .map((row) => ({ ...row, id: Number(row.position), position: String(row.position) }));
  const nodes = found.slice(0, first);
  const more = found.length > first;
  const completeTo = more ? nodes.at(-1)!.position : String(Math.max(head, after));
  const page = {
    nodes,
    edges: nodes.map((node) => ({ cursor: node.position, node })),
    pageInfo: {
      hasNextPage: more,
      hasPreviousPage: after > 0,
      startCursor: nodes[0]?.position ?? null,
      endCursor: completeTo,
    },
    totalCount: null,
    completeFrom: String(after),
    completeTo,
  };
  return { page, head };
};

const changesAfter = (condition: Sql, position: number): Sql =>
  sql`select ${changeColumns} from change c where ${condition} and c.position > ${position} order by c.position`;

/** The head of the feed: everything up to it is there. */
export const feedHead = async (reader: ScopedReader): Promise<number> => {
  const row = await reader.one<{ head: number }>(
    'FeedHead',
    () => sql`select change_position as head from ledger_head where id = 1`,
  );
  return row?.head ?? 0;
};

/** Where a subscriber begins: behind the position it has, or at the head. A position still to come would skip changes. */
export const readStart = async (reader: ScopedReader, after: string | null | undefined): Promise<number> => {
  const head = await feedHead(reader);
  if (after == null || after === '') return head;
  const position = readPosition(after);
  if (position > head) throw badInput('after', `The feed ends at ${head}: after must not lie behind it.`);
  return position;
};

const readPosition = (after: string | null | undefined): number => {
  if (after == null || after === '') return 0;
  if (!/^\d{1,15}$/.test(after))
    throw badInput('after', 'after is a position of the feed: a cursor, or completeTo of the page before.');
  return Number(after);
};

export const changesById = async (reader: ScopedReader, positions: number[]): Promise<Change[]> =>
  (
    await reader.rows<Change & { position: unknown }>(
      'Change',
      (scope) => sql`
      select ${changeColumns} from change c where ${scope} and c.position = any(${positions}::bigint[])`,
    )
  ).map((row) => ({ ...row, id: Number(row.position), position: String(row.position) }));

const accessColumns = sql`a.id, a.at, a.organization_id as "organizationId", a.actor_kind as "actorKind", a.subject_id as "subjectId", a.matter,
  a.business_number as "businessNumber", a.operation, a.datasets`;

export const accessEventsById = (reader: ScopedReader, ids: number[]): Promise<AccessEvent[]> =>
  reader.rows(
    'AccessEvent',
    (scope) =>
      sql`select ${accessColumns} from access_event a where ${scope} and a.id = any(${ids}::bigint[])`,
  );

export const accessEventPage = async (
  reader: ScopedReader,
  filter: AccessEventFilter & { subjectId?: number },
  args: PageArguments,
): Promise<Connection<AccessEvent>> => {
  const page = readPage(args);
  const rows = await reader.rows<AccessEvent>('AccessEvent', (scope) => {
    const conditions = [scope];
    if (filter.subjectId !== undefined) conditions.push(sql`a.subject_id = ${filter.subjectId}::bigint`);
    if (filter.subjectCode)
      conditions.push(sql`a.subject_id = (select id from subject where code = ${filter.subjectCode})`);
    if (filter.organization)
      conditions.push(
        sql`a.organization_id = (select id from organization where code = ${filter.organization})`,
      );
    if (filter.from) conditions.push(sql`a.at >= ${filter.from}`);
    if (filter.to) conditions.push(sql`a.at < ${filter.to}`);
    if (page.after) conditions.push(sql`a.id < ${page.after[0]}::bigint`);
    return pageOf(
      page,
      sql`select ${accessColumns} from access_event a where ${join(conditions, ' and ')} order by a.id desc`,
    );
  });
  return toConnection(rows, page, (row) => [row.id]);
};
