import { join, sql } from '../../kernel/sql.js';
import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import type { Chosen } from '../../db/by-id.loader.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { CreditList, CreditListFilter, ListVersion } from './list.types.js';

const listColumns = sql`l.id, l.code, l.name, l.colour, l.level, l.basis, l.current_version as version,
  l.notice_days as "noticeDays", l.term_months as "termMonths", l.repair_path as "repairPath", l.keeper_id as "keeperId"`;

export const listsById = (reader: ScopedReader, chosen: Chosen): Promise<CreditList[]> =>
  reader.rows(
    'CreditList',
    (scope) => sql`select ${listColumns} from credit_list l where ${scope} and ${chosen(sql`l.id`)}`,
  );

export const listByCode = (reader: ScopedReader, code: string): Promise<CreditList | null> =>
  reader.one(
    'CreditList',
    (scope) => sql`select ${listColumns} from credit_list l where ${scope} and l.code = ${code}`,
  );

export const listPage = async (
  reader: ScopedReader,
  filter: CreditListFilter,
  args: PageArguments,
): Promise<Connection<CreditList>> => {
  const page = readPage(args, ['text']);
  const rows = await reader.rows<CreditList>('CreditList', (scope) => {
    const conditions = [scope];
    if (filter.colour) conditions.push(sql`l.colour = ${filter.colour}`);
    if (filter.level) conditions.push(sql`l.level = ${filter.level}`);
    if (page.after) conditions.push(sql`l.code > ${page.after[0]}`);
    return pageOf(
      page,
      sql`select ${listColumns} from credit_list l where ${join(conditions, ' and ')} order by l.code`,
    );
  });
  return toConnection(rows, page, (row) => [row.code]);
};

export const versionsOfLists = (reader: ScopedReader, listIds: number[]): Promise<ListVersion[]> =>
  reader.rows(
    'ListVersion',
    (scope) => sql`
    select v.list_id as "listId", v.version, v.published_at as "publishedAt", v.published_by_id as "publishedById", v.added
    from list_version v join credit_list l on l.id = v.list_id
    where ${scope} and v.list_id = any(${listIds}::bigint[]) order by v.version desc`,
  );

export const listsOfMemoranda = (
  reader: ScopedReader,
  memorandumIds: number[],
): Promise<(CreditList & { memorandumId: number })[]> =>
  reader.rows(
    'CreditList',
    (scope) => sql`
    select ${listColumns}, ml.memorandum_id as "memorandumId" from memorandum_list ml join credit_list l on l.id = ml.list_id
    where ${scope} and ml.memorandum_id = any(${memorandumIds}::bigint[]) order by l.code`,
  );
