import { Migration } from '@mikro-orm/migrations';

export class Migration20261125001300_offices extends Migration {
  override name = 'Migration20261125001300_offices';

  override up(): void {
    this.addSql(
      `alter table "staff" add "blocked_at" timestamptz null, add "block_reason" varchar(500) null;`,
    );
    for (const table of newlyVersioned) {
      this.addSql(`alter table "${table}" add column "version" int not null default 1;`);
      this.addSql(
        `create trigger ${table}_version before update on ${table} for each row execute function count_version()`,
      );
    }
    this.addSql(mayPublish);
    this.addSql(`alter table "change" drop constraint "change_type_check";`);
    this.addSql(
      `alter table "change" add constraint "change_type_check" check ("type" in (${listed([...typesBefore, 'INCIDENT_UPDATED'])}));`,
    );
  }

  override down(): void {
    this.addSql(`alter table "change" drop constraint "change_type_check";`);
    // Changes are append-only: those of the newer kind stay, and no more are added.
    this.addSql(
      `alter table "change" add constraint "change_type_check" check ("type" in (${listed(typesBefore)})) not valid;`,
    );
    this.addSql(`update client set scopes = array_remove(scopes, 'catalogue:publish');`);
    for (const table of newlyVersioned) {
      this.addSql(`drop trigger ${table}_version on ${table}`);
      this.addSql(`alter table "${table}" drop column "version";`);
    }
    this.addSql(`alter table "staff" drop column "blocked_at", drop column "block_reason";`);
  }
}

const newlyVersioned = ['organization', 'incident', 'reorganisation'];

/**
 * Publishing and signing have a scope of their own now. Agencies sign as they did; of the office's clients only those
 * that publish lists publish the catalogue: one that only drafted is a clerk's.
 */
const mayPublish = `update client
  set scopes = array(select distinct each from unnest(scopes || array['catalogue:publish']) as each order by each)
  where 'catalogue:write' = any(scopes) and (kind = 'AGENCY' or (kind = 'OFFICE' and 'lists:publish' = any(scopes)));`;

const typesBefore = [
  'LIST_VERSION_PUBLISHED',
  'ENTRY_PUBLISHED',
  'ENTRY_SUSPENDED',
  'ENTRY_RESTORED',
  'ENTRY_ENDED',
  'INSTRUCTIONS_ISSUED',
  'INSTRUCTION_UPDATED',
  'MEASURE_PUBLISHED',
  'MEASURE_RETIRED',
  'MEMORANDUM_IN_FORCE',
  'MEMORANDUM_ENDED',
  'RECORDS_IMPORTED',
  'OBJECTION_RECEIVED',
  'OBJECTION_DECIDED',
  'ENTRY_CORRECTED',
  'RECORD_CORRECTED',
  'RECORD_WITHDRAWN',
  'VERIFICATION_ASKED',
  'REPAIR_APPLIED',
  'REPAIR_DECIDED',
  'RESTORATION_OPENED',
  'RESTORATION_DONE',
  'DEADLINE_NEAR',
  'DEADLINE_MISSED',
];
const listed = (types: readonly string[]) => types.map((each) => `'${each}'`).join(', ');
