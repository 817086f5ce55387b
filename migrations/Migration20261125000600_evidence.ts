import { Migration } from '@mikro-orm/migrations';

export class Migration20261125000600_evidence extends Migration {
  override name = 'Migration20261125000600_evidence';

  override up(): void | Promise<void> {
    this.addSql(`alter table "ledger_head" add "hub_id" uuid not null default gen_random_uuid();`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "ledger_head" drop column "hub_id";`);
  }
}
