import { Migration } from '@mikro-orm/migrations';

export class Migration20261125000600_evidence extends Migration {
  override name = 'Migration20261125000600_evidence';

  override up(): void | Promise<void> {
    this.addSql(`alter table "ledger_head" add "hub_id" uuid not null default gen_random_uuid();`);
    this.addSql(`alter table "access_event" add "actor_kind" text null;`);
    this.addSql(
      `alter table "access_event" add constraint "access_event_actor_kind_check" check ("actor_kind" in ('PUBLIC', 'SUBJECT', 'AGENCY', 'OFFICE', 'AUDITOR', 'FIRM', 'BANK', 'ASSOCIATION', 'REGION'));`,
    );

    this.addSql(
      `create table "incident" ("id" bigserial primary key, "number" varchar(40) not null, "kind" text not null, "status" text not null, "discovered_at" timestamptz not null, "description" text not null, "reported_by_id" bigint not null, "reported_by_actor" varchar(100) not null, "reported_at" timestamptz not null, "decided_by_actor" varchar(100) null, "decided_at" timestamptz null, "finding" text null, "measures" text null, "referral" varchar(500) null, "remedied_at" timestamptz null, "closed_at" timestamptz null);`,
    );
    this.addSql(`alter table "incident" add constraint "incident_number_unique" unique ("number");`);
    this.addSql(`create index "incident_reported_by" on "incident" ("reported_by_id");`);
    this.addSql(`create index "incident_status" on "incident" ("status", "id");`);

    this.addSql(
      `create table "incident_subject" ("incident_id" bigint not null, "subject_id" bigint not null, "document_id" bigint null, primary key ("incident_id", "subject_id"));`,
    );
    this.addSql(`create index "incident_subject_subject" on "incident_subject" ("subject_id");`);

    this.addSql(`alter table "document" drop constraint "document_kind_check";`);
    this.addSql(
      `alter table "document" add constraint "document_kind_check" check ("kind" in ('LISTING_NOTICE', 'MEASURE_NOTICE', 'OBJECTION_DECISION', 'REPAIR_DECISION', 'CORRECTION_NOTICE', 'CREDIT_REPORT', 'INCIDENT_NOTICE'));`,
    );

    this.addSql(
      `alter table "incident" add constraint "incident_reported_by_id_foreign" foreign key ("reported_by_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "incident" add constraint "incident_kind_check" check ("kind" in ('LEAK', 'TAMPERING', 'SALE', 'LOSS', 'MISUSE'));`,
    );
    this.addSql(
      `alter table "incident" add constraint "incident_status_check" check ("status" in ('REPORTED', 'INVESTIGATING', 'CONFIRMED', 'UNFOUNDED', 'CLOSED'));`,
    );

    this.addSql(
      `alter table "incident_subject" add constraint "incident_subject_incident_id_foreign" foreign key ("incident_id") references "incident" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "incident_subject" add constraint "incident_subject_subject_id_foreign" foreign key ("subject_id") references "subject" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "incident_subject" add constraint "incident_subject_document_id_foreign" foreign key ("document_id") references "document" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "incident" add constraint "incident_other_hand" check (decided_by_actor <> reported_by_actor);`,
    );
    this.addSql(
      `alter table "incident" add constraint "incident_closed" check (status <> 'CLOSED' or remedied_at is not null);`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "incident_subject" drop constraint "incident_subject_incident_id_foreign";`);

    this.addSql(`drop table if exists "incident" cascade;`);
    this.addSql(`drop table if exists "incident_subject" cascade;`);

    // Notices of incidents that were made out stay: papers are never deleted, so the check holds for new ones only.
    this.addSql(`alter table "document" drop constraint "document_kind_check";`);
    this.addSql(
      `alter table "document" add constraint "document_kind_check" check ("kind" in ('LISTING_NOTICE', 'MEASURE_NOTICE', 'OBJECTION_DECISION', 'REPAIR_DECISION', 'CORRECTION_NOTICE', 'CREDIT_REPORT')) not valid;`,
    );
    this.addSql(`alter table "access_event" drop constraint "access_event_actor_kind_check";`);
    this.addSql(`alter table "access_event" drop column "actor_kind";`);
    this.addSql(`alter table "ledger_head" drop column "hub_id";`);
  }
}
