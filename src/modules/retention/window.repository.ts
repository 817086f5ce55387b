import { sql } from '../../kernel/sql.js';
import type { Rows } from '../../db/database.js';

/** How many windows of the quota are over. */
export const countOverWindows = async (at: Rows, cutoff: Date): Promise<number> =>
  (
    await at.rows<{ n: number }>(
      sql`select count(*)::int as n from quota where window_at < ${cutoff}::timestamptz`,
    )
  )[0]!.n;
