import { Migration } from '@mikro-orm/migrations';

/**
 * Versions are counted in one place, the database: whoever changes a thing, or what hangs on it, raises its version and
 * cannot forget to. `expectedVersion` of a mutation is held against it.
 */
export class Migration20261125001000_idempotency extends Migration {
  override name = 'Migration20261125001000_idempotency';

  override up(): void {
    for (const table of newlyVersioned)
      this.addSql(`alter table "${table}" add column "version" int not null default 1;`);
    this.addSql(countsItself);
    this.addSql(countsParent);
    for (const table of versioned)
      this.addSql(
        `create trigger ${table}_version before update on ${table} for each row execute function count_version()`,
      );
    for (const { table, when, parent } of parts)
      this.addSql(
        `create trigger ${table}_counts_${parent} after ${when} on ${table} for each row when (new.${parent}_id is not null) execute function count_version_of_parent('${parent}')`,
      );
  }

  override down(): void {
    this.addSql(`drop function count_version_of_parent() cascade`); // and with it the triggers that call it
    this.addSql(`drop function count_version() cascade`);
    for (const table of newlyVersioned) this.addSql(`alter table "${table}" drop column "version";`);
  }
}

const newlyVersioned = ['client', 'credit_record'];
const versioned = [
  ...newlyVersioned,
  ...['list_entry', 'instruction', 'measure', 'memorandum', 'objection', 'repair', 'restoration'],
];

/** What is read as part of a thing: a change of it is a change of the thing. */
const parts = [
  { table: 'notice', when: 'insert', parent: 'instruction' },
  { table: 'feedback', when: 'insert', parent: 'instruction' },
  { table: 'memorandum_signatory', when: 'update', parent: 'memorandum' },
  { table: 'verification', when: 'insert or update', parent: 'objection' },
  { table: 'objection_pause', when: 'insert or update', parent: 'objection' },
  { table: 'restoration_task', when: 'update', parent: 'restoration' },
];

const countsItself = `create function count_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$`;

const countsParent = `create function count_version_of_parent() returns trigger language plpgsql as $$
begin
  execute format('update %I set version = version where id = $1', tg_argv[0])
    using (to_jsonb(new) ->> (tg_argv[0] || '_id'))::bigint;
  return null;
end $$`;
