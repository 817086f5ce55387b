import type { Keys } from '../kernel/keys.js';
import { type Sql, empty, sql } from '../kernel/sql.js';
import type { Rows } from './database.js';
import { type SealedColumn, keyOf, sealedColumns } from './key-rotation.js';

/**
 * Why these keys are not those of the data, or null. A key that is missing is looked for among all that sealed a row; a key that is
 * there is tried on a few of its rows, and one that opens is enough: what else does not was changed or moved.
 */
export const misfitOf = async (at: Rows, keys: Keys): Promise<string | null> => {
  for (const column of sealedColumns) {
    const missing = await missingKey(at, column, keys.ids);
    if (missing !== null) return `it has no key ${missing}, under which values of ${column.table} are sealed`;
    for (const id of keys.ids) {
      const misfit = await misfitOfKey(at, column, keys, id);
      if (misfit !== null) return misfit;
    }
  }
  return null;
};

const missingKey = async (
  at: Rows,
  { parts }: SealedColumn,
  ids: readonly string[],
): Promise<string | null> => {
  // From one key to the next in the index: as many rows as there are keys, however many they sealed.
  const next = (after: Sql) =>
    sql`(select ${keyOf(parts.text)} as key from ${parts.table} where ${parts.text} is not null ${after} order by 1 limit 1)`;
  const [row] = await at.rows<{ key: string }>(sql`
    with recursive used as (${next(empty)} union all
      select following.key from used, lateral ${next(sql`and ${keyOf(parts.text)} > used.key`)} as following)
    select key from used where key <> all(${[...ids]}::text[]) limit 1`);
  return row?.key ?? null;
};

const tried = 5;

const misfitOfKey = async (
  at: Rows,
  { table, column, parts }: SealedColumn,
  keys: Keys,
  id: string,
): Promise<string | null> => {
  const rows = await at.rows<{ row: string; text: string; index: string | null }>(sql`
    select ${parts.row} as row, ${parts.text} as text, ${parts.index} as index from ${parts.table}
    where ${parts.text} is not null and ${keyOf(parts.text)} = ${id} limit ${tried}`);
  const opened = rows.flatMap(({ row, text, index }) => {
    const clear = opens(() => keys.open(text, { table, column, row }));
    return clear === null ? [] : [{ clear, index }];
  });
  if (rows.length > 0 && opened.length === 0)
    return `its key ${id} is not the one that values of ${table} are sealed with`;
  const found = opened.filter(({ clear, index }) => index === null || keys.blindIndex(clear) === index);
  return opened.length > 0 && found.length === 0
    ? 'its index secret is not the one by which persons are found'
    : null;
};

const opens = (open: () => string): string | null => {
  try {
    return open();
  } catch {
    return null;
  }
};
