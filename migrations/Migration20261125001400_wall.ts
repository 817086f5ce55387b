import { Migration } from '@mikro-orm/migrations';

export class Migration20261125001400_wall extends Migration {
  override name = 'Migration20261125001400_wall';

  override up(): void {
    this.addSql(`alter table "subject" add column "version" int not null default 1;`);
    this.addSql(countsGroup);
    for (const { table, column } of sealed)
      this.addSql(
        `create index ${table}_sealed_under on ${table} (${keyOf(column)}) where ${column} is not null`,
      );
    this.addSql(
      `create index audit_event_key_taken on audit_event (target_id) where target = 'Key' and event = 'keys.keyTaken'`,
    );
  }

  override down(): void {
    this.addSql(`drop index audit_event_key_taken`);
    for (const { table } of sealed) this.addSql(`drop index ${table}_sealed_under`);
    this.addSql(`drop trigger subject_version on subject`);
    this.addSql(`alter table "subject" drop column "version";`);
  }
}

/** What may be read and written of a subject is its group: a key that was rotated is no change that a reader has to see. */
const countsGroup = `create trigger subject_version before update of practitioner_group on subject for each row
  when (old.practitioner_group is distinct from new.practitioner_group) execute function count_version()`;

const sealed = [
  { table: 'subject', column: 'id_number_cipher' },
  { table: 'file', column: 'wrapped_key' },
];

/** Texts of the first release are of key 1. */
const keyOf = (column: string): string =>
  `(case when ${column} like 'v1.%' then '1' else split_part(${column}, '.', 2) end)`;
