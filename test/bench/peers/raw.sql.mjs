/** The statements of the raw peer: the same lawful conditions as the hub's, without its row scope. */

/** Clauses that bind for the entry `e` on the day `$2`: as in the hub, so that both say the same. */
const binding = (day) => `
  join memorandum_list ml on ml.list_id = e.list_id
  join memorandum mo on mo.id = ml.memorandum_id and mo.status = 'IN_FORCE' and mo.effective_from <= ${day}::date
    and (mo.effective_until is null or mo.effective_until >= ${day}::date)
  join clause c on c.memorandum_id = mo.id
  join measure x on x.id = c.measure_id and x.status = 'PUBLISHED' and not x.catch_all
    and (x.tier = e.colour or (x.tier = 'WATCH' and e.colour = 'BLACK'))
    and (x.max_months is null or e.valid_from is null or ${day}::date <= e.valid_from + make_interval(months => x.max_months))`;

const inEffect = (day) => `(e.valid_until is null or e.valid_until >= ${day}::date)`;

/** Of the subjects of the codes: entries in effect, each with the clauses that the agency `$3` has to apply. */
const screeningOf = (codes) => `
  select s.code, s.name, s.kind, e.number, e.severity, e.decision_number as "decisionNumber", e.ground,
    e.basis as "entryBasis", e.published_at as "publishedAt", e.valid_until as "validUntil", e.colour,
    l.code as "listCode", l.name as "listName", org.code as "bodyCode", org.name as "bodyName", due.*
  from subject s
  left join list_entry e on e.subject_id = s.id and e.status = 'PUBLISHED' and e.colour <> 'WATCH' and ${inEffect('$2')}
  left join credit_list l on l.id = e.list_id
  left join organization org on org.id = e.identified_by_id
  left join lateral (
    select c.id as "clauseId", c.matter, c.trigger, c.basis as "clauseBasis", x.code as "measureCode", x.name as "measureName",
      x.kind as "measureKind", x.tier, x.limit_text as "limit", mo.number as "memorandumNumber",
      mo.title as "memorandumTitle"
    from (select e.list_id, e.colour, e.valid_from) e ${binding('$2')} where c.implementer_id = $3::bigint) due on e.id is not null
  where s.code ${codes}
  order by s.id, e.id desc, due."clauseId"`;

export const screening = screeningOf('= $1');
export const batch = screeningOf('= any($1::text[])');

/** The page of a list behind a key: published at and id of the last row before it. */
export const listPage = `
  select e.id, e.number, e.ground, e.severity, e.published_at as "publishedAt", e.valid_until as "validUntil", e.colour,
    s.code as "subjectCode", s.name as "subjectName", l.code as "listCode", l.name as "listName",
    org.code as "bodyCode", org.name as "bodyName"
  from list_entry e
  join subject s on s.id = e.subject_id
  join credit_list l on l.id = e.list_id
  join organization org on org.id = e.identified_by_id
  where e.status = 'PUBLISHED' and e.colour <> 'WATCH' and ${inEffect('$2')}
    and e.list_id = (select id from credit_list where code = $1)
    and (e.published_at, e.id) < ($4::timestamptz, $5::bigint)
  order by e.published_at desc, e.id desc limit $3`;

/** The counts that the hub's statistics give. */
export const statistics = `
  select 'entries' as of, colour as key, count(*)::int as count from list_entry e
  where status = 'PUBLISHED' and colour <> 'WATCH' and ${inEffect('$1')} group by colour
  union all select 'instructions', status, count(*)::int from instruction group by status
  union all select 'agencies', o.code || ' ' || i.status, count(*)::int from instruction i join organization o on o.id = i.agency_id
    group by o.code, i.status
  union all select 'objections', status, count(*)::int from objection group by status
  union all select 'repairs', status, count(*)::int from repair group by status
  union all select 'records', 'all', count(*)::int from credit_record`;

/**
 * A check in one statement: who is asked about, what is hit, what is due, and the rows that last: receipt, instructions
 * ON_CHECK with the beginning of their history, a look at each subject, two rows of the audit and a change that tells of the
 * instructions. The chain's hash is taken over less than the hub's.
 * $1 codes, $2 agency, $3 matter, $4 business number, $5 today, $6 number of the receipt, $7 days due as JSON.
 */
export const check = `
  with known as materialized (
    select asked.ordinal::int - 1 as ordinal, asked.code as asked, s.id, s.name
    from unnest($1::text[]) with ordinality as asked(code, ordinal) left join subject s on s.code = asked.code),
  hit as materialized (
    select e.id, e.number, e.ground, e.subject_id, e.list_id, e.colour, e.valid_from, e.status = 'SUSPENDED' as suspended
    from list_entry e
    where e.subject_id = any(array(select id from known where id is not null)) and e.status in ('PUBLISHED', 'SUSPENDED')
      and ${inEffect('$5')} and (e.colour <> 'WATCH' or exists (
        select 1 from memorandum_list wl join memorandum wm on wm.id = wl.memorandum_id and wm.status = 'IN_FORCE'
        join clause wc on wc.memorandum_id = wm.id
        where wl.list_id = e.list_id and wc.implementer_id = $2::bigint and wc.matter = $3::text))
    order by e.id for share of e),
  due as materialized (
    select e.id as entry_id, e.subject_id, e.suspended, c.id as clause_id, c.matter, c.basis, c.trigger, c.feedback_days,
      c.measure_id, c.memorandum_id, x.kind, x.code, x.name, mo.number, mo.title
    from hit e ${binding('$5')} where c.implementer_id = $2::bigint and c.matter = $3::text),
  receipt as (
    insert into duty_check (number, agency_id, matter, business_number, actor, checked_at)
    values ($6, $2::bigint, $3::text, $4::text, 'raw', now()) returning id, checked_at),
  verdict as materialized (
    select k.ordinal, case
        when k.id is null then 'UNKNOWN_SUBJECT'
        when bool_or(not h.suspended and h.colour = 'RED') and bool_or(not h.suspended and h.colour <> 'RED') then 'BOTH'
        when bool_or(not h.suspended and h.colour = 'RED') then 'INCENTIVE'
        when bool_or(not h.suspended and h.colour <> 'RED') then 'PUNISHMENT'
        when count(h.id) > 0 then 'SUSPENDED' else 'CLEAR' end as verdict
    from known k left join hit h on h.subject_id = k.id group by k.ordinal, k.id),
  results as (
    insert into check_result (check_id, ordinal, asked, subject_id, verdict)
    select r.id, k.ordinal, k.asked, k.id, v.verdict from receipt r, known k join verdict v using (ordinal)),
  hits as (
    insert into check_hit (check_id, ordinal, entry_id, suspended, clause_ids)
    select r.id, k.ordinal, h.id, h.suspended,
      array(select d.clause_id from due d where d.entry_id = h.id order by d.clause_id)
    from receipt r, known k join hit h on h.subject_id = k.id),
  issued as (
    insert into instruction (number, entry_id, subject_id, clause_id, measure_id, memorandum_id, agency_id, kind, status,
      check_id, issued_at, due_at, version)
    select 'I' || to_char($5::date, 'YYYYMMDD') || '-' || upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 14)),
      d.entry_id, d.subject_id, d.clause_id, d.measure_id, d.memorandum_id, $2::bigint, d.kind, 'ISSUED', r.id, now(), t.day, 1
    from receipt r, due d join jsonb_to_recordset($7::jsonb) as t(days int, day date) on t.days = d.feedback_days
    where d.trigger = 'ON_CHECK' and not d.suspended and not exists (
      select 1 from instruction i join duty_check k on k.id = i.check_id
      where i.entry_id = d.entry_id and i.clause_id = d.clause_id and k.agency_id = $2::bigint
        and k.business_number = $4::text and i.status not in ('LIFTED', 'CANCELLED'))
    order by d.entry_id, d.clause_id
    returning id, number, entry_id, clause_id, due_at),
  begun as (
    insert into status_change (target, target_id, at, to_status, organization_id)
    select 'Instruction', id, now(), 'ISSUED', $2::bigint from issued),
  head as (
    update ledger_head set audit_position = audit_position + 2, change_position = change_position + 1,
      audit_hash = encode(sha256(convert_to(audit_hash || $6, 'UTF8')), 'hex')
    where id = 1 returning audit_position, change_position, audit_hash),
  audited as (
    insert into audit_event (position, at, event, actor, organization_id, target, target_id, request_id, detail, previous_hash, hash)
    select h.audit_position - later, now(), case later when 1 then 'enforcement.instructionsIssued' else 'enforcement.subjectsChecked' end,
      'raw', $2::bigint, 'Check', r.id, 'bench', jsonb_build_object('subjects', cardinality($1::text[])), repeat('0', 64), h.audit_hash
    from head h, receipt r, generate_series(0, 1) as later),
  told as (
    insert into change (position, at, type, organization_id, target, target_id, audience, parties, summary)
    select h.change_position, now(), 'INSTRUCTIONS_ISSUED', $2::bigint, 'Check', r.id, 'PARTIES', array[$2::bigint],
      (select jsonb_build_object('instructions', jsonb_agg(i.number)) from issued i)
    from head h, receipt r),
  looked as (
    insert into access_event (at, organization_id, actor, subject_id, matter, business_number, operation, datasets, request_id)
    select now(), $2::bigint, 'raw', k.id, $3::text, $4::text, 'checkSubjects', '{Check,Instruction}', 'bench'
    from (select distinct id from known where id is not null) k)
  select r.checked_at as "checkedAt", k.ordinal, k.asked, k.name, v.verdict, h.number, h.ground, h.suspended, d.matter,
    d.basis as "clauseBasis", d.code as "measureCode", d.name as "measureName", d.number as "memorandumNumber",
    d.title as "memorandumTitle", coalesce(n.number, i.number) as "instructionNumber", coalesce(n.due_at, i.due_at) as "dueAt"
  from receipt r cross join known k join verdict v using (ordinal)
  left join hit h on h.subject_id = k.id
  left join due d on d.entry_id = h.id
  left join issued n on n.entry_id = d.entry_id and n.clause_id = d.clause_id
  left join lateral (
    select i.number, i.due_at from instruction i left join duty_check ik on ik.id = i.check_id
    where n.number is null and i.entry_id = d.entry_id and i.clause_id = d.clause_id and i.agency_id = $2::bigint
      and (i.check_id is null or ik.business_number = $4::text) order by i.id desc limit 1) i on true
  order by k.ordinal, h.id, d.clause_id`;
