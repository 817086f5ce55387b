import { Migration } from '@mikro-orm/migrations';

/** What must never happen to the rights of a subject, in the database itself (design section 5). */
export class Migration20261125000200_rights_guards extends Migration {
  override name = 'Migration20261125000200_rights_guards';

  override up(): void {
    for (const statement of [...indexes, ...twoHands, ...brake, ...restored, ...appendOnly])
      this.addSql(statement);
  }

  override down(): void {
    for (const name of ['guard_measure_receipts', 'guard_record_receipts', 'guard_restorations'])
      this.addSql(`drop function ${name}() cascade`); // and with it the triggers that call it
    for (const table of appendOnlyTables) this.addSql(`drop trigger ${table}_append_only on ${table}`);
    for (const statement of [...indexes, ...twoHands]) {
      const index = /^create (?:unique )?index (\w+)/.exec(statement)?.[1];
      const [, table, constraint] = /^alter table (\w+) add constraint (\w+)/.exec(statement) ?? [];
      if (index) this.addSql(`drop index ${index}`);
      if (table && constraint) this.addSql(`alter table ${table} drop constraint ${constraint}`);
    }
  }
}

const open = `('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING')`;

const indexes = [
  `create unique index repair_open_once on repair (coalesce(entry_id, 0), coalesce(record_id, 0)) where status in ('APPLIED', 'ACCEPTED')`,
  `create unique index reorganisation_open_once on reorganisation (subject_id) where ended_on is null`,
  // Who received something is found by the thing, in every end and correction.
  `create index change_target on change (target, target_id)`,
  `create index check_hit_entry on check_hit (entry_id)`,
  `create unique index outcome_decision_once on outcome (kind, document_number, coalesce(entry_id, 0), coalesce(record_id, 0), coalesce(instruction_id, 0))`,
  `create index deadline_open on deadline (due_on, id) where met_at is null`,
];

const twoHands = [
  `alter table repair add constraint repair_two_hands check (decided_by_actor is null or status = 'WITHDRAWN' or decided_by_actor <> applied_by_actor)`,
  `alter table objection add constraint objection_two_hands check (decided_by_actor is null or decided_by_actor <> raised_by_actor)`,
];

// Invariant 2 for objections to a measure applied or to a check, and for entries that rest on a record objected to.
const brake = [
  `create function guard_measure_receipts() returns trigger language plpgsql as $$
begin
  if new.suspends and exists (select 1 from objection o where o.id = new.id and o.status in ${open})
    and exists (select 1 from instruction i where i.kind = 'PUNISHMENT' and i.status in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED')
      and (i.id = new.instruction_id or (i.check_id = new.check_id and i.subject_id = new.subject_id))) then
    raise exception 'objection % is open but the measure it is about is still active', new.number using errcode = '23514', constraint = 'list_entry_objection_open';
  end if;
  return null;
end $$`,
  `create constraint trigger objection_suspends_measures after insert or update on objection deferrable initially deferred for each row when (new.instruction_id is not null or new.check_id is not null) execute function guard_measure_receipts()`,
  `create function guard_record_receipts() returns trigger language plpgsql as $$
begin
  if exists (select 1 from objection o join list_entry e on e.record_id = o.record_id where e.id = new.id and e.status = 'PUBLISHED' and e.colour <> 'RED' and o.suspends and o.status in ${open}) then
    raise exception 'the record of entry % has an open objection', new.number using errcode = '23514', constraint = 'list_entry_objection_open';
  end if;
  return null;
end $$`,
  `create constraint trigger list_entry_record_not_under_objection after insert or update of status on list_entry deferrable initially deferred for each row when (new.status = 'PUBLISHED' and new.record_id is not null) execute function guard_record_receipts()`,
];

// A restoration is done only when everybody who received the error has acknowledged and nothing is owed (Henan 42, 66).
const restored = [
  `create function guard_restorations() returns trigger language plpgsql as $$
begin
  if exists (select 1 from restoration r where r.id = new.id and r.status = 'DONE') and (
    exists (select 1 from restoration_task t where t.restoration_id = new.id and t.status = 'OPEN')
    or exists (select 1 from change c join change_recipient cr on cr.position = c.position
      where c.target = 'Restoration' and c.target_id = new.id and cr.acknowledged_at is null)) then
    raise exception 'restoration % is not done: a recipient or a task is open', new.number using errcode = '23514', constraint = 'restoration_done';
  end if;
  return null;
end $$`,
  `create constraint trigger restoration_done_when_acknowledged after insert or update of status on restoration deferrable initially deferred for each row when (new.status = 'DONE') execute function guard_restorations()`,
];

const appendOnlyTables = ['announcement', 'community_service', 'outcome', 'document'];
const appendOnly = appendOnlyTables.map(
  (table) =>
    `create trigger ${table}_append_only before update or delete or truncate on ${table} for each statement execute function refuse_change()`,
);
