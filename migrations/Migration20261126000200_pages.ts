import { Migration } from '@mikro-orm/migrations';

/** Pages of entries and instructions go by their states, and entries by who identified them; nothing goes by clauses. */
export class Migration20261126000200_pages extends Migration {
  override name = 'Migration20261126000200_pages';

  override up(): void {
    this.addSql(`create index "list_entry_state" on "list_entry" ("status", "id");`);
    this.addSql(`drop index "list_entry_identified";`);
    this.addSql(
      `create index "list_entry_identified" on "list_entry" ("identified_by_id", "status", "published_at", "id");`,
    );
    this.addSql(`create index "instruction_agency_page" on "instruction" ("agency_id", "id");`);
    this.addSql(`create index "instruction_state" on "instruction" ("status", "id");`);
    this.addSql(`drop index "instruction_clause";`);
  }

  override down(): void {
    this.addSql(`create index "instruction_clause" on "instruction" ("clause_id", "entry_id");`);
    this.addSql(`drop index "instruction_state";`);
    this.addSql(`drop index "instruction_agency_page";`);
    this.addSql(`drop index "list_entry_identified";`);
    this.addSql(`create index "list_entry_identified" on "list_entry" ("identified_by_id", "id");`);
    this.addSql(`drop index "list_entry_state";`);
  }
}
