import { setTimeout as wait } from 'node:timers/promises';
import type { Keys, SealedAt } from '../kernel/keys.js';
import { type Sql, sql } from '../kernel/sql.js';
import type { Database, Rows } from './database.js';

export interface SealedColumn {
  table: string;
  column: string;
  /** Table, sealed column, the column that names the row in the seal, and the blind index of what is sealed. */
  parts: { table: Sql; text: Sql; row: Sql; index: Sql };
}

/** Everything sealed in the database. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'subject',
    column: 'id_number_cipher',
    parts: { table: sql`subject`, text: sql`id_number_cipher`, row: sql`code`, index: sql`id_number_index` },
  },
  {
    table: 'file',
    column: 'wrapped_key',
    parts: { table: sql`file`, text: sql`wrapped_key`, row: sql`hash`, index: sql`null::text` },
  },
];

/** Under which key a text is sealed: those of the first release are of key 1. An index holds it (`…_sealed_under`). */
export const keyOf = (text: Sql): Sql =>
  sql`(case when ${text} like 'v1.%' then '1' else split_part(${text}, '.', 2) end)`;

/** How many values stand under which key: `v1` texts of the first release apart, they are of key 1 too. */
export interface KeyUse {
  table: string;
  column: string;
  key: string;
  values: number;
}

export const keyUse = async (at: Rows): Promise<KeyUse[]> => {
  const uses: KeyUse[] = [];
  for (const { table, column, parts } of sealedColumns) {
    const rows = await at.rows<{ key: string; values: number }>(sql`
      select case when ${parts.text} like 'v1.%' then '1 (v1)' else split_part(${parts.text}, '.', 2) end as key,
        count(*)::int as values
      from ${parts.table} where ${parts.text} is not null group by 1 order by 1`);
    uses.push(...rows.map((row) => ({ table, column, ...row })));
  }
  return uses;
};

/** How many values are not under the current key yet. */
export const leftToRotate = async (at: Rows, current: string): Promise<number> => {
  let left = 0;
  for (const { parts } of sealedColumns) {
    const [row] = await at.rows<{ n: number }>(
      sql`select count(*)::int as n from ${parts.table} where ${stale(parts.text, current)}`,
    );
    left += row!.n;
  }
  return left;
};

/**
 * Brings every sealed value under the current key, batch by batch, each in its own transaction. The rows themselves say
 * what is left, so a run that broke off is taken up by the next. Rows somebody holds are passed over and tried again.
 */
export const rotateKeys = async (
  database: Database,
  keys: Keys,
  {
    batch = 200,
    tries = 50,
    onBatch = () => undefined,
  }: { batch?: number; tries?: number; onBatch?: (done: number) => void | Promise<void> } = {},
): Promise<number> => {
  let done = 0;
  for (let held = 0; ; held++) {
    for (const sealed of sealedColumns) {
      for (;;) {
        const renewed = await database.transaction((unit) => renewBatch(unit, sealed, keys, batch));
        if (renewed === 0) break;
        done += renewed;
        await onBatch(done);
      }
    }
    const left = await leftToRotate(database, keys.current);
    if (left === 0) return done;
    if (held === tries)
      throw new Error(`${left} values are held by other transactions; run the command again for them.`);
    await wait(100);
  }
};

const stale = (text: Sql, current: string): Sql =>
  sql`${text} is not null and ${text} not like ${`v2.${current}.%`}`;

const renewBatch = async (
  at: Rows,
  { table, column, parts }: SealedColumn,
  keys: Keys,
  batch: number,
): Promise<number> => {
  const rows = await at.rows<{ id: number; row: string; text: string; index: string | null }>(sql`
    select id, ${parts.row} as row, ${parts.text} as text, ${parts.index} as index from ${parts.table}
    where ${stale(parts.text, keys.current)} order by id limit ${batch} for update skip locked`);
  if (rows.length === 0) return 0;
  const renewed = rows.map(({ id, row, text, index }) => ({
    id,
    text,
    renewed: renew(keys, text, { table, column, row }, index),
  }));
  const changed = await at.rows(sql`
    update ${parts.table} t set ${parts.text} = n.renewed
    from jsonb_to_recordset(${JSON.stringify(renewed)}::jsonb) as n(id bigint, text text, renewed text)
    where t.id = n.id and t.${parts.text} = n.text returning t.id`);
  return changed.length;
};

/** A `v1` text is bound to no row: before it is bound to this one, its blind index must say that it belongs here. */
const renew = (keys: Keys, text: string, at: SealedAt, index: string | null): string => {
  if (index !== null && keys.blindIndex(keys.open(text, at)) !== index)
    throw new Error(
      `A value of ${at.table}.${at.column} does not belong to its row (${at.row}); nothing of its batch was changed.`,
    );
  return keys.renew(text, at);
};
