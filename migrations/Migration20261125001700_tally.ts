import { Migration } from '@mikro-orm/migrations';

/**
 * Counts for the statistics: each statement that changes what is counted adds the difference, and nobody waits for
 * anybody. The sum is exact at every moment, within the transaction too; what has been added is folded now and then.
 */
export class Migration20261125001700_tally extends Migration {
  override name = 'Migration20261125001700_tally';

  override up(): void {
    this.addSql(
      `create table "tally" ("id" bigserial primary key, "counted" varchar(20) not null, "key" varchar(30) not null, "organization_id" bigint null, "until" date null, "delta" bigint not null);`,
    );
    for (const each of counted) {
      this.addSql(countChanges(each));
      for (const [event, tables] of Object.entries(transitions))
        this.addSql(
          `create trigger ${each.table}_tally_${event} after ${event} on ${each.table} referencing ${tables}
             for each statement execute function tally_${each.table}()`,
        );
    }
    this.addSql(recount);
    this.addSql(recountEmptied);
    for (const { table } of counted)
      this.addSql(
        `create trigger ${table}_tally_truncate after truncate on ${table} for each statement execute function tally_truncated()`,
      );
    this.addSql('select recount_tally()');
  }

  override down(): void {
    for (const { table } of counted) {
      this.addSql(`drop trigger ${table}_tally_truncate on ${table}`);
      for (const event of Object.keys(transitions))
        this.addSql(`drop trigger ${table}_tally_${event} on ${table}`);
      this.addSql(`drop function tally_${table}()`);
    }
    this.addSql('drop function tally_truncated()');
    this.addSql('drop function recount_tally()');
    this.addSql(`drop table "tally";`);
  }
}

/** What is counted, by what. `until`: the last day on which it counts. */
interface Counted {
  readonly table: string;
  readonly name: string;
  readonly key: string;
  readonly organization: string;
  readonly until: string;
  readonly where: string;
}

const nobody = 'null::bigint';
const always = 'null::date';

const counted: readonly Counted[] = [
  {
    table: 'list_entry',
    name: 'ENTRY',
    key: 'colour',
    organization: nobody,
    until: 'valid_until',
    where: `status = 'PUBLISHED' and colour <> 'WATCH'`,
  },
  {
    table: 'instruction',
    name: 'INSTRUCTION',
    key: 'status',
    organization: 'agency_id',
    until: always,
    where: 'true',
  },
  {
    table: 'objection',
    name: 'OBJECTION',
    key: 'status',
    organization: nobody,
    until: always,
    where: 'true',
  },
  { table: 'repair', name: 'REPAIR', key: 'status', organization: nobody, until: always, where: 'true' },
  {
    table: 'credit_record',
    name: 'RECORD',
    key: `'ALL'`,
    organization: nobody,
    until: always,
    where: 'true',
  },
];

const transitions = {
  insert: 'new table as added',
  update: 'old table as removed new table as added',
  delete: 'old table as removed',
};

const rowsOf = ({ key, organization, until, where }: Counted, from: string, times: 1 | -1) =>
  `select ${key}::varchar as key, ${organization} as organization_id, ${until} as until, ${times} as delta from ${from} where ${where}`;

const addUp = ({ name }: Counted, rows: string) =>
  `insert into tally (counted, key, organization_id, until, delta)
   select '${name}', key, organization_id, until, sum(delta) from (${rows}) as each group by key, organization_id, until having sum(delta) <> 0;`;

const countChanges = (each: Counted) => {
  const added = rowsOf(each, 'added', 1);
  const removed = rowsOf(each, 'removed', -1);
  return `create function tally_${each.table}() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then ${addUp(each, added)}
  elsif tg_op = 'DELETE' then ${addUp(each, removed)}
  else ${addUp(each, `${added} union all ${removed}`)}
  end if;
  return null;
end $$`;
};

/** All counts anew from the tables: at first, and after rows were loaded past the triggers. Whoever writes meanwhile waits. */
const recount = `create function recount_tally() returns void language plpgsql as $$
begin
  lock table ${counted.map(({ table }) => table).join(', ')} in share row exclusive mode;
  delete from tally;
  ${counted.map((each) => addUp(each, rowsOf(each, each.table, 1))).join('\n')}
end $$`;

/** What is emptied at once is counted anew. */
const recountEmptied = `create function tally_truncated() returns trigger language plpgsql as $$
begin
  perform recount_tally();
  return null;
end $$`;
