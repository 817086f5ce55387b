import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { type Sql, join, sql } from '../../kernel/sql.js';
import type { RepairStatus } from '../../kernel/terms.js';
import { actingViewer, rowScope } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import type { Repair, RepairFilter } from './repair.types.js';
import type { Application } from './target.rules.js';

const open = sql`rp.status in ('APPLIED', 'ACCEPTED')`;

const repairColumns = sql`rp.id, rp.number, rp.entry_id as "entryId", rp.record_id as "recordId", rp.subject_id as "subjectId",
  rp.applied_by_id as "appliedById", rp.decider_id as "deciderId", rp.statement, rp.duties_statement as "dutiesStatement",
  rp.duties_done_on as "dutiesDoneOn", rp.commitment, rp.training_certificate as "trainingCertificate", rp.credit_report as "creditReport",
  rp.status, rp.version, rp.rule_set as "ruleSetCode", rp.applied_at as "appliedAt", (rp.applied_at at time zone 'Asia/Shanghai')::date as "appliedOn",
  rp.accepted_at as "acceptedAt", rp.duties_confirmed as "dutiesConfirmed", rp.decided_at as "decidedAt", rp.decided_by_id as "decidedById",
  rp.reasons, rp.assessment`;

export const repairsById = (reader: ScopedReader, ids: number[]): Promise<Repair[]> =>
  reader.rows(
    'Repair',
    (scope) => sql`select ${repairColumns} from repair rp where ${scope} and rp.id = any(${ids}::bigint[])`,
  );

export const repairsOfEntries = (reader: ScopedReader, entryIds: number[]): Promise<Repair[]> =>
  reader.rows(
    'Repair',
    (scope) => sql`
    select ${repairColumns} from repair rp where ${scope} and rp.entry_id = any(${entryIds}::bigint[]) order by rp.id desc`,
  );

export const repairsOfSubjects = (reader: ScopedReader, subjectIds: number[]): Promise<Repair[]> =>
  reader.rows(
    'Repair',
    (scope) => sql`
    select ${repairColumns} from repair rp where ${scope} and rp.subject_id = any(${subjectIds}::bigint[]) order by rp.id desc`,
  );

export const repairPage = async (
  reader: ScopedReader,
  filter: RepairFilter,
  args: PageArguments,
): Promise<Connection<Repair>> => {
  const page = readPage(args);
  const rows = await reader.rows<Repair>('Repair', (scope, { today }) => {
    const conditions = [scope, ...filterConditions(filter, today)];
    if (page.after) conditions.push(sql`rp.id < ${page.after[0]}::bigint`);
    return pageOf(
      page,
      sql`select ${repairColumns} from repair rp where ${join(conditions, ' and ')} order by rp.id desc`,
    );
  });
  return toConnection(rows, page, (row) => [row.id]);
};

const filterConditions = (filter: RepairFilter, today: string): Sql[] => {
  const conditions: Sql[] = [];
  if (filter.status) conditions.push(sql`rp.status = any(${filter.status}::text[])`);
  if (filter.entry)
    conditions.push(sql`rp.entry_id = (select id from list_entry where number = ${filter.entry})`);
  if (filter.record)
    conditions.push(sql`rp.record_id = (select id from credit_record where number = ${filter.record})`);
  if (filter.subjectCode)
    conditions.push(sql`rp.subject_id = (select id from subject where code = ${filter.subjectCode})`);
  if (filter.overdue != null)
    conditions.push(sql`(${open} and exists (select 1 from deadline fd where fd.target = 'Repair' and fd.target_id = rp.id
      and fd.met_at is null and fd.due_on < ${today}::date)) = ${filter.overdue}`);
  return conditions;
};

export interface LockedRepair extends Application {
  id: number;
  number: string;
  status: RepairStatus;
  version: number;
  entryId: number | null;
  recordId: number | null;
  subjectId: number;
  appliedById: number | null;
  appliedByActor: string;
  deciderId: number;
  /** The day of the application in China. */
  appliedOn: string;
}

const lockedColumns = sql`rp.id, rp.number, rp.status, rp.version, rp.entry_id as "entryId", rp.record_id as "recordId", rp.subject_id as "subjectId",
  rp.applied_by_id as "appliedById", rp.applied_by_actor as "appliedByActor", rp.decider_id as "deciderId",
  (rp.applied_at at time zone 'Asia/Shanghai')::date as "appliedOn", rp.duties_statement as "dutiesStatement", rp.duties_done_on as "dutiesDoneOn",
  rp.duties_confirmed as "dutiesConfirmed", rp.commitment, rp.training_certificate as "trainingCertificate", rp.credit_report as "creditReport"`;

export const lockRepair = (unit: Unit, number: string): Promise<LockedRepair | null> =>
  unit.one(sql`select ${lockedColumns} from repair rp where rp.number = ${number} for update`);

/** Open applications about an entry that ended or a record that was withdrawn, locked after it. */
export const lockOpenRepairs = (
  unit: Unit,
  { entryIds = [], recordId = null }: { entryIds?: readonly number[]; recordId?: number | null },
): Promise<LockedRepair[]> =>
  unit.rows(sql`
    select ${lockedColumns} from repair rp
    where ${open} and (rp.entry_id = any(${[...entryIds]}::bigint[]) or rp.record_id = ${recordId}::bigint) order by rp.id for update`);

/** What a repair is about and who decides, without a lock: entry or record is locked before the repair, as everywhere. */
export const targetOfRepair = (
  unit: Unit,
  number: string,
): Promise<{ entry: string | null; record: string | null; deciderId: number } | null> =>
  unit.one(sql`
    select e.number as entry, r.number as record, rp.decider_id as "deciderId" from repair rp left join list_entry e on e.id = rp.entry_id
    left join credit_record r on r.id = rp.record_id where rp.number = ${number}`);

/** Whether an agency may see what it applies for on somebody's behalf. */
export const isVisible = async (
  unit: Unit,
  { entryId, recordId }: { entryId: number | null; recordId: number | null },
): Promise<boolean> => {
  const viewer = actingViewer(unit.act.principal, unit.today);
  const seen = await unit.one(
    entryId === null
      ? sql`select 1 as seen from credit_record r where r.id = ${recordId} and ${rowScope.CreditRecord(viewer)}`
      : sql`select 1 as seen from list_entry e where e.id = ${entryId} and ${rowScope.ListEntry(viewer)}`,
  );
  return seen !== null;
};
