import { Migration } from '@mikro-orm/migrations';

export class Migration20261125000400_client_keys extends Migration {
  override name = 'Migration20261125000400_client_keys';

  override up(): void | Promise<void> {
    this.addSql(`alter table "client" drop constraint "client_status_check";`);
    this.addSql(
      `alter table "client" add constraint "client_status_check" check ("status" in ('ACTIVE', 'SUSPENDED', 'REVOKED'));`,
    );
    this.addSql(
      `alter table "client" add column "jwks" jsonb null, add column "dpop_bound" boolean not null default false, alter column "secret_hash" drop not null;`,
    );
    this.addSql(
      `alter table "client" add constraint "client_credential" check (num_nonnulls("secret_hash", "jwks") = 1);`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(
      `delete from "oauth_token" where "client_id" in (select "client_id" from "client" where "secret_hash" is null);`,
    );
    this.addSql(`alter table "client" drop constraint "client_credential";`);
    this.addSql(
      `update "client" set "status" = 'REVOKED' where "status" = 'SUSPENDED' or "secret_hash" is null;`,
    );
    this.addSql(`update "client" set "secret_hash" = 'none' where "secret_hash" is null;`);
    this.addSql(
      `alter table "client" drop column "jwks", drop column "dpop_bound", alter column "secret_hash" set not null;`,
    );
    this.addSql(`alter table "client" drop constraint "client_status_check";`);
    this.addSql(
      `alter table "client" add constraint "client_status_check" check ("status" in ('ACTIVE', 'REVOKED'));`,
    );
  }
}
