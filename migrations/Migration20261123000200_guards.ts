import { Migration } from '@mikro-orm/migrations';

/**
 * What must never happen, in the database itself (design section 5): even raw SQL cannot store an active instruction
 * outside the published rules, apply a punishment without a notice, or rewrite the ledger.
 */
export class Migration20261123000200_guards extends Migration {
  override name = 'Migration20261123000200_guards';

  override up(): void {
    for (const statement of [
      ...keys,
      ...indexes,
      ...lawfulInstructions,
      ...endsLeaveNothing,
      ...fixedFacts,
      ...appendOnly,
    ]) {
      this.addSql(statement);
    }
  }

  override down(): void {
    for (const name of [
      'guard_instructions',
      'guard_grounds',
      'guard_objections',
      'guard_receipts',
      'refuse_change',
      'guard_entry_facts',
      'guard_catalogue',
    ]) {
      this.addSql(`drop function ${name}() cascade`); // and with it the triggers that call it
    }
    for (const statement of [...indexes, ...keys]) {
      const index = /^create (?:unique )?index (\w+)/.exec(statement)?.[1];
      const [, table, constraint] = /^alter table (\w+) add constraint (\w+)/.exec(statement) ?? [];
      if (index) this.addSql(`drop index ${index}`);
      if (table && constraint) this.addSql(`alter table ${table} drop constraint ${constraint}`);
    }
    this.addSql(`delete from ledger_head`);
  }
}

const active = `('ISSUED', 'ACKNOWLEDGED', 'APPLIED')`;

const keys = [
  `alter table memorandum_list add constraint memorandum_list_list_fk foreign key (list_id) references credit_list (id)`,
  `alter table client add constraint client_subject_fk foreign key (subject_id) references subject (id)`,
  `alter table list_entry add constraint list_entry_two_hands check (published_by is null or origin = 'UPSTREAM' or published_by <> proposed_by)`,
  `alter table measure add constraint measure_two_hands check (published_by is null or published_by <> drafted_by)`,
  `alter table measure add constraint measure_limit check (term_months is null or max_months is null or term_months <= max_months)`,
  `insert into ledger_head (id, audit_position, audit_hash, change_position) values (1, 0, repeat('0', 64), 0)`,
];

const indexes = [
  `create unique index instruction_once_by_publication on instruction (entry_id, clause_id) where check_id is null and status not in ('LIFTED', 'CANCELLED')`,
  `create unique index instruction_once_by_check on instruction (entry_id, clause_id, check_id) where check_id is not null`,
  `create index instruction_overdue on instruction (due_at, id) where status in ('ISSUED', 'ACKNOWLEDGED')`,
  `create index list_entry_public on list_entry (published_at desc, id desc) where status = 'PUBLISHED'`,
  `create index list_entry_public_list on list_entry (list_id, published_at desc, id desc) where status = 'PUBLISHED'`,
  `create unique index objection_open_once on objection (entry_id, raised_by_actor, ground) where status in ('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING') and entry_id is not null`,
];

// Invariants 1, 3 and 4. The share locks make a concurrent end or objection wait for us, or us for it.
const lawfulInstructions = [
  `create function guard_instructions() returns trigger language plpgsql as $$
declare
  bad record;
begin
  perform 1 from list_entry where id in (select entry_id from fresh where status in ${active}) order by id for share;
  perform 1 from measure where id in (select measure_id from fresh where status in ${active}) order by id for share;
  perform 1 from memorandum where id in (select memorandum_id from fresh where status in ${active}) order by id for share;
  select f.number, case
      when c.measure_id <> f.measure_id or c.memorandum_id <> f.memorandum_id or c.implementer_id <> f.agency_id then 'clause does not name this measure, memorandum and agency'
      when m.kind <> f.kind then 'kind is not the measure''s'
      when e.subject_id <> f.subject_id then 'subject is not the entry''s'
      when k.id is not null and (k.matter <> c.matter or k.agency_id <> f.agency_id) then 'check was at another matter or by another agency'
      when e.status <> 'PUBLISHED' then 'entry is not published'
      when m.status <> 'PUBLISHED' then 'measure is not published'
      when m.catch_all then 'measure is a catch-all'
      when mo.status <> 'IN_FORCE' then 'memorandum is not in force'
      when not exists (select 1 from memorandum_list ml where ml.memorandum_id = mo.id and ml.list_id = e.list_id) then 'memorandum does not name the list'
      when not (m.tier = e.colour or (m.tier = 'WATCH' and e.colour = 'BLACK')) then 'tier is above the entry'
      when m.tier = 'BLACK' and m.basis_rank not in ('LAW', 'ADMINISTRATIVE_REGULATION') then 'basis is no law or administrative regulation'
      when not (c.matter = any (m.matters)) then 'matter is not related to the measure'
      when m.max_months is not null and e.valid_from is not null and (f.issued_at at time zone 'Asia/Shanghai')::date > e.valid_from + make_interval(months => m.max_months) then 'measure is past its statutory limit'
      when f.status = 'APPLIED' and f.kind = 'PUNISHMENT' and not exists (select 1 from notice n where n.instruction_id = f.id) then 'no notice was served'
    end as why
  into bad
  from fresh f
  join list_entry e on e.id = f.entry_id
  join measure m on m.id = f.measure_id
  join memorandum mo on mo.id = f.memorandum_id
  join clause c on c.id = f.clause_id
  left join duty_check k on k.id = f.check_id
  where f.status in ${active} and (
    c.measure_id <> f.measure_id or c.memorandum_id <> f.memorandum_id or c.implementer_id <> f.agency_id
    or m.kind <> f.kind or e.subject_id <> f.subject_id
    or (k.id is not null and (k.matter <> c.matter or k.agency_id <> f.agency_id))
    or e.status <> 'PUBLISHED' or m.status <> 'PUBLISHED' or m.catch_all or mo.status <> 'IN_FORCE'
    or not exists (select 1 from memorandum_list ml where ml.memorandum_id = mo.id and ml.list_id = e.list_id)
    or not (m.tier = e.colour or (m.tier = 'WATCH' and e.colour = 'BLACK'))
    or (m.tier = 'BLACK' and m.basis_rank not in ('LAW', 'ADMINISTRATIVE_REGULATION'))
    or not (c.matter = any (m.matters))
    or (m.max_months is not null and e.valid_from is not null and (f.issued_at at time zone 'Asia/Shanghai')::date > e.valid_from + make_interval(months => m.max_months))
    or (f.status = 'APPLIED' and f.kind = 'PUNISHMENT' and not exists (select 1 from notice n where n.instruction_id = f.id)))
  limit 1;
  if found then
    raise exception 'instruction % may not be active: %', bad.number, bad.why using errcode = '23514', constraint = 'instruction_lawful';
  end if;
  return null;
end $$`,
  `create trigger instruction_lawful_insert after insert on instruction referencing new table as fresh for each statement execute function guard_instructions()`,
  `create trigger instruction_lawful_update after update on instruction referencing new table as fresh for each statement execute function guard_instructions()`,
];

// The other direction, at commit: nothing ends, and nothing comes back under an open objection, while instructions disagree.
const endsLeaveNothing = [
  `create function guard_grounds() returns trigger language plpgsql as $$
declare
  left_active boolean;
begin
  if tg_table_name = 'list_entry' then
    select exists (select 1 from instruction i join list_entry e on e.id = i.entry_id where i.entry_id = new.id and e.status <> 'PUBLISHED' and i.status in ${active}) into left_active;
  elsif tg_table_name = 'measure' then
    select exists (select 1 from instruction i join measure m on m.id = i.measure_id where i.measure_id = new.id and m.status <> 'PUBLISHED' and i.status in ${active}) into left_active;
  else
    select exists (select 1 from instruction i join memorandum m on m.id = i.memorandum_id where i.memorandum_id = new.id and m.status <> 'IN_FORCE' and i.status in ${active}) into left_active;
  end if;
  if left_active then
    raise exception '% % ends but instructions of it are still active', tg_table_name, new.id using errcode = '23514', constraint = 'instruction_lawful';
  end if;
  return null;
end $$`,
  `create constraint trigger list_entry_leaves_none after update of status on list_entry deferrable initially deferred for each row when (new.status <> 'PUBLISHED') execute function guard_grounds()`,
  `create constraint trigger measure_leaves_none after update of status on measure deferrable initially deferred for each row when (new.status <> 'PUBLISHED') execute function guard_grounds()`,
  `create constraint trigger memorandum_leaves_none after update of status on memorandum deferrable initially deferred for each row when (new.status <> 'IN_FORCE') execute function guard_grounds()`,
  `create function guard_objections() returns trigger language plpgsql as $$
begin
  if exists (select 1 from objection o join list_entry e on e.id = o.entry_id where o.entry_id = new.id and e.status = 'PUBLISHED' and e.colour <> 'RED' and o.suspends and o.status in ('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING')) then
    raise exception 'entry % has an open objection', new.number using errcode = '23514', constraint = 'list_entry_objection_open';
  end if;
  return null;
end $$`,
  `create constraint trigger list_entry_not_under_objection after insert or update of status on list_entry deferrable initially deferred for each row when (new.status = 'PUBLISHED') execute function guard_objections()`,
  `create function guard_receipts() returns trigger language plpgsql as $$
begin
  if new.suspends and exists (select 1 from objection o where o.id = new.id and o.status in ('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING'))
    and exists (select 1 from list_entry e where (e.id = new.entry_id or e.record_id = new.record_id) and e.status = 'PUBLISHED' and e.colour <> 'RED') then
    raise exception 'objection % is open but what it is about is still published', new.number using errcode = '23514', constraint = 'list_entry_objection_open';
  end if;
  return null;
end $$`,
  `create constraint trigger objection_suspends after insert or update on objection deferrable initially deferred for each row execute function guard_receipts()`,
];

// Facts others rely on do not change under them.
const fixedFacts = [
  `create function guard_entry_facts() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new.list_id <> old.list_id or new.subject_id <> old.subject_id or new.colour <> old.colour) then
    raise exception 'list, colour and subject of entry % are fixed', old.number using errcode = '23514';
  end if;
  if new.colour <> (select colour from credit_list where id = new.list_id) then
    raise exception 'colour of entry % is not its list''s', new.number using errcode = '23514';
  end if;
  return new;
end $$`,
  `create trigger list_entry_facts before insert or update of list_id, subject_id, colour on list_entry for each row execute function guard_entry_facts()`,
  `create function guard_catalogue() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'credit_list' then
    if new.colour <> old.colour then
      raise exception 'colour of list % is fixed', old.code using errcode = '23514';
    end if;
  elsif tg_table_name = 'measure' then
    if old.status <> 'DRAFT' and (new.kind, new.tier, new.basis_rank, new.matters, new.catch_all, new.max_months) is distinct from (old.kind, old.tier, old.basis_rank, old.matters, old.catch_all, old.max_months) then
      raise exception 'measure % is published: retire it and draft another', old.code using errcode = '23514';
    end if;
  elsif exists (select 1 from memorandum where id in (new.memorandum_id, old.memorandum_id) and status <> 'DRAFT') then
    raise exception 'memorandum is no draft any more: its clauses and lists are fixed' using errcode = '23514';
  end if;
  return coalesce(new, old);
end $$`,
  `create trigger credit_list_fixed before update on credit_list for each row execute function guard_catalogue()`,
  `create trigger measure_fixed before update on measure for each row execute function guard_catalogue()`,
  `create trigger clause_fixed before insert or update or delete on clause for each row execute function guard_catalogue()`,
  `create trigger memorandum_list_fixed before insert or update or delete on memorandum_list for each row execute function guard_catalogue()`,
];

const appendOnly = [
  `create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$`,
  ...['audit_event', 'change', 'access_event', 'status_change', 'notice', 'feedback'].map(
    (table) =>
      `create trigger ${table}_append_only before update or delete or truncate on ${table} for each statement execute function refuse_change()`,
  ),
];
