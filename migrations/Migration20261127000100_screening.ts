import { Migration } from '@mikro-orm/migrations';

/** A screening asks of instructions what this index holds, and reads no rows of the table. */
export class Migration20261127000100_screening extends Migration {
  override name = 'Migration20261127000100_screening';

  override up(): void {
    this.addSql(`drop index "instruction_entry";`);
    this.addSql(
      `create index "instruction_entry" on "instruction" ("entry_id", "status") include ("agency_id", "clause_id", "id", "check_id", "subject_id", "objected", "kind");`,
    );
  }

  override down(): void {
    this.addSql(`drop index "instruction_entry";`);
    this.addSql(`create index "instruction_entry" on "instruction" ("entry_id", "status");`);
  }
}
