import { raw, sql } from '../../src/kernel/sql.js';
import type { Database } from '../../src/db/database.js';

/** The tables in which any column of any row holds the text: for values that must never be stored in clear. */
export const tablesHolding = async (database: Database, text: string): Promise<string[]> => {
  const tables = await database.rows<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  if (tables.length === 0) throw new Error('there are no tables to look through');
  const holding: string[] = [];
  for (const { name } of tables) {
    const found = await database.rows(
      sql`select 1 as found from ${raw(`"${name}"`)} t where strpos(t::text, ${text}::text) > 0 limit 1`,
    );
    if (found.length > 0) holding.push(name);
  }
  return holding;
};
