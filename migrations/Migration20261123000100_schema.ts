import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000100_schema extends Migration {
  override name = 'Migration20261123000100_schema';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "access_event" ("id" bigserial primary key, "at" timestamptz not null, "organization_id" bigint null, "actor" varchar(100) not null, "subject_id" bigint null, "matter" text null, "business_number" varchar(100) null, "operation" varchar(100) not null, "datasets" text[] not null, "request_id" varchar(64) not null);`,
    );
    this.addSql(`create index "access_event_subject" on "access_event" ("subject_id", "id");`);
    this.addSql(`create index "access_event_organization" on "access_event" ("organization_id", "id");`);

    this.addSql(
      `create table "audit_event" ("position" bigint not null, "at" timestamptz not null, "event" varchar(80) not null, "actor" varchar(100) not null, "organization_id" bigint null, "target" varchar(40) not null, "target_id" bigint not null, "request_id" varchar(64) not null, "detail" jsonb not null, "previous_hash" varchar(64) not null, "hash" varchar(64) not null, primary key ("position"));`,
    );
    this.addSql(`create index "audit_event_target" on "audit_event" ("target", "target_id");`);

    this.addSql(
      `create table "change" ("position" bigint not null, "at" timestamptz not null, "type" text not null, "organization_id" bigint null, "target" varchar(40) not null, "target_id" bigint not null, "audience" text not null, "parties" bigint[] not null, "subject_id" bigint null, "summary" jsonb not null, primary key ("position"));`,
    );

    this.addSql(
      `create table "idempotency" ("actor" varchar(100) not null, "operation" varchar(60) not null, "key" varchar(100) not null, "input_hash" varchar(64) not null, "result" jsonb not null, "created_at" timestamptz not null, primary key ("actor", "operation", "key"));`,
    );
    this.addSql(`create index "idempotency_created" on "idempotency" ("created_at");`);

    this.addSql(
      `create table "ledger_head" ("id" int not null, "audit_position" bigint not null default '0', "audit_hash" varchar(64) not null, "change_position" bigint not null default '0', primary key ("id"));`,
    );

    this.addSql(
      `create table "measure" ("id" bigserial primary key, "code" varchar(60) not null, "name" varchar(300) not null, "kind" text not null, "tier" text not null, "matters" text[] not null, "basis_text" text not null, "basis_rank" text not null, "catch_all" boolean not null default false, "limit_text" text null, "max_months" int null, "level" text not null, "status" text not null, "term_months" int null, "repair_path" text null, "draft_reason" text null, "drafted_by" varchar(100) not null, "published_by" varchar(100) null, "published_at" timestamptz null, "retired_at" timestamptz null, "version" int not null default 1);`,
    );
    this.addSql(`alter table "measure" add constraint "measure_code_unique" unique ("code");`);

    this.addSql(
      `create table "organization" ("id" bigserial primary key, "code" varchar(18) not null, "name" varchar(200) not null, "kind" text not null, "level" text not null, "active" boolean not null default true);`,
    );
    this.addSql(`alter table "organization" add constraint "organization_code_unique" unique ("code");`);

    this.addSql(
      `create table "memorandum" ("id" bigserial primary key, "number" varchar(60) not null, "title" varchar(300) not null, "colour" text not null, "level" text not null, "initiator_id" bigint not null, "status" text not null, "sharing_terms" text not null, "feedback_terms" text not null, "repair_path" text not null, "effective_from" date not null, "effective_until" date null, "signed_on" date null, "filing_due_on" date null, "filed_at" timestamptz null, "ended_at" timestamptz null, "drafted_by" varchar(100) not null, "version" int not null default 1);`,
    );
    this.addSql(`alter table "memorandum" add constraint "memorandum_number_unique" unique ("number");`);

    this.addSql(
      `create table "memorandum_list" ("memorandum_id" bigint not null, "list_id" bigint not null, primary key ("memorandum_id", "list_id"));`,
    );
    this.addSql(`create index "memorandum_list_list" on "memorandum_list" ("list_id");`);

    this.addSql(
      `create table "measure_implementer" ("measure_id" bigint not null, "organization_id" bigint not null, primary key ("measure_id", "organization_id"));`,
    );

    this.addSql(
      `create table "credit_list" ("id" bigserial primary key, "code" varchar(60) not null, "name" varchar(200) not null, "colour" text not null, "level" text not null, "keeper_id" bigint not null, "basis" text not null, "current_version" int not null default 0, "notice_days" int not null default 5, "term_months" int null, "repair_path" text null);`,
    );
    this.addSql(`alter table "credit_list" add constraint "credit_list_code_unique" unique ("code");`);

    this.addSql(
      `create table "list_version" ("list_id" bigint not null, "version" int not null, "published_at" timestamptz not null, "published_by_id" bigint not null, "added" int not null, primary key ("list_id", "version"));`,
    );

    this.addSql(
      `create table "import" ("id" bigserial primary key, "number" varchar(40) not null, "format" text not null, "file_name" varchar(200) not null, "file_hash" varchar(64) not null, "file_size" bigint not null, "provider_id" bigint not null, "procedure" text not null, "finality" text not null, "minor_remedied" boolean not null default false, "disclosure" text not null, "registry_confirmed" boolean not null default false, "status" text not null, "rows_read" int not null default 0, "accepted" int not null default 0, "duplicates" int not null default 0, "rejected" int not null default 0, "bytes_read" bigint not null default '0', "problem" varchar(500) null, "actor" varchar(100) not null, "created_at" timestamptz not null, "started_at" timestamptz null, "finished_at" timestamptz null);`,
    );
    this.addSql(`alter table "import" add constraint "import_number_unique" unique ("number");`);
    this.addSql(
      `alter table "import" add constraint "import_once" unique ("provider_id", "format", "file_hash", "procedure", "finality", "minor_remedied", "disclosure", "registry_confirmed");`,
    );

    this.addSql(
      `create table "import_reject" ("import_id" bigint not null, "row" int not null, "problems" text[] not null, primary key ("import_id", "row"));`,
    );

    this.addSql(
      `create table "client" ("id" bigserial primary key, "client_id" varchar(100) not null, "name" varchar(200) not null, "kind" text not null, "organization_id" bigint null, "subject_id" bigint null, "scopes" text[] not null, "secret_hash" varchar(200) not null, "demo" boolean not null default false, "status" text not null, "created_at" timestamptz not null, "rotated_at" timestamptz null, "revoked_at" timestamptz null);`,
    );
    this.addSql(`alter table "client" add constraint "client_client_id_unique" unique ("client_id");`);

    this.addSql(
      `create table "clause" ("id" bigserial primary key, "memorandum_id" bigint not null, "number" int not null, "measure_id" bigint not null, "implementer_id" bigint not null, "matter" text not null, "trigger" text not null, "basis" text not null, "feedback_days" int not null);`,
    );
    this.addSql(`create index "clause_implementer" on "clause" ("implementer_id", "matter");`);
    this.addSql(`alter table "clause" add constraint "clause_once" unique ("memorandum_id", "number");`);

    this.addSql(
      `create table "duty_check" ("id" bigserial primary key, "number" varchar(40) not null, "agency_id" bigint not null, "matter" text not null, "business_number" varchar(100) not null, "actor" varchar(100) not null, "checked_at" timestamptz not null);`,
    );
    this.addSql(`alter table "duty_check" add constraint "duty_check_number_unique" unique ("number");`);
    this.addSql(`create index "duty_check_agency" on "duty_check" ("agency_id", "id");`);

    this.addSql(
      `create table "memorandum_signatory" ("memorandum_id" bigint not null, "organization_id" bigint not null, "signed_at" timestamptz null, "signed_by" varchar(100) null, primary key ("memorandum_id", "organization_id"));`,
    );

    this.addSql(
      `create table "status_change" ("id" bigserial primary key, "target" varchar(40) not null, "target_id" bigint not null, "at" timestamptz not null, "from_status" varchar(20) null, "to_status" varchar(20) not null, "organization_id" bigint null, "reason" text null);`,
    );
    this.addSql(`create index "status_change_target" on "status_change" ("target", "target_id", "id");`);

    this.addSql(
      `create table "subject" ("id" bigserial primary key, "code" varchar(20) not null, "kind" text not null, "name" varchar(200) not null, "unified_code" varchar(18) null, "check_digit" text null, "code_warning" varchar(300) null, "id_number_cipher" text null, "id_number_index" varchar(64) null, "id_number_masked" varchar(18) null, "created_at" timestamptz not null);`,
    );
    this.addSql(`alter table "subject" add constraint "subject_code_unique" unique ("code");`);
    this.addSql(`create index "subject_name" on "subject" ("name");`);
    this.addSql(
      `alter table "subject" add constraint "subject_unified_code_unique" unique ("unified_code");`,
    );
    this.addSql(
      `alter table "subject" add constraint "subject_id_number_index_unique" unique ("id_number_index");`,
    );

    this.addSql(
      `create table "credit_record" ("id" bigserial primary key, "number" varchar(40) not null, "kind" text not null, "subject_id" bigint not null, "provider_id" bigint not null, "title" varchar(2000) not null, "document_number" varchar(128) not null, "facts" text null, "basis" text null, "category" varchar(300) null, "content" text null, "fine_yuan" numeric(18,2) null, "confiscated_yuan" numeric(18,2) null, "decided_on" date not null, "valid_from" date null, "valid_until" date null, "authority_name" varchar(200) not null, "authority_code" varchar(18) null, "disclosure" text not null, "publish_until" date null, "procedure" text null, "finality" text null, "responsible_persons" jsonb not null default '[]', "objected" boolean not null default false, "import_id" bigint null, "import_row" int null, "fingerprint" varchar(64) not null, "created_at" timestamptz not null);`,
    );
    this.addSql(
      `alter table "credit_record" add constraint "credit_record_number_unique" unique ("number");`,
    );
    this.addSql(`create index "credit_record_subject" on "credit_record" ("subject_id", "id");`);
    this.addSql(`create index "credit_record_import" on "credit_record" ("import_id", "import_row");`);
    this.addSql(`create index "credit_record_document" on "credit_record" ("document_number");`);
    this.addSql(
      `alter table "credit_record" add constraint "credit_record_once" unique ("provider_id", "fingerprint");`,
    );

    this.addSql(
      `create table "list_entry" ("id" bigserial primary key, "number" varchar(40) not null, "list_id" bigint not null, "colour" text not null, "subject_id" bigint not null, "origin" text not null, "identified_by_id" bigint not null, "decision_number" varchar(128) not null, "decided_on" date not null, "ground" text not null, "basis" text not null, "severity" text not null, "status" text not null, "objected" boolean not null default false, "notice_served_on" date null, "notice_channel" text null, "publishable_from" date null, "published_at" timestamptz null, "published_by" varchar(100) null, "published_in" int null, "valid_from" date null, "valid_until" date null, "ended_at" timestamptz null, "end_reason" text null, "proof_url" text null, "responsible_persons" jsonb not null default '[]', "record_id" bigint null, "proposed_by" varchar(100) not null, "created_at" timestamptz not null, "version" int not null default 1);`,
    );
    this.addSql(`alter table "list_entry" add constraint "list_entry_number_unique" unique ("number");`);
    this.addSql(`create index "list_entry_subject" on "list_entry" ("subject_id", "status");`);
    this.addSql(`create index "list_entry_page" on "list_entry" ("published_at", "id");`);
    this.addSql(`create index "list_entry_list" on "list_entry" ("list_id", "status", "id");`);
    this.addSql(`create index "list_entry_identified" on "list_entry" ("identified_by_id", "id");`);
    this.addSql(`create index "list_entry_record" on "list_entry" ("record_id");`);
    this.addSql(`create index "list_entry_due" on "list_entry" ("status", "valid_until");`);
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_once" unique ("list_id", "subject_id", "decision_number");`,
    );

    this.addSql(
      `create table "objection" ("id" bigserial primary key, "number" varchar(40) not null, "entry_id" bigint null, "record_id" bigint null, "subject_id" bigint not null, "raised_by_id" bigint null, "raised_by_actor" varchar(100) not null, "channel" text not null, "ground" varchar(500) not null, "statement" text not null, "evidence" text[] not null, "status" text not null, "suspends" boolean not null, "received_at" timestamptz not null, "due_at" date not null, "decided_at" timestamptz null, "decided_by_id" bigint null, "decided_by_actor" varchar(100) null, "reasons" text null, "version" int not null default 1);`,
    );
    this.addSql(`alter table "objection" add constraint "objection_number_unique" unique ("number");`);
    this.addSql(`create index "objection_entry" on "objection" ("entry_id");`);
    this.addSql(`create index "objection_record" on "objection" ("record_id");`);
    this.addSql(`create index "objection_subject" on "objection" ("subject_id");`);
    this.addSql(`create index "objection_status" on "objection" ("status", "id");`);

    this.addSql(
      `create table "instruction" ("id" bigserial primary key, "number" varchar(40) not null, "entry_id" bigint not null, "subject_id" bigint not null, "clause_id" bigint not null, "measure_id" bigint not null, "memorandum_id" bigint not null, "agency_id" bigint not null, "kind" text not null, "status" text not null, "status_before_suspension" text null, "check_id" bigint null, "issued_at" timestamptz not null, "due_at" date not null, "acknowledged_at" timestamptz null, "applied_at" timestamptz null, "ended_at" timestamptz null, "end_reason" text null, "decline_reason" text null, "version" int not null default 1);`,
    );
    this.addSql(`alter table "instruction" add constraint "instruction_number_unique" unique ("number");`);
    this.addSql(`create index "instruction_agency" on "instruction" ("agency_id", "status", "id");`);
    this.addSql(`create index "instruction_entry" on "instruction" ("entry_id", "status");`);
    this.addSql(`create index "instruction_subject" on "instruction" ("subject_id", "id");`);
    this.addSql(`create index "instruction_clause" on "instruction" ("clause_id", "entry_id");`);
    this.addSql(`create index "instruction_measure" on "instruction" ("measure_id", "status");`);
    this.addSql(`create index "instruction_check" on "instruction" ("check_id");`);

    this.addSql(
      `create table "notice" ("id" bigserial primary key, "number" varchar(40) not null, "entry_id" bigint null, "instruction_id" bigint null, "subject_id" bigint not null, "served_on" date not null, "channel" text not null, "proof" text not null, "basis" text not null, "reason" text not null, "rights" text not null, "organization_id" bigint not null, "created_at" timestamptz not null);`,
    );
    this.addSql(`alter table "notice" add constraint "notice_number_unique" unique ("number");`);
    this.addSql(`create index "notice_entry" on "notice" ("entry_id");`);
    this.addSql(`create index "notice_instruction" on "notice" ("instruction_id");`);
    this.addSql(`create index "notice_subject" on "notice" ("subject_id", "id");`);

    this.addSql(
      `create table "feedback" ("id" bigserial primary key, "instruction_id" bigint not null, "outcome" text not null, "applied_on" date not null, "business_number" varchar(100) null, "detail" text null, "organization_id" bigint not null, "reported_at" timestamptz not null);`,
    );
    this.addSql(`create index "feedback_instruction" on "feedback" ("instruction_id");`);

    this.addSql(
      `create table "check_hit" ("check_id" bigint not null, "ordinal" int not null, "entry_id" bigint not null, "suspended" boolean not null, "clause_ids" bigint[] not null, primary key ("check_id", "ordinal", "entry_id"));`,
    );

    this.addSql(
      `create table "check_result" ("check_id" bigint not null, "ordinal" int not null, "asked" varchar(200) not null, "subject_id" bigint null, "verdict" text not null, primary key ("check_id", "ordinal"));`,
    );
    this.addSql(`create index "check_result_subject" on "check_result" ("subject_id");`);

    this.addSql(
      `create table "oauth_token" ("id" varchar(64) not null, "model" varchar(50) not null, "client_id" varchar(100) null, "grant_id" varchar(100) null, "payload" jsonb not null, "expires_at" timestamptz null, "consumed_at" timestamptz null, primary key ("id"));`,
    );
    this.addSql(`create index "oauth_token_client_id_index" on "oauth_token" ("client_id");`);
    this.addSql(`create index "oauth_token_grant_id_index" on "oauth_token" ("grant_id");`);
    this.addSql(`create index "oauth_token_expires_at_index" on "oauth_token" ("expires_at");`);

    this.addSql(
      `alter table "access_event" add constraint "access_event_matter_check" check ("matter" in ('LICENSING', 'PROCUREMENT', 'BIDDING', 'LAND', 'SUBSIDY', 'AWARD', 'INSPECTION', 'QUALIFICATION', 'FRANCHISE', 'FINANCE', 'CONSUMPTION', 'HONOUR', 'PUBLIC_SERVICE'));`,
    );

    this.addSql(
      `alter table "change" add constraint "change_type_check" check ("type" in ('LIST_VERSION_PUBLISHED', 'ENTRY_PUBLISHED', 'ENTRY_SUSPENDED', 'ENTRY_RESTORED', 'ENTRY_ENDED', 'INSTRUCTIONS_ISSUED', 'INSTRUCTION_UPDATED', 'MEASURE_PUBLISHED', 'MEASURE_RETIRED', 'MEMORANDUM_IN_FORCE', 'MEMORANDUM_ENDED', 'RECORDS_IMPORTED', 'OBJECTION_RECEIVED', 'OBJECTION_DECIDED'));`,
    );
    this.addSql(
      `alter table "change" add constraint "change_audience_check" check ("audience" in ('PUBLIC', 'GOVERNMENT', 'PARTIES'));`,
    );

    this.addSql(`alter table "ledger_head" add constraint "ledger_head_single" check (id = 1);`);

    this.addSql(
      `alter table "measure" add constraint "measure_tier_kind" check ((kind = 'INCENTIVE') = (tier = 'RED'));`,
    );
    this.addSql(
      `alter table "measure" add constraint "measure_catch_all_never_runs" check (not (catch_all and status = 'PUBLISHED'));`,
    );
    this.addSql(
      `alter table "measure" add constraint "measure_black_needs_law" check (not (tier = 'BLACK' and status = 'PUBLISHED' and basis_rank not in ('LAW', 'ADMINISTRATIVE_REGULATION')));`,
    );
    this.addSql(
      `alter table "measure" add constraint "measure_kind_check" check ("kind" in ('INCENTIVE', 'PUNISHMENT'));`,
    );
    this.addSql(
      `alter table "measure" add constraint "measure_tier_check" check ("tier" in ('RED', 'WATCH', 'BLACK'));`,
    );
    this.addSql(
      `alter table "measure" add constraint "measure_basis_rank_check" check ("basis_rank" in ('LAW', 'ADMINISTRATIVE_REGULATION', 'LOCAL_REGULATION', 'RULE', 'POLICY'));`,
    );
    this.addSql(
      `alter table "measure" add constraint "measure_level_check" check ("level" in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY'));`,
    );
    this.addSql(
      `alter table "measure" add constraint "measure_status_check" check ("status" in ('DRAFT', 'PUBLISHED', 'RETIRED'));`,
    );

    this.addSql(
      `alter table "organization" add constraint "organization_kind_check" check ("kind" in ('OFFICE', 'AGENCY', 'AUTHORISED_BODY', 'FIRM', 'BANK', 'ASSOCIATION', 'REGION', 'AUDITOR'));`,
    );
    this.addSql(
      `alter table "organization" add constraint "organization_level_check" check ("level" in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY'));`,
    );

    this.addSql(
      `alter table "memorandum" add constraint "memorandum_initiator_id_foreign" foreign key ("initiator_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "memorandum" add constraint "memorandum_colour_check" check ("colour" in ('RED', 'WATCH', 'BLACK'));`,
    );
    this.addSql(
      `alter table "memorandum" add constraint "memorandum_level_check" check ("level" in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY'));`,
    );
    this.addSql(
      `alter table "memorandum" add constraint "memorandum_status_check" check ("status" in ('DRAFT', 'SIGNING', 'IN_FORCE', 'ENDED'));`,
    );

    this.addSql(
      `alter table "memorandum_list" add constraint "memorandum_list_memorandum_id_foreign" foreign key ("memorandum_id") references "memorandum" ("id");`,
    );

    this.addSql(
      `alter table "measure_implementer" add constraint "measure_implementer_measure_id_foreign" foreign key ("measure_id") references "measure" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "measure_implementer" add constraint "measure_implementer_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "credit_list" add constraint "credit_list_keeper_id_foreign" foreign key ("keeper_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "credit_list" add constraint "credit_list_notice_days" check (notice_days >= 5);`,
    );
    this.addSql(
      `alter table "credit_list" add constraint "credit_list_colour_check" check ("colour" in ('RED', 'WATCH', 'BLACK'));`,
    );
    this.addSql(
      `alter table "credit_list" add constraint "credit_list_level_check" check ("level" in ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY'));`,
    );

    this.addSql(
      `alter table "list_version" add constraint "list_version_list_id_foreign" foreign key ("list_id") references "credit_list" ("id");`,
    );
    this.addSql(
      `alter table "list_version" add constraint "list_version_published_by_id_foreign" foreign key ("published_by_id") references "organization" ("id");`,
    );

    this.addSql(
      `alter table "import" add constraint "import_provider_id_foreign" foreign key ("provider_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "import" add constraint "import_format_check" check ("format" in ('CF', 'XK', 'ENTRIES'));`,
    );
    this.addSql(
      `alter table "import" add constraint "import_procedure_check" check ("procedure" in ('SIMPLIFIED', 'ORDINARY'));`,
    );
    this.addSql(
      `alter table "import" add constraint "import_finality_check" check ("finality" in ('FINAL', 'OPEN'));`,
    );
    this.addSql(
      `alter table "import" add constraint "import_disclosure_check" check ("disclosure" in ('OPEN', 'SHARED', 'AUTHORISED', 'INTERNAL'));`,
    );
    this.addSql(
      `alter table "import" add constraint "import_status_check" check ("status" in ('RECEIVED', 'RUNNING', 'DONE', 'FAILED'));`,
    );

    this.addSql(
      `alter table "import_reject" add constraint "import_reject_import_id_foreign" foreign key ("import_id") references "import" ("id");`,
    );

    this.addSql(
      `alter table "client" add constraint "client_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "client" add constraint "client_kind_check" check ("kind" in ('PUBLIC', 'SUBJECT', 'AGENCY', 'OFFICE', 'AUDITOR', 'FIRM', 'BANK', 'ASSOCIATION', 'REGION'));`,
    );
    this.addSql(
      `alter table "client" add constraint "client_status_check" check ("status" in ('ACTIVE', 'REVOKED'));`,
    );

    this.addSql(
      `alter table "clause" add constraint "clause_memorandum_id_foreign" foreign key ("memorandum_id") references "memorandum" ("id");`,
    );
    this.addSql(
      `alter table "clause" add constraint "clause_measure_id_foreign" foreign key ("measure_id") references "measure" ("id");`,
    );
    this.addSql(
      `alter table "clause" add constraint "clause_implementer_id_foreign" foreign key ("implementer_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "clause" add constraint "clause_feedback_days" check (feedback_days between 1 and 250);`,
    );
    this.addSql(
      `alter table "clause" add constraint "clause_matter_check" check ("matter" in ('LICENSING', 'PROCUREMENT', 'BIDDING', 'LAND', 'SUBSIDY', 'AWARD', 'INSPECTION', 'QUALIFICATION', 'FRANCHISE', 'FINANCE', 'CONSUMPTION', 'HONOUR', 'PUBLIC_SERVICE'));`,
    );
    this.addSql(
      `alter table "clause" add constraint "clause_trigger_check" check ("trigger" in ('ON_PUBLICATION', 'ON_CHECK'));`,
    );

    this.addSql(
      `alter table "duty_check" add constraint "duty_check_agency_id_foreign" foreign key ("agency_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "duty_check" add constraint "duty_check_matter_check" check ("matter" in ('LICENSING', 'PROCUREMENT', 'BIDDING', 'LAND', 'SUBSIDY', 'AWARD', 'INSPECTION', 'QUALIFICATION', 'FRANCHISE', 'FINANCE', 'CONSUMPTION', 'HONOUR', 'PUBLIC_SERVICE'));`,
    );

    this.addSql(
      `alter table "memorandum_signatory" add constraint "memorandum_signatory_memorandum_id_foreign" foreign key ("memorandum_id") references "memorandum" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "memorandum_signatory" add constraint "memorandum_signatory_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "subject" add constraint "subject_key" check ((kind = 'NATURAL_PERSON') = (id_number_index is not null));`,
    );
    this.addSql(
      `alter table "subject" add constraint "subject_organisation" check ((kind = 'NATURAL_PERSON') = (unified_code is null));`,
    );
    this.addSql(
      `alter table "subject" add constraint "subject_kind_check" check ("kind" in ('LEGAL_PERSON', 'UNINCORPORATED', 'SOLE_TRADER', 'NATURAL_PERSON'));`,
    );
    this.addSql(
      `alter table "subject" add constraint "subject_check_digit_check" check ("check_digit" in ('VALID', 'REGISTRY_CONFIRMED'));`,
    );

    this.addSql(
      `alter table "credit_record" add constraint "credit_record_subject_id_foreign" foreign key ("subject_id") references "subject" ("id");`,
    );
    this.addSql(
      `alter table "credit_record" add constraint "credit_record_provider_id_foreign" foreign key ("provider_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "credit_record" add constraint "credit_record_import_id_foreign" foreign key ("import_id") references "import" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "credit_record" add constraint "credit_record_kind_check" check ("kind" in ('PENALTY', 'LICENCE', 'AWARD', 'JUDGMENT', 'COMMITMENT'));`,
    );
    this.addSql(
      `alter table "credit_record" add constraint "credit_record_disclosure_check" check ("disclosure" in ('OPEN', 'SHARED', 'AUTHORISED', 'INTERNAL'));`,
    );
    this.addSql(
      `alter table "credit_record" add constraint "credit_record_procedure_check" check ("procedure" in ('SIMPLIFIED', 'ORDINARY'));`,
    );
    this.addSql(
      `alter table "credit_record" add constraint "credit_record_finality_check" check ("finality" in ('FINAL', 'OPEN'));`,
    );

    this.addSql(
      `alter table "list_entry" add constraint "list_entry_list_id_foreign" foreign key ("list_id") references "credit_list" ("id");`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_subject_id_foreign" foreign key ("subject_id") references "subject" ("id");`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_identified_by_id_foreign" foreign key ("identified_by_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_record_id_foreign" foreign key ("record_id") references "credit_record" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_term" check (valid_until is null or valid_from is null or valid_until >= valid_from);`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_upstream_proof" check (origin = 'LOCAL' or proof_url is not null);`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_published_after_notice" check (status not in ('PUBLISHED', 'SUSPENDED') or origin = 'UPSTREAM' or notice_served_on is not null);`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_colour_check" check ("colour" in ('RED', 'WATCH', 'BLACK'));`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_origin_check" check ("origin" in ('LOCAL', 'UPSTREAM'));`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_severity_check" check ("severity" in ('MINOR', 'GENERAL', 'SERIOUS'));`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_status_check" check ("status" in ('PROPOSED', 'NOTIFIED', 'PUBLISHED', 'SUSPENDED', 'REMOVED', 'EXPIRED', 'REVOKED', 'REJECTED', 'WITHDRAWN'));`,
    );
    this.addSql(
      `alter table "list_entry" add constraint "list_entry_notice_channel_check" check ("notice_channel" in ('IN_PERSON', 'POST', 'ELECTRONIC', 'PUBLIC_ANNOUNCEMENT'));`,
    );

    this.addSql(
      `alter table "objection" add constraint "objection_entry_id_foreign" foreign key ("entry_id") references "list_entry" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "objection" add constraint "objection_record_id_foreign" foreign key ("record_id") references "credit_record" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "objection" add constraint "objection_subject_id_foreign" foreign key ("subject_id") references "subject" ("id");`,
    );
    this.addSql(
      `alter table "objection" add constraint "objection_raised_by_id_foreign" foreign key ("raised_by_id") references "organization" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "objection" add constraint "objection_decided_by_id_foreign" foreign key ("decided_by_id") references "organization" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "objection" add constraint "objection_target" check (num_nonnulls(entry_id, record_id) = 1);`,
    );
    this.addSql(
      `alter table "objection" add constraint "objection_channel_check" check ("channel" in ('WEB', 'PHONE', 'EMAIL', 'COUNTER', 'WECHAT'));`,
    );
    this.addSql(
      `alter table "objection" add constraint "objection_status_check" check ("status" in ('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'UPHELD', 'DISMISSED', 'REVIEWING'));`,
    );

    this.addSql(
      `alter table "instruction" add constraint "instruction_entry_id_foreign" foreign key ("entry_id") references "list_entry" ("id");`,
    );
    this.addSql(
      `alter table "instruction" add constraint "instruction_subject_id_foreign" foreign key ("subject_id") references "subject" ("id");`,
    );
    this.addSql(
      `alter table "instruction" add constraint "instruction_clause_id_foreign" foreign key ("clause_id") references "clause" ("id");`,
    );
    this.addSql(
      `alter table "instruction" add constraint "instruction_measure_id_foreign" foreign key ("measure_id") references "measure" ("id");`,
    );
    this.addSql(
      `alter table "instruction" add constraint "instruction_memorandum_id_foreign" foreign key ("memorandum_id") references "memorandum" ("id");`,
    );
    this.addSql(
      `alter table "instruction" add constraint "instruction_agency_id_foreign" foreign key ("agency_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "instruction" add constraint "instruction_check_id_foreign" foreign key ("check_id") references "duty_check" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "instruction" add constraint "instruction_suspended_returns" check ((status = 'SUSPENDED') = (status_before_suspension is not null));`,
    );
    this.addSql(
      `alter table "instruction" add constraint "instruction_kind_check" check ("kind" in ('INCENTIVE', 'PUNISHMENT'));`,
    );
    this.addSql(
      `alter table "instruction" add constraint "instruction_status_check" check ("status" in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED', 'SUSPENDED', 'DECLINED', 'LIFTED', 'CANCELLED'));`,
    );
    this.addSql(
      `alter table "instruction" add constraint "instruction_status_before_suspension_check" check ("status_before_suspension" in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED'));`,
    );

    this.addSql(
      `alter table "notice" add constraint "notice_entry_id_foreign" foreign key ("entry_id") references "list_entry" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "notice" add constraint "notice_instruction_id_foreign" foreign key ("instruction_id") references "instruction" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "notice" add constraint "notice_subject_id_foreign" foreign key ("subject_id") references "subject" ("id");`,
    );
    this.addSql(
      `alter table "notice" add constraint "notice_organization_id_foreign" foreign key ("organization_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "notice" add constraint "notice_target" check (num_nonnulls(entry_id, instruction_id) = 1);`,
    );
    this.addSql(
      `alter table "notice" add constraint "notice_channel_check" check ("channel" in ('IN_PERSON', 'POST', 'ELECTRONIC', 'PUBLIC_ANNOUNCEMENT'));`,
    );

    this.addSql(
      `alter table "feedback" add constraint "feedback_instruction_id_foreign" foreign key ("instruction_id") references "instruction" ("id");`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_organization_id_foreign" foreign key ("organization_id") references "organization" ("id");`,
    );
    this.addSql(
      `alter table "feedback" add constraint "feedback_outcome_check" check ("outcome" in ('APPLIED', 'LIFTED'));`,
    );

    this.addSql(
      `alter table "check_hit" add constraint "check_hit_check_id_foreign" foreign key ("check_id") references "duty_check" ("id");`,
    );
    this.addSql(
      `alter table "check_hit" add constraint "check_hit_entry_id_foreign" foreign key ("entry_id") references "list_entry" ("id");`,
    );

    this.addSql(
      `alter table "check_result" add constraint "check_result_check_id_foreign" foreign key ("check_id") references "duty_check" ("id");`,
    );
    this.addSql(
      `alter table "check_result" add constraint "check_result_subject_id_foreign" foreign key ("subject_id") references "subject" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "check_result" add constraint "check_result_verdict_check" check ("verdict" in ('CLEAR', 'INCENTIVE', 'PUNISHMENT', 'BOTH', 'SUSPENDED', 'UNKNOWN_SUBJECT'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(
      `alter table "measure_implementer" drop constraint "measure_implementer_measure_id_foreign";`,
    );
    this.addSql(`alter table "clause" drop constraint "clause_measure_id_foreign";`);
    this.addSql(`alter table "instruction" drop constraint "instruction_measure_id_foreign";`);
    this.addSql(`alter table "memorandum" drop constraint "memorandum_initiator_id_foreign";`);
    this.addSql(
      `alter table "measure_implementer" drop constraint "measure_implementer_organization_id_foreign";`,
    );
    this.addSql(`alter table "credit_list" drop constraint "credit_list_keeper_id_foreign";`);
    this.addSql(`alter table "list_version" drop constraint "list_version_published_by_id_foreign";`);
    this.addSql(`alter table "import" drop constraint "import_provider_id_foreign";`);
    this.addSql(`alter table "client" drop constraint "client_organization_id_foreign";`);
    this.addSql(`alter table "clause" drop constraint "clause_implementer_id_foreign";`);
    this.addSql(`alter table "duty_check" drop constraint "duty_check_agency_id_foreign";`);
    this.addSql(
      `alter table "memorandum_signatory" drop constraint "memorandum_signatory_organization_id_foreign";`,
    );
    this.addSql(`alter table "credit_record" drop constraint "credit_record_provider_id_foreign";`);
    this.addSql(`alter table "list_entry" drop constraint "list_entry_identified_by_id_foreign";`);
    this.addSql(`alter table "objection" drop constraint "objection_raised_by_id_foreign";`);
    this.addSql(`alter table "objection" drop constraint "objection_decided_by_id_foreign";`);
    this.addSql(`alter table "instruction" drop constraint "instruction_agency_id_foreign";`);
    this.addSql(`alter table "notice" drop constraint "notice_organization_id_foreign";`);
    this.addSql(`alter table "feedback" drop constraint "feedback_organization_id_foreign";`);
    this.addSql(`alter table "memorandum_list" drop constraint "memorandum_list_memorandum_id_foreign";`);
    this.addSql(`alter table "clause" drop constraint "clause_memorandum_id_foreign";`);
    this.addSql(
      `alter table "memorandum_signatory" drop constraint "memorandum_signatory_memorandum_id_foreign";`,
    );
    this.addSql(`alter table "instruction" drop constraint "instruction_memorandum_id_foreign";`);
    this.addSql(`alter table "list_version" drop constraint "list_version_list_id_foreign";`);
    this.addSql(`alter table "list_entry" drop constraint "list_entry_list_id_foreign";`);
    this.addSql(`alter table "import_reject" drop constraint "import_reject_import_id_foreign";`);
    this.addSql(`alter table "credit_record" drop constraint "credit_record_import_id_foreign";`);
    this.addSql(`alter table "instruction" drop constraint "instruction_clause_id_foreign";`);
    this.addSql(`alter table "instruction" drop constraint "instruction_check_id_foreign";`);
    this.addSql(`alter table "check_hit" drop constraint "check_hit_check_id_foreign";`);
    this.addSql(`alter table "check_result" drop constraint "check_result_check_id_foreign";`);
    this.addSql(`alter table "credit_record" drop constraint "credit_record_subject_id_foreign";`);
    this.addSql(`alter table "list_entry" drop constraint "list_entry_subject_id_foreign";`);
    this.addSql(`alter table "objection" drop constraint "objection_subject_id_foreign";`);
    this.addSql(`alter table "instruction" drop constraint "instruction_subject_id_foreign";`);
    this.addSql(`alter table "notice" drop constraint "notice_subject_id_foreign";`);
    this.addSql(`alter table "check_result" drop constraint "check_result_subject_id_foreign";`);
    this.addSql(`alter table "list_entry" drop constraint "list_entry_record_id_foreign";`);
    this.addSql(`alter table "objection" drop constraint "objection_record_id_foreign";`);
    this.addSql(`alter table "objection" drop constraint "objection_entry_id_foreign";`);
    this.addSql(`alter table "instruction" drop constraint "instruction_entry_id_foreign";`);
    this.addSql(`alter table "notice" drop constraint "notice_entry_id_foreign";`);
    this.addSql(`alter table "check_hit" drop constraint "check_hit_entry_id_foreign";`);
    this.addSql(`alter table "notice" drop constraint "notice_instruction_id_foreign";`);
    this.addSql(`alter table "feedback" drop constraint "feedback_instruction_id_foreign";`);

    this.addSql(`drop table if exists "access_event" cascade;`);
    this.addSql(`drop table if exists "audit_event" cascade;`);
    this.addSql(`drop table if exists "change" cascade;`);
    this.addSql(`drop table if exists "idempotency" cascade;`);
    this.addSql(`drop table if exists "ledger_head" cascade;`);
    this.addSql(`drop table if exists "measure" cascade;`);
    this.addSql(`drop table if exists "organization" cascade;`);
    this.addSql(`drop table if exists "memorandum" cascade;`);
    this.addSql(`drop table if exists "memorandum_list" cascade;`);
    this.addSql(`drop table if exists "measure_implementer" cascade;`);
    this.addSql(`drop table if exists "credit_list" cascade;`);
    this.addSql(`drop table if exists "list_version" cascade;`);
    this.addSql(`drop table if exists "import" cascade;`);
    this.addSql(`drop table if exists "import_reject" cascade;`);
    this.addSql(`drop table if exists "client" cascade;`);
    this.addSql(`drop table if exists "clause" cascade;`);
    this.addSql(`drop table if exists "duty_check" cascade;`);
    this.addSql(`drop table if exists "memorandum_signatory" cascade;`);
    this.addSql(`drop table if exists "status_change" cascade;`);
    this.addSql(`drop table if exists "subject" cascade;`);
    this.addSql(`drop table if exists "credit_record" cascade;`);
    this.addSql(`drop table if exists "list_entry" cascade;`);
    this.addSql(`drop table if exists "objection" cascade;`);
    this.addSql(`drop table if exists "instruction" cascade;`);
    this.addSql(`drop table if exists "notice" cascade;`);
    this.addSql(`drop table if exists "feedback" cascade;`);
    this.addSql(`drop table if exists "check_hit" cascade;`);
    this.addSql(`drop table if exists "check_result" cascade;`);
    this.addSql(`drop table if exists "oauth_token" cascade;`);
  }
}
