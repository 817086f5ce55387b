import { Migration } from '@mikro-orm/migrations';

export class Migration20261125000900_staff extends Migration {
  override name = 'Migration20261125000900_staff';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "staff" ("person" varchar(80) not null, "organization_id" bigint not null, "signed_in_at" timestamptz not null, primary key ("person", "organization_id"));`,
    );
    this.addSql(
      `alter table "session" add "organization_id" bigint null, add "roles" text[] not null default '{}', add "seen_at" timestamptz null;`,
    );
    this.addSql(
      `alter table "staff" add constraint "staff_organization_id_foreign" foreign key ("organization_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "session" add constraint "session_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "session" add constraint "session_one_capacity" check ((organization_id is null) = (seen_at is null) and (organization_id is null or subject_id is null));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "staff" cascade;`);
    this.addSql(
      `alter table "session" drop column "organization_id", drop column "roles", drop column "seen_at";`,
    );
  }
}
