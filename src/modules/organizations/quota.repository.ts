import { sql } from '../../kernel/sql.js';
import type { Database } from '../../db/database.js';

/** Charges a holder in one statement; tells what its window holds now. A node whose clock is behind counts on the later window. */
export const chargeQuota = async (
  database: Database,
  holder: string,
  windowAt: Date,
  cost: number,
): Promise<{ spent: number; windowAt: Date }> => {
  const row = await database.one<{ spent: string | number; windowAt: Date | string }>(sql`
    insert into quota (holder, window_at, spent) values (${holder}, ${windowAt}, ${cost})
    on conflict (holder) do update set
      spent = case when quota.window_at >= excluded.window_at then quota.spent else 0 end + excluded.spent,
      window_at = greatest(quota.window_at, excluded.window_at)
    returning spent, window_at as "windowAt"`);
  return { spent: Number(row!.spent), windowAt: new Date(row!.windowAt) };
};

/** Deletes windows that are over; tells how many there were. */
export const deleteQuotasBefore = async (database: Database, moment: Date): Promise<number> =>
  (await database.one<{ n: number }>(sql`
    with over as (delete from quota where window_at < ${moment}::timestamptz returning 1)
    select count(*)::int as n from over`))!.n;
