import {
  bodyCode,
  entriesPerSubject,
  fanoutList,
  importList,
  listCount,
  lists,
  matter,
  measures,
  memoranda,
} from './catalogue.mjs';
import { codeOf, nameOf } from './codes.mjs';

const batch = 20_000;

/**
 * Loads catalogue, subjects, entries and the instructions of their publication as the owner of the tables, in sets. The
 * guards and foreign keys sleep for this session alone; the figures come from statistics made afterwards.
 */
export const loadData = async (client, subjects) => {
  await client.query('set session_replication_role = replica');
  await loadCatalogue(client);
  await withoutIndexes(client, ['subject', 'list_entry', 'instruction'], async () => {
    for (let from = 1; from <= subjects; from += batch) {
      const numbers = Array.from(
        { length: Math.min(batch, subjects - from + 1) },
        (_, index) => from + index,
      );
      await loadSubjects(client, numbers);
    }
    await client.query('analyze subject, list_entry');
    await client.query(instructions);
  });
  await client.query(checks);
  await client.query('set session_replication_role = origin');
  await client.query('select recount_tally()');
  await client.query('vacuum analyze');
};

/** Rows come faster to tables whose indexes are made afterwards, as they were: the more, the more so. */
const withoutIndexes = async (client, tables, work) => {
  const { rows: indexes } = await client.query(indexesOf, [tables]);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await work();
  await client.query(`set maintenance_work_mem = '1GB'`);
  for (const { made } of indexes) await client.query(made);
  await client.query('reset maintenance_work_mem');
};

/** Those that hold no constraint. */
const indexesOf = `
  select indexname as name, indexdef as made from pg_indexes
  where tablename = any($1) and not exists (select 1 from pg_constraint where conname = indexname) order by 1`;

const loadCatalogue = async (client) => {
  const send = (text, rows) => client.query(text, [JSON.stringify(rows)]);
  await send(listRows, lists);
  await send(measureRows, measures);
  await send(memorandumRows, memoranda);
  await send(
    clauseRows,
    memoranda.flatMap(({ number: memorandum, clauses }) => clauses.map((each) => ({ ...each, memorandum }))),
  );
};

const loadSubjects = (client, numbers) =>
  client.query(subjectsAndEntries, [
    numbers,
    numbers.map((n) => codeOf(n)),
    numbers.map((n) => nameOf(n)),
    lists.map(({ code }) => code).filter((code) => code !== importList && code !== fanoutList),
  ]);

const listRows = `
  insert into credit_list (code, name, colour, level, keeper_id, basis, notice_days, current_version)
  select each.code, each.name, each.colour, 'COUNTY', org.id, '《基准测试办法》', 5, 1
  from jsonb_to_recordset($1::jsonb) as each(code text, name text, colour text, keeper text)
  join organization org on org.code = each.keeper`;

const measureRows = `
  insert into measure (code, name, kind, tier, matters, basis_text, basis_rank, limit_text, level, status, drafted_by,
    published_by, published_at)
  select code, name, kind, tier, array(select jsonb_array_elements_text(matters)), basis, 'LAW', '不超过三年', 'COUNTY',
    'PUBLISHED', 'bench', 'bench-approver', now()
  from jsonb_to_recordset($1::jsonb) as each(code text, name text, kind text, tier text, matters jsonb, basis text)`;

const memorandumRows = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as each(number text, title text, colour text, list text, initiator text)),
  made as (
    insert into memorandum (number, title, colour, level, initiator_id, status, sharing_terms, feedback_terms, repair_path,
      effective_from, signed_on, drafted_by)
    select given.number, title, colour, 'COUNTY', org.id, 'IN_FORCE', '按目录共享', '按期反馈', '纠正后申请信用修复',
      current_date - 100, current_date - 100, 'bench'
    from given join organization org on org.code = given.initiator returning id, number)
  insert into memorandum_list (memorandum_id, list_id)
  select made.id, l.id from made join given using (number) join credit_list l on l.code = given.list`;

const clauseRows = `
  insert into clause (memorandum_id, number, measure_id, implementer_id, matter, trigger, basis, feedback_days)
  select mo.id, each.number, x.id, org.id, each.matter, each.trigger, each.basis, each.days
  from jsonb_to_recordset($1::jsonb) as each(memorandum text, number int, measure text, implementer text, matter text,
    trigger text, basis text, days int)
  join memorandum mo on mo.number = each.memorandum join measure x on x.code = each.measure
  join organization org on org.code = each.implementer order by mo.id, each.number`;

/** The n-th subject stands on the lists n, n + 4 and n + 8; its entries are a tenth of a second apart. */
const subjectsAndEntries = `
  with given as (select * from unnest($1::int[], $2::text[], $3::text[]) as each(n, code, name)),
  made as (
    insert into subject (code, kind, name, unified_code, check_digit, created_at)
    select code, 'LEGAL_PERSON', name, code, 'VALID', now() from given order by n returning id, code)
  insert into list_entry (number, list_id, colour, subject_id, origin, identified_by_id, decision_number, decided_on, ground,
    basis, severity, status, notice_served_on, notice_channel, publishable_from, published_at, published_by, published_in,
    valid_from, valid_until, responsible_persons, proposed_by, created_at)
  select 'E20260901-' || lpad((n * ${entriesPerSubject} + k)::text, 9, '0'), l.id, l.colour, made.id, 'LOCAL', l.keeper_id,
    '基准决〔2026〕' || n || '-' || k || '号', current_date - 120, '基准测试用的样本事由，情节严重', '《基准测试办法》第三条',
    'SERIOUS', 'PUBLISHED', current_date - 90, 'IN_PERSON', current_date - 80,
    date_trunc('day', now()) - interval '60 days' + interval '100 ms' * (n * ${entriesPerSubject} + k), 'bench-approver', 1,
    current_date - 60, current_date + 1000, '[{"name":"样某","role":"法定代表人"}]', 'bench', now()
  from given join made using (code) cross join generate_series(0, ${entriesPerSubject - 1}) as k
  join credit_list l on l.code = ($4::text[])[(n + 4 * k) % ${listCount} + 1]
  order by n, k`;

const instructions = `
  insert into instruction (number, entry_id, subject_id, clause_id, measure_id, memorandum_id, agency_id, kind, status,
    issued_at, due_at)
  select 'I20260901-' || lpad(e.id::text, 12, '0'), e.id, e.subject_id, c.id, c.measure_id, c.memorandum_id, c.implementer_id,
    x.kind, (array['ISSUED', 'ACKNOWLEDGED', 'APPLIED', 'DECLINED'])[e.id % 4 + 1], e.published_at, current_date + 10
  from list_entry e join memorandum_list ml on ml.list_id = e.list_id
  join clause c on c.memorandum_id = ml.memorandum_id and c.trigger = 'ON_PUBLICATION' join measure x on x.id = c.measure_id
  where e.number like 'E20260901-%' order by e.id`;

/** The checking agency has asked about every twentieth subject before. */
const checks = `
  with made as (
    insert into duty_check (number, agency_id, matter, business_number, actor, checked_at)
    select 'K20260901-' || lpad(s.id::text, 9, '0'), org.id, '${matter}', 'BENCH-' || s.code, 'bench', now() - interval '30 days'
    from subject s, organization org where s.id % 20 = 0 and org.code = '${bodyCode('services')}' returning id, number),
  about as (select made.id, s.id as subject_id, s.code from made join subject s on s.id = substr(made.number, 11)::bigint),
  results as (
    insert into check_result (check_id, ordinal, asked, subject_id, verdict)
    select id, 0, code, subject_id, 'PUNISHMENT' from about)
  insert into check_hit (check_id, ordinal, entry_id, suspended, clause_ids)
  select about.id, 0, e.id, false, array(
    select c.id from memorandum_list ml join clause c on c.memorandum_id = ml.memorandum_id
    where ml.list_id = e.list_id and c.matter = '${matter}' order by c.id)
  from about join list_entry e on e.subject_id = about.subject_id`;
