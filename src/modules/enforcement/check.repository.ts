import type { Purpose } from '../../kernel/principal.js';
import { type Sql, sql } from '../../kernel/sql.js';
import type { ListColour } from '../../kernel/terms.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import type { Check, CheckHit, CheckResult } from './check.types.js';
import { reasonOfSuspension, whyHeld } from './instruction.repository.js';
import { bindingClauses } from './issue.repository.js';
import type { DueMeasure } from './instruction.types.js';

/** Checks of one business of an agency go one after the other, so that none issues again what another just did. */
export const lockBusiness = (unit: Unit, agencyId: number, businessNumber: string): Promise<object[]> =>
  unit.rows(sql`
    select pg_advisory_xact_lock(hashtextextended(${`check/${agencyId}/${businessNumber}`}::text, 0))::text as locked`);

/** An entry that a check hits, locked shared so that no objection slips between the answer and its instructions. */
export interface HitEntry {
  id: number;
  subjectId: number;
  colour: ListColour;
  suspended: boolean;
}

/**
 * Entries of the subjects, whose ids `subjects` selects, that are in effect or suspended. Watch entries only where the
 * agency has a measure at this matter (Henan 32: related matters).
 */
export const lockHits = (unit: Unit, subjects: Sql, agencyId: number, matter: string): Promise<HitEntry[]> =>
  unit.rows(sql`
    select e.id, e.subject_id as "subjectId", e.colour, e.status = 'SUSPENDED' as suspended
    from list_entry e
    where e.subject_id = any(array(${subjects})) and e.status in ('PUBLISHED', 'SUSPENDED')
      and (e.valid_until is null or e.valid_until >= ${unit.today}::date)
      and (e.colour <> 'WATCH' or exists (
        select 1 from memorandum_list wl join memorandum wm on wm.id = wl.memorandum_id and wm.status = 'IN_FORCE'
        join clause wc on wc.memorandum_id = wm.id
        where wl.list_id = e.list_id and wc.implementer_id = ${agencyId} and wc.matter = ${matter}))
    order by e.id for share of e`);

/**
 * The clauses the agency has to apply at this matter, by entry of the subjects: what is hit is among these. Asked behind
 * `lockHits`, in a statement of its own: a statement that waited for a lock still sees clauses and restorations as they
 * were before it waited, and would name a measure that was found wrong meanwhile (Henan 66).
 */
export const clausesDue = (
  unit: Unit,
  subjects: Sql,
  agencyId: number,
  matter: string,
): Promise<{ entryId: number; clauseIds: number[] }[]> =>
  unit.rows(sql`
    with e as materialized (
      select id, list_id, colour, valid_from from list_entry
      where subject_id = any(array(${subjects})) and status in ('PUBLISHED', 'SUSPENDED'))
    select e.id as "entryId", array_agg(c.id order by c.id) as "clauseIds" from e ${bindingClauses(unit.today)}
    where c.implementer_id = ${agencyId} and c.matter = ${matter} group by e.id`);

export interface ResultRow {
  ordinal: number;
  asked: string;
  subjectId: number | null;
  verdict: string;
  hits: { entryId: number; suspended: boolean; clauseIds: number[] }[];
}

/** Opens the receipt of a check under its number; returns its id. */
export const openReceipt = async (
  unit: Unit,
  number: string,
  { agencyId, matter, businessNumber }: Purpose & { agencyId: number },
): Promise<number> =>
  (await unit.one<{ id: number }>(sql`
    insert into duty_check (number, agency_id, matter, business_number, actor, checked_at)
    values (${number}, ${agencyId}, ${matter}, ${businessNumber}, ${unit.actor}, ${unit.now})
    returning id`))!.id;

/** Stores the answers of a check with its commit: all results and all hits, one statement each. */
export const storeResults = (unit: Unit, checkId: number, results: readonly ResultRow[]): void => {
  unit.withCommit(sql`
    insert into check_result (check_id, ordinal, asked, subject_id, verdict)
    select ${checkId}::bigint, ordinal, asked, "subjectId", verdict
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as row(ordinal int, asked text, "subjectId" bigint, verdict text)`);
  const hits = results.flatMap(({ ordinal, hits: each }) => each.map((hit) => ({ ordinal, ...hit })));
  if (hits.length === 0) return;
  unit.withCommit(sql`
    insert into check_hit (check_id, ordinal, entry_id, suspended, clause_ids)
    select ${checkId}::bigint, ordinal, "entryId", suspended,
      coalesce((select array_agg(each::bigint) from jsonb_array_elements_text("clauseIds") as each), '{}')
    from jsonb_to_recordset(${JSON.stringify(hits)}::jsonb) as row(ordinal int, "entryId" bigint, suspended boolean, "clauseIds" jsonb)`);
};

const checkColumns = sql`k.id, k.number, k.matter, k.business_number as "businessNumber", k.checked_at as "checkedAt", k.agency_id as "agencyId",
  null::bigint as "subjectId"`; // whom it was about stand in its results

export const checksById = (reader: ScopedReader, ids: number[]): Promise<Check[]> =>
  reader.rows(
    'Check',
    (scope) => sql`select ${checkColumns} from duty_check k where ${scope} and k.id = any(${ids}::bigint[])`,
  );

export const checksByNumber = (reader: ScopedReader, number: string): Promise<Check[]> =>
  reader.rows(
    'Check',
    (scope) => sql`select ${checkColumns} from duty_check k where ${scope} and k.number = ${number}`,
  );

/** The id of the check with this number, whoever may see it. */
export const idOfCheck = (number: string): Sql =>
  sql`select fk.id from duty_check fk where fk.number = ${number}`;

/** `checks`: as what `=` is followed by. */
export const resultsOfChecks = (reader: ScopedReader, checks: Sql): Promise<CheckResult[]> =>
  reader.rows(
    'Check',
    (scope) => sql`
    select r.check_id as "checkId", r.ordinal, r.asked, r.subject_id as "subjectId", r.verdict, r.objected
    from check_result r join duty_check k on k.id = r.check_id
    where ${scope} and r.check_id = ${checks} order by r.ordinal`,
  );

export const hitsOfChecks = (reader: ScopedReader, checks: Sql): Promise<CheckHit[]> =>
  reader.rows(
    'Check',
    (scope) => sql`
    select h.check_id as "checkId", h.ordinal, h.entry_id as "entryId", h.suspended, h.clause_ids as "clauseIds",
      case when h.suspended then ${reasonOfSuspension(sql`k.checked_at`)} end as "suspendedBecause", e.subject_id as "subjectId"
    from check_hit h join duty_check k on k.id = h.check_id join list_entry e on e.id = h.entry_id
    where ${scope} and h.check_id = ${checks} order by h.ordinal, h.entry_id`,
  );

/** The ids of whom the checks that `checks` selects were about. */
export const subjectsOfChecks = (checks: Sql): Sql =>
  sql`select ors.subject_id from check_result ors where ors.check_id = any(array(${checks}))`;

/** The ids of what they hit. */
export const entriesOfChecks = (checks: Sql): Sql =>
  sql`select oh.entry_id from check_hit oh where oh.check_id = any(array(${checks}))`;

/** The instruction of the agency of a check `k` for a clause `c` on an entry it hit, `h`; why it is held off. */
const ownInstruction = sql`
  select min(${whyHeld}) as held,
    max(hi.id) filter (where hi.check_id is null or hk.business_number = k.business_number) as id
  from instruction hi left join duty_check hk on hk.id = hi.check_id
  where hi.entry_id = h.entry_id and hi.clause_id = c.id and hi.agency_id = k.agency_id`;

/** The ids of the instructions that stand for what was due because of their hits. */
export const instructionsOfChecks = (checks: Sql): Sql => sql`
  select own.id from check_hit h join duty_check k on k.id = h.check_id
  cross join unnest(h.clause_ids) as c(id) cross join lateral (${ownInstruction}) own
  where h.check_id = any(array(${checks}))`;

/** One of the subjects asked for. */
export interface ResultKey {
  checkId: number;
  ordinal: number;
}

/** An entry hit for it. */
export interface HitKey extends ResultKey {
  entryId: number;
}

/** With the instruction that stands for it at the business, where there is one. */
export type DueOfHit = DueMeasure & HitKey & { instructionId: number | null };

/** What the checking agency had to apply because of each hit: the clauses kept in the receipt. */
export const measuresOfChecks = (reader: ScopedReader, checks: Sql): Promise<DueOfHit[]> =>
  reader.rows(
    'Check',
    (scope) => sql`
      select h.check_id as "checkId", h.ordinal, e.id as "entryId", c.id as "clauseId", c.measure_id as "measureId",
        c.memorandum_id as "memorandumId", c.basis, c.matter, c.trigger, (h.suspended or own.held is not null) as suspended,
        case when h.suspended then ${reasonOfSuspension(sql`k.checked_at`)} else own.held end as "suspendedBecause",
        e.subject_id as "subjectId", own.id as "instructionId"
      from check_hit h join duty_check k on k.id = h.check_id join list_entry e on e.id = h.entry_id
      join clause c on c.id = any(h.clause_ids)
      left join lateral (${ownInstruction}) own on true
      where ${scope} and h.check_id = ${checks}
      order by h.check_id, h.ordinal, e.id, c.id`,
  );
