import { archivedRecord } from '../../db/row-scope.js';
import { type Sql, sql } from '../../kernel/sql.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Rows } from '../../db/database.js';
import { marketBody } from './repair-regime.rules.js';
import type { EntryFacts, RecordFacts, TargetFacts } from './target.rules.js';

/** Hours since the decision and black lists otherwise, over subject `s`; `since` is the day, `but` the entry itself. */
const conduct = (since: Sql, but: Sql, today: string): Sql => sql`
  coalesce((select sum(ch.hours) from community_service ch where ch.subject_id = s.id and ch.served_on >= ${since}), 0)::float8 as "serviceHours",
  array(select distinct cl.name from list_entry ce join credit_list cl on cl.id = ce.list_id
    where ce.subject_id = s.id and ce.colour = 'BLACK' and ce.status = 'PUBLISHED' and ce.id is distinct from ${but}
      and (ce.valid_until is null or ce.valid_until >= ${today}::date) order by cl.name) as "blackLists"`;

const entryColumns = (
  today: string,
): Sql => sql`'ENTRY' as kind, e.id, e.number, e.subject_id as "subjectId", s.name as "subjectName",
  s.kind = 'NATURAL_PERSON' as "ofPerson", e.identified_by_id as "deciderId", org.name as "deciderName", e.decided_on as "decidedOn",
  e.valid_from as "validFrom", e.valid_until as "validUntil", e.objected, e.status, e.colour, e.origin, e.severity, e.ground,
  (e.published_at at time zone 'Asia/Shanghai')::date as "publishedOn", l.keeper_id as "keeperId", l.code as "listCode", l.name as "listName",
  l.term_months as "termMonths", l.repair_rule as "repairRule", array[]::text[] as "laterPenalties",
  ${conduct(sql`e.decided_on`, sql`e.id`, today)}`;

const entryTables = sql`list_entry e join credit_list l on l.id = e.list_id join subject s on s.id = e.subject_id
  join organization org on org.id = e.identified_by_id`;

/**
 * Later penalties of the same kind of act by market supervision (Order 45, article 14(3)). Only final ones that stand
 * and nobody contests count against the subject (Henan 20(2), 41).
 */
const laterPenalties = sql`array(select lp.document_number from credit_record lp join organization lo on lo.id = lp.provider_id
  where lp.subject_id = r.subject_id and lp.id <> r.id and lp.kind = 'PENALTY' and lp.decided_on > r.decided_on and lp.title = r.title
    and lp.finality = 'FINAL' and not lp.objected and lp.withdrawal is distinct from 'REVOKED'
    and (lp.authority_name || lo.name) ~ ${marketBody.source} order by lp.id)`;

const recordColumns = (
  today: string,
): Sql => sql`'RECORD' as kind, r.id, r.number, r.subject_id as "subjectId", s.name as "subjectName",
  s.kind = 'NATURAL_PERSON' as "ofPerson", r.provider_id as "deciderId", org.name as "deciderName", r.decided_on as "decidedOn",
  r.valid_from as "validFrom", r.valid_until as "validUntil", r.objected, r.kind as "recordKind", r.title, r.procedure, r.category, r.content,
  r.fine_yuan::text as "fineYuan", r.confiscated_yuan::text as "confiscatedYuan", r.authority_name as "authorityName", r.disclosure,
  r.publish_until as "publishUntil", r.withdrawn_at as "withdrawnAt", ${archivedRecord({ today })} as archived, ${laterPenalties} as "laterPenalties",
  ${conduct(sql`r.decided_on`, sql`null::bigint`, today)}`;

const recordTables = sql`credit_record r join subject s on s.id = r.subject_id join organization org on org.id = r.provider_id`;

export const entryFacts = async (unit: Rows, entryId: number, today: string): Promise<EntryFacts | null> =>
  (
    await unit.rows<EntryFacts>(
      sql`select ${entryColumns(today)} from ${entryTables} where e.id = ${entryId}`,
    )
  )[0] ?? null;

export const recordFacts = async (unit: Rows, recordId: number, today: string): Promise<RecordFacts | null> =>
  (
    await unit.rows<RecordFacts>(
      sql`select ${recordColumns(today)} from ${recordTables} where r.id = ${recordId}`,
    )
  )[0] ?? null;

/** What a repair is about, read in the transaction that acts on it. */
export const factsOf = (
  unit: Rows,
  { entryId, recordId }: { entryId: number | null; recordId: number | null },
  today: string,
): Promise<TargetFacts | null> =>
  entryId === null ? recordFacts(unit, recordId!, today) : entryFacts(unit, entryId, today);

export const entryFactsByNumber = (reader: ScopedReader, number: string): Promise<EntryFacts | null> =>
  reader.one(
    'ListEntry',
    (scope) =>
      sql`select ${entryColumns(reader.today)} from ${entryTables} where ${scope} and e.number = ${number}`,
  );

export const recordFactsByNumber = (reader: ScopedReader, number: string): Promise<RecordFacts | null> =>
  reader.one(
    'CreditRecord',
    (scope) =>
      sql`select ${recordColumns(reader.today)} from ${recordTables} where ${scope} and r.number = ${number}`,
  );

/** What repairs are about, for whoever sees the repair. */
export const factsOfRepairs = async (
  reader: ScopedReader,
  repairIds: number[],
): Promise<(TargetFacts & { repairId: number })[]> => {
  const entries = await reader.rows<EntryFacts & { repairId: number }>(
    'Repair',
    (scope) => sql`
      select rp.id as "repairId", ${entryColumns(reader.today)} from repair rp join (${entryTables}) on e.id = rp.entry_id
      where ${scope} and rp.id = any(${repairIds}::bigint[])`,
  );
  const records = await reader.rows<RecordFacts & { repairId: number }>(
    'Repair',
    (scope) => sql`
      select rp.id as "repairId", ${recordColumns(reader.today)} from repair rp join (${recordTables}) on r.id = rp.record_id
      where ${scope} and rp.id = any(${repairIds}::bigint[])`,
  );
  return [...entries, ...records];
};
