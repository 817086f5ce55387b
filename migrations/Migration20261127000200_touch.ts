import { Migration } from '@mikro-orm/migrations';

/**
 * Notes of which subjects a transaction changed something that processes keep in memory: it is told by the transaction's
 * own id, which a snapshot either sees or does not. One row per statement. A new subject is held by nobody yet.
 */
export class Migration20261127000200_touch extends Migration {
  override name = 'Migration20261127000200_touch';

  override up(): void {
    this.addSql(
      `create table "touch" ("id" bigserial primary key, "transaction_id" bigint not null, "subject_ids" bigint[] not null, "at" timestamptz not null default now());`,
    );
    this.addSql(`create index "touch_transaction" on "touch" ("transaction_id");`);
    this.addSql(`insert into freshness (what, version) values ('TOUCH', 0);`);
    this.addSql(noteTouched('touch_subjects', 'subject_id'));
    this.addSql(noteTouched('touch_subjects_themselves', 'id'));
    this.addSql(forgetAll);
    for (const table of [...aboutSubjects, 'subject'])
      this.addSql(
        `create trigger ${table}_truncate_touch after truncate on ${table} for each statement execute function forget_touches()`,
      );
    for (const { name, table, event, seen, run } of triggers)
      this.addSql(
        `create trigger ${name} after ${event} on ${table} referencing ${seen} for each statement execute function ${run}()`,
      );
  }

  override down(): void {
    for (const { name, table } of triggers) this.addSql(`drop trigger ${name} on ${table}`);
    for (const table of [...aboutSubjects, 'subject'])
      this.addSql(`drop trigger ${table}_truncate_touch on ${table}`);
    this.addSql('drop function forget_touches()');
    this.addSql('drop function touch_subjects()');
    this.addSql('drop function touch_subjects_themselves()');
    this.addSql(`delete from freshness where what = 'TOUCH';`);
    this.addSql(`drop table "touch";`);
  }
}

const noteTouched = (
  name: string,
  column: string,
): string => `create function ${name}() returns trigger language plpgsql as $$
declare
  touched bigint[] := array(select distinct ${column} from changed);
begin
  if touched <> '{}' then
    insert into touch (transaction_id, subject_ids) values (pg_current_xact_id()::text::bigint, touched);
  end if;
  return null;
end $$`;

/** Of whom it was is not told: as if what was touched so far had been forgotten. */
const forgetAll = `create function forget_touches() returns trigger language plpgsql as $$
begin
  update freshness set version = pg_current_xact_id()::text::bigint where what = 'TOUCH';
  return null;
end $$`;

const aboutSubjects = ['list_entry', 'instruction', 'objection', 'restoration'];

/** The rows as they are after it, or were before it: a row keeps its subject. */
const events = [
  { event: 'insert', seen: 'new table as changed' },
  { event: 'update', seen: 'new table as changed' },
  { event: 'delete', seen: 'old table as changed' },
];

const triggers = [
  ...aboutSubjects.flatMap((table) =>
    events.map((each) => ({ ...each, table, name: `${table}_${each.event}_touch`, run: 'touch_subjects' })),
  ),
  ...events.slice(1).map((each) => ({
    ...each,
    table: 'subject',
    name: `subject_${each.event}_touch`,
    run: 'touch_subjects_themselves',
  })),
];
