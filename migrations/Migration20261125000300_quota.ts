import { Migration } from '@mikro-orm/migrations';

export class Migration20261125000300_quota extends Migration {
  override name = 'Migration20261125000300_quota';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "quota" ("holder" varchar(120) not null, "window_at" timestamptz not null, "spent" bigint not null, primary key ("holder"));`,
    );
    this.addSql(`create index "quota_window" on "quota" ("window_at");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "quota" cascade;`);
  }
}
