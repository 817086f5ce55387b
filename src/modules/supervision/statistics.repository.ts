import { sql } from '../../kernel/sql.js';
import type { Database } from '../../db/database.js';

export interface Counted {
  of: 'ENTRY' | 'INSTRUCTION' | 'OBJECTION' | 'REPAIR' | 'RECORD';
  key: string;
  organizationId: number | null;
  count: number;
}

/**
 * Counts only, of which nobody can be picked out: the one read that needs no row scope (design section 3). They are
 * the sums of what the database noted at each change, exact at every moment.
 */
export const countsOn = (database: Database, day: string): Promise<Counted[]> =>
  database.rows<Counted>(sql`
    select counted as of, key, organization_id as "organizationId", sum(delta)::int as count from tally
    where until is null or until >= ${day}::date
    group by counted, key, organization_id having sum(delta) <> 0 order by counted, key, organization_id`);

/** The same with fewer rows. Whoever counts meanwhile sees all before or all after; of two that fold each takes rows once. */
export const foldCounts = (database: Database): Promise<object[]> =>
  database.rows(sql`
    with noted as (delete from tally returning counted, key, organization_id, until, delta)
    insert into tally (counted, key, organization_id, until, delta)
    select counted, key, organization_id, until, sum(delta) from noted
    group by counted, key, organization_id, until having sum(delta) <> 0`);
