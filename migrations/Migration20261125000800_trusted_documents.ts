import { Migration } from '@mikro-orm/migrations';

export class Migration20261125000800_trusted_documents extends Migration {
  override name = 'Migration20261125000800_trusted_documents';

  override up(): void | Promise<void> {
    this.addSql(`alter table "client" add "trusted_documents_only" boolean not null default false;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "client" drop column "trusted_documents_only";`);
  }
}
