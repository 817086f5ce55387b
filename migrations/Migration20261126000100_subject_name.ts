import { Migration } from '@mikro-orm/migrations';

/** No statement goes by it: names are found by a part of them, and known subjects by their keys. */
export class Migration20261126000100_subject_name extends Migration {
  override name = 'Migration20261126000100_subject_name';

  override up(): void {
    this.addSql(`drop index "subject_name";`);
  }

  override down(): void {
    this.addSql(`create index "subject_name" on "subject" ("name");`);
  }
}
