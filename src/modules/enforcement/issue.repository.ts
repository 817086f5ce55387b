import { daysBetween } from '../../kernel/dates.js';
import type { Purpose } from '../../kernel/principal.js';
import { type Sql, sql } from '../../kernel/sql.js';
import { addWorkingDays } from '../../kernel/working-days.js';
import type { Unit } from '../ledger/unit.service.js';
import { mostFeedbackDays } from '../memoranda/memorandum.rules.js';

/** Within the statutory limit of measure x on entry e. */
const withinLimit = (today: string): Sql =>
  sql`(x.max_months is null or e.valid_from is null or ${today}::date <= e.valid_from + make_interval(months => x.max_months))`;

/** A measure that was found wrong on an entry and taken back. Aliases: e, c. */
const undoneClause = sql`exists (select 1 from restoration wrong join instruction undone on undone.id = wrong.instruction_id
      where undone.entry_id = e.id and undone.clause_id = c.id)`;

/** Clauses of memoranda in force on the day whose measure is published and no catch-all. Alias ml; adds mo, c, x. */
export const clausesInForce = (today: string): Sql => sql`
  join memorandum mo on mo.id = ml.memorandum_id and mo.status = 'IN_FORCE' and mo.effective_from <= ${today}::date
    and (mo.effective_until is null or mo.effective_until >= ${today}::date)
  join clause c on c.memorandum_id = mo.id
  join measure x on x.id = c.measure_id and x.status = 'PUBLISHED' and not x.catch_all`;

/**
 * The clauses that bind for entries now: published entry, memorandum in force on the day and naming the list, measure
 * published, no catch-all, tier no higher than the entry, within the measure's statutory limit. The same conditions
 * stand in the database's guard; here they choose, there they refuse. A measure that was found wrong on an entry and
 * taken back does not come again on it (Henan 66). Aliases: e, mo, c, x.
 */
export const bindingClauses = (today: string): Sql => sql`
  join memorandum_list ml on ml.list_id = e.list_id ${clausesInForce(today)}
    and (x.tier = e.colour or (x.tier = 'WATCH' and e.colour = 'BLACK'))
    and ${withinLimit(today)} and not ${undoneClause}`;

export interface IssuedInstruction {
  id: number;
  number: string;
  agencyId: number;
  entryId: number;
  clauseId: number;
}

/** What instructions are issued for: entries come into effect, a memorandum does, or an agency checks subjects. */
export type IssueOccasion =
  | { entryIds: readonly number[] }
  | { memorandumId: number }
  | { check: Purpose & { agencyId: number }; receipt: Sql; subjects: Sql };

/** Creates the missing instructions and begins their histories, in one set-based statement (Policy 四(四)). */
export const issueInstructions = (unit: Unit, occasion: IssueOccasion): Promise<IssuedInstruction[]> => {
  const receipt = 'check' in occasion ? occasion.receipt : sql`select null::bigint`;
  const issued = sql`
    insert into instruction (number, entry_id, subject_id, clause_id, measure_id, memorandum_id, agency_id, kind, status, check_id,
      issued_at, due_at, version)
    select 'I' || ${unit.today.replaceAll('-', '')}::text || '-' || upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 14)),
      e.id, e.subject_id, c.id, x.id, mo.id, c.implementer_id, x.kind, 'ISSUED', receipt.id,
      ${unit.now}::timestamptz, ${unit.today}::date + (select ${feedbackDaysFrom(unit.today)}::text::int[])[c.feedback_days], 1
    from e ${bindingClauses(unit.today)} cross join (${receipt}) as receipt(id)
    where ${occasionCondition(occasion)} and ${uncontested(occasion)}
    order by e.id, c.id
    returning id, number, agency_id, entry_id, clause_id`;
  const begun = unit.statusRows(
    { target: 'Instruction', from: null, to: 'ISSUED' },
    sql`select id from issued`,
  );
  return unit.rows(sql`
    with e as materialized (${entriesInEffect(occasion, unit.today)}), issued as (${issued}), begun as (${begun})
    select id, number, agency_id as "agencyId", entry_id as "entryId", clause_id as "clauseId" from issued`);
};

let feedbackDays = { today: '', list: '' };

/**
 * In how many days from a day on feedback is due, by the working days that a clause gives (invariant 10): a list as SQL
 * takes it. Selected there, so that it is read once: by itself PostgreSQL reads all of it for each instruction.
 */
const feedbackDaysFrom = (today: string): string => {
  if (feedbackDays.today !== today) {
    const days: string[] = [];
    while (days.length < mostFeedbackDays) days.push(addWorkingDays(days.at(-1) ?? today, 1));
    feedbackDays = { today, list: `{${days.map((day) => daysBetween(today, day)).join()}}` };
  }
  return feedbackDays.list;
};

/** Chosen before what binds for them is looked for: else PostgreSQL goes through the entries of every list with a clause. */
const entriesInEffect = (occasion: IssueOccasion, today: string): Sql => sql`
  select id, list_id, subject_id, colour, valid_from from list_entry
  where ${entriesOf(occasion)} and status = 'PUBLISHED' and (valid_until is null or valid_until >= ${today}::date)`;

const entriesOf = (occasion: IssueOccasion): Sql => {
  if ('entryIds' in occasion) return sql`id = any(${[...occasion.entryIds]}::bigint[])`;
  if ('subjects' in occasion) return sql`subject_id = any(array(${occasion.subjects}))`;
  return sql`list_id = any(array(select list_id from memorandum_list where memorandum_id = ${occasion.memorandumId}))`;
};

const occasionCondition = (occasion: IssueOccasion): Sql => {
  if ('check' in occasion) {
    const { check } = occasion;
    // A repeated check of the same business finds the instruction it has already.
    return sql`c.trigger = 'ON_CHECK' and c.implementer_id = ${check.agencyId} and c.matter = ${check.matter}
      and not exists (select 1 from instruction i join duty_check k on k.id = i.check_id where i.entry_id = e.id and i.clause_id = c.id
        and k.agency_id = ${check.agencyId} and k.business_number = ${check.businessNumber} and i.status not in ('LIFTED', 'CANCELLED'))`;
  }
  const memorandumId = 'memorandumId' in occasion ? occasion.memorandumId : null;
  return sql`c.trigger = 'ON_PUBLICATION' and (${memorandumId}::bigint is null or mo.id = ${memorandumId})
    and not exists (select 1 from instruction i where i.entry_id = e.id and i.clause_id = c.id and i.check_id is null
      and i.status not in ('LIFTED', 'CANCELLED'))`;
};

/**
 * A measure that an upheld objection ended does not come back by itself, and a punishment under objection does not bind
 * anew at another business (Policy 五(三)). An answer of a check that was wrong is wrong for that business.
 */
const uncontested = (occasion: IssueOccasion): Sql => {
  const ofMeasure = sql`not exists (
        select 1 from instruction ci join objection co on co.instruction_id = ci.id
        where ci.entry_id = e.id and ci.clause_id = c.id and (co.status = 'UPHELD'
          or (x.kind = 'PUNISHMENT' and co.suspends and co.status in ('SUBMITTED', 'ACCEPTED', 'VERIFYING', 'REVIEWING'))))`;
  if (!('check' in occasion)) return ofMeasure;
  const { check } = occasion;
  return sql`${ofMeasure} and not exists (
        select 1 from instruction ci join duty_check ck on ck.id = ci.check_id
        join objection co on co.check_id = ck.id and co.subject_id = ci.subject_id
        where ci.entry_id = e.id and ci.clause_id = c.id and ck.agency_id = ${check.agencyId}
          and ck.business_number = ${check.businessNumber} and co.status = 'UPHELD')`;
};

/**
 * Publications of the memorandum's lists go before or after its coming into force, never beside it: else neither would
 * see the other's news, and the instructions due from both would be missing.
 */
export const lockListsOfMemorandum = (unit: Unit, memorandumId: number): Promise<object[]> =>
  unit.rows(sql`
    select id from credit_list where id in (select list_id from memorandum_list where memorandum_id = ${memorandumId})
    order by id for no key update`);

/** The same for entries that come back into effect. */
export const shareListsOfEntries = (unit: Unit, entryIds: readonly number[]): Promise<object[]> =>
  unit.rows(sql`
    select id from credit_list where id in (select list_id from list_entry where id = any(${[...entryIds]}::bigint[]))
    order by id for share`);

export interface TurnedInstruction {
  id: number;
  agencyId: number;
  number: string;
  from: string;
  to: string;
}

/** Suspends every active punishment instruction (invariant 2). Alias `i`. */
export const suspendInstructions = (unit: Unit, which: Sql): Promise<TurnedInstruction[]> =>
  unit.rows(sql`
    update instruction i set status_before_suspension = i.status, status = 'SUSPENDED', version = i.version + 1
    where ${which} and i.kind = 'PUNISHMENT' and i.status in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED')
    returning i.id, i.number, i.agency_id as "agencyId", i.status_before_suspension as "from", i.status as "to"`);

/**
 * Returns suspended instructions to the state they had, where all they rest on still stands, also within its limit; none
 * whose entry is suspended or that is objected to itself. Alias `i`.
 */
export const restoreInstructions = (unit: Unit, which: Sql): Promise<TurnedInstruction[]> =>
  unit.rows(sql`
    update instruction i set status = i.status_before_suspension, status_before_suspension = null, version = i.version + 1
    from list_entry e, measure x, memorandum mo
    where ${which} and i.status = 'SUSPENDED' and not i.objected
      and e.id = i.entry_id and e.status = 'PUBLISHED' and x.id = i.measure_id and mo.id = i.memorandum_id
      and x.status = 'PUBLISHED' and ${withinLimit(unit.today)}
      and mo.status = 'IN_FORCE' and (mo.effective_until is null or mo.effective_until >= ${unit.today}::date)
    returning i.id, i.number, i.agency_id as "agencyId", 'SUSPENDED' as "from", i.status as "to"`);

/**
 * Ends instructions: what was applied is lifted, the rest cancelled (design section 4). A suspended one goes by the
 * state it had.
 */
export const endInstructions = (unit: Unit, which: Sql, reason: string): Promise<TurnedInstruction[]> =>
  unit.rows(sql`
    with ending as (
      select i.id, i.status as was from instruction i where ${which} and i.status in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED', 'SUSPENDED')
      order by i.id for update)
    update instruction i set
      status = case when coalesce(i.status_before_suspension, i.status) = 'APPLIED' then 'LIFTED' else 'CANCELLED' end,
      status_before_suspension = null, objected = false, ended_at = ${unit.now}, end_reason = ${reason}, version = i.version + 1
    from ending where i.id = ending.id
    returning i.id, i.number, i.agency_id as "agencyId", ending.was as "from", i.status as "to"`);

/** What an objection is about when it is to measures: one instruction, or all that one check issued about a subject. */
export interface ContestedMeasures {
  instructionId: number | null;
  checkId: number | null;
  subjectId: number;
}

/** Alias `i`. */
export const contested = ({ instructionId, checkId, subjectId }: ContestedMeasures): Sql =>
  sql`(i.id = ${instructionId}::bigint or (i.check_id = ${checkId}::bigint and i.subject_id = ${subjectId}))`;

/**
 * Locks what contested measures rest on, in the order everybody keeps: entries exclusively, so that a check or a
 * feedback in flight goes before or after; then measures and memoranda shared.
 */
export const lockContested = async (unit: Unit, measures: ContestedMeasures): Promise<void> => {
  const which = contested(measures);
  const entries = await unit.rows<{ id: number }>(
    sql`select distinct i.entry_id as id from instruction i where ${which} order by 1`,
  );
  const ids = entries.map(({ id }) => id);
  await unit.rows(sql`select id from list_entry where id = any(${ids}::bigint[]) order by id for update`);
  await unit.rows(sql`
    select 1 as locked from instruction i join measure x on x.id = i.measure_id join memorandum mo on mo.id = i.memorandum_id
    where ${which} order by x.id, mo.id for share of x, mo`);
  await unit.rows(sql`select i.id from instruction i where ${which} order by i.id for update`);
};

/** Marks living instructions as objected to, or lifts the mark. Alias `i`. */
export const markContested = (unit: Unit, which: Sql, objected: boolean): Promise<{ id: number }[]> =>
  unit.rows(sql`
    update instruction i set objected = ${objected}, version = i.version + 1
    where ${which} and i.objected <> ${objected} and i.status in ('ISSUED', 'ACKNOWLEDGED', 'APPLIED', 'SUSPENDED') returning i.id`);
