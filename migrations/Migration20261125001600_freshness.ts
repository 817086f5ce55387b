import { Migration } from '@mikro-orm/migrations';

/**
 * What processes keep in memory has a version here: each transaction that changes any of it leaves its own id, which
 * never comes again. Told at the end of the transaction, so that no other lock is waited for while this one is held.
 */
export class Migration20261125001600_freshness extends Migration {
  override name = 'Migration20261125001600_freshness';

  override up(): void {
    this.addSql(
      `create table "freshness" ("what" varchar(20) not null, "version" bigint not null, primary key ("what"));`,
    );
    this.addSql(`insert into freshness (what, version) values ('CATALOGUE', 0), ('STANDING', 0);`);
    this.addSql(countFreshness);
    for (const { what, table, events } of watched)
      this.addSql(
        `create constraint trigger ${table}_${what.toLowerCase()}_freshness after ${events} on ${table}
           deferrable initially deferred for each row execute function count_freshness('${what}')`,
      );
  }

  override down(): void {
    for (const { what, table } of watched)
      this.addSql(`drop trigger ${table}_${what.toLowerCase()}_freshness on ${table}`);
    this.addSql('drop function count_freshness()');
    this.addSql(`drop table "freshness";`);
  }
}

const countFreshness = `create function count_freshness() returns trigger language plpgsql as $$
begin
  update freshness set version = pg_current_xact_id()::text::bigint
  where what = tg_argv[0] and version <> pg_current_xact_id()::text::bigint;
  return null;
end $$`;

const any = 'insert or update or delete';

const watched = [
  ...[
    'organization',
    'credit_list',
    'measure',
    'measure_implementer',
    'memorandum',
    'memorandum_list',
    'memorandum_signatory',
    'clause',
  ].map((table) => ({ what: 'CATALOGUE', table, events: any })),
  // A new token or client changes nothing for those that are known.
  { what: 'STANDING', table: 'oauth_token', events: 'update or delete' },
  { what: 'STANDING', table: 'client', events: 'update or delete' },
  { what: 'STANDING', table: 'organization', events: any },
];
