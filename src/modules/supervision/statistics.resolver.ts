import { Query, Resolver } from 'type-graphql';
import { type Clock, today } from '../../kernel/clock.js';
import { sql } from '../../kernel/sql.js';
import type { Database } from '../../db/database.js';
import { Statistics } from './statistics.types.js';

@Resolver()
export class StatisticsResolver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Query(() => Statistics, {
    description: 'Counts of entries, instructions, objections, repairs and records. 统计',
  })
  statistics(): Promise<Statistics> {
    return countAll(this.database, today(this.clock));
  }
}

/** Counts only, of which nobody can be picked out: the one read that needs no row scope (design section 3). */
const countAll = async (database: Database, day: string): Promise<Statistics> => {
  const rows = await database.rows<{ of: string; key: string; count: number }>(sql`
    select 'entry' as of, colour as key, count(*)::int as count from list_entry where status = 'PUBLISHED' and colour <> 'WATCH' and (valid_until is null or valid_until >= ${day}::date) group by colour
    union all select 'instruction', status, count(*)::int from instruction group by status
    union all select 'objection', status, count(*)::int from objection group by status
    union all select 'repair', status, count(*)::int from repair group by status
    union all select 'record', 'all', count(*)::int from credit_record
    order by 1, 2`);
  const counts = (of: string) =>
    rows.filter((row) => row.of === of).map(({ key, count }) => ({ key, count }));
  return {
    entriesByColour: counts('entry'),
    instructionsByStatus: counts('instruction'),
    objectionsByStatus: counts('objection'),
    repairsByStatus: counts('repair'),
    records: counts('record')[0]?.count ?? 0,
  };
};
