import { Migration } from '@mikro-orm/migrations';

export class Migration20261125001100_retention extends Migration {
  override name = 'Migration20261125001100_retention';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "legal_hold" ("id" bigserial primary key, "number" varchar(40) not null, "subject_id" bigint null, "target" varchar(40) null, "target_id" bigint null, "matter" varchar(40) null, "reason" text not null, "reference" varchar(100) not null, "until" date null, "placed_by_id" bigint not null, "placed_by_actor" varchar(100) not null, "placed_at" timestamptz not null, "lifted_by_actor" varchar(100) null, "lifted_at" timestamptz null, "lift_reason" text null);`,
    );
    this.addSql(`alter table "legal_hold" add constraint "legal_hold_number_unique" unique ("number");`);
    this.addSql(`create index "legal_hold_subject" on "legal_hold" ("subject_id");`);
    this.addSql(`create index "legal_hold_target" on "legal_hold" ("target", "target_id");`);

    this.addSql(`alter table "subject" drop constraint "subject_key";`);
    this.addSql(`alter table "subject" add "erased_at" timestamptz null;`);
    this.addSql(
      `alter table "subject" add constraint "subject_erased" check (erased_at is null or (kind = 'NATURAL_PERSON' and id_number_cipher is null and id_number_masked is null));`,
    );
    this.addSql(
      `alter table "subject" add constraint "subject_key" check ((kind = 'NATURAL_PERSON' and erased_at is null) = (id_number_index is not null));`,
    );

    this.addSql(
      `alter table "legal_hold" add constraint "legal_hold_subject_id_foreign" foreign key ("subject_id") references "subject" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "legal_hold" add constraint "legal_hold_placed_by_id_foreign" foreign key ("placed_by_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "legal_hold" add constraint "legal_hold_matter" check (num_nonnulls(target, target_id, matter) in (0, 3));`,
    );
    this.addSql(
      `alter table "legal_hold" add constraint "legal_hold_something" check (subject_id is not null or target is not null);`,
    );
    this.addSql(
      `alter table "legal_hold" add constraint "legal_hold_lifted" check ((lifted_at is null) = (lifted_by_actor is null) and (lifted_at is null) = (lift_reason is null));`,
    );
    this.addSql(
      `alter table "legal_hold" add constraint "legal_hold_two_hands" check (lifted_by_actor <> placed_by_actor);`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "legal_hold" cascade;`);

    this.addSql(`alter table "subject" drop constraint "subject_erased";`);
    this.addSql(`alter table "subject" drop constraint "subject_key";`);
    this.addSql(`alter table "subject" drop column "erased_at";`);
    // Whoever was erased stays erased: the check holds for new rows only.
    this.addSql(
      `alter table "subject" add constraint "subject_key" check ((kind = 'NATURAL_PERSON') = (id_number_index is not null)) not valid;`,
    );
  }
}
