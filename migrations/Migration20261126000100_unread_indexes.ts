import { Migration } from '@mikro-orm/migrations';

/** Two indexes that no statement goes by: pages of entries have their own, and names are found by a part of them. */
export class Migration20261126000100_unread_indexes extends Migration {
  override name = 'Migration20261126000100_unread_indexes';

  override up(): void {
    this.addSql(`drop index "list_entry_page";`);
    this.addSql(`drop index "subject_name";`);
  }

  override down(): void {
    this.addSql(`create index "list_entry_page" on "list_entry" ("published_at", "id");`);
    this.addSql(`create index "subject_name" on "subject" ("name");`);
  }
}
