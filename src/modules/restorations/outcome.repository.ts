import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { join, sql } from '../../kernel/sql.js';
import type { InstructionStatus } from '../../kernel/terms.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import type { Outcome, OutcomeFilter } from './outcome.types.js';

const outcomeColumns = sql`oc.id, oc.number, oc.kind, oc.result, oc.authority, oc.document_number as "documentNumber",
  oc.decided_on as "decidedOn", oc.summary, oc.recorded_at as "recordedAt", oc.entry_id as "entryId", oc.record_id as "recordId",
  oc.instruction_id as "instructionId", oc.subject_id as "subjectId", oc.organization_id as "organizationId"`;

export const outcomesById = (reader: ScopedReader, ids: number[]): Promise<Outcome[]> =>
  reader.rows(
    'Outcome',
    (scope) => sql`select ${outcomeColumns} from outcome oc where ${scope} and oc.id = any(${ids}::bigint[])`,
  );

export const outcomesOfSubjects = (reader: ScopedReader, subjectIds: number[]): Promise<Outcome[]> =>
  reader.rows(
    'Outcome',
    (scope) => sql`
    select ${outcomeColumns} from outcome oc where ${scope} and oc.subject_id = any(${subjectIds}::bigint[]) order by oc.id desc`,
  );

export const outcomePage = async (
  reader: ScopedReader,
  filter: OutcomeFilter,
  args: PageArguments,
): Promise<Connection<Outcome>> => {
  const page = readPage(args);
  const rows = await reader.rows<Outcome>('Outcome', (scope) => {
    const conditions = [scope];
    if (filter.kind) conditions.push(sql`oc.kind = ${filter.kind}`);
    if (filter.result) conditions.push(sql`oc.result = any(${filter.result}::text[])`);
    if (filter.entry)
      conditions.push(sql`oc.entry_id = (select id from list_entry where number = ${filter.entry})`);
    if (filter.record)
      conditions.push(sql`oc.record_id = (select id from credit_record where number = ${filter.record})`);
    if (filter.instruction)
      conditions.push(
        sql`oc.instruction_id = (select id from instruction where number = ${filter.instruction})`,
      );
    if (page.after) conditions.push(sql`oc.id < ${page.after[0]}::bigint`);
    return pageOf(
      page,
      sql`select ${outcomeColumns} from outcome oc where ${join(conditions, ' and ')} order by oc.id desc`,
    );
  });
  return toConnection(rows, page, (row) => [row.id]);
};

export interface LockedInstruction {
  id: number;
  number: string;
  status: InstructionStatus;
  appliedAt: Date | null;
  subjectId: number;
  version: number;
  agencyId: number;
  issuedOn: string;
}

/** The instruction locked, after its entry, as everywhere. */
export const lockInstruction = async (unit: Unit, number: string): Promise<LockedInstruction | null> => {
  await unit.rows(sql`
    select e.id from list_entry e join instruction i on i.entry_id = e.id where i.number = ${number} for share of e`);
  return unit.one(sql`
    select id, number, version, status, applied_at as "appliedAt", subject_id as "subjectId", agency_id as "agencyId",
      (issued_at at time zone 'Asia/Shanghai')::date as "issuedOn" from instruction where number = ${number} for update`);
};

export interface NewOutcome {
  number: string;
  kind: string;
  result: string;
  authority: string;
  documentNumber: string;
  decidedOn: string;
  summary: string;
  subjectId: number;
  entryId: number | null;
  recordId: number | null;
  instructionId: number | null;
}

/** Keeps an outcome for good; null when the same decision on the same thing is kept already. */
export const insertOutcome = (unit: Unit, row: NewOutcome): Promise<{ id: number } | null> =>
  unit.one(sql`
    insert into outcome (number, kind, result, entry_id, record_id, instruction_id, subject_id, authority, document_number, decided_on,
      summary, organization_id, recorded_by, recorded_at)
    values (${row.number}, ${row.kind}, ${row.result}, ${row.entryId}, ${row.recordId}, ${row.instructionId}, ${row.subjectId},
      ${row.authority}, ${row.documentNumber}, ${row.decidedOn}::date, ${row.summary}, ${unit.act.principal.organizationId},
      ${unit.actor}, ${unit.now}) on conflict do nothing returning id`);

/** Whether the unwinding of an entry was begun before. */
export const isUnwound = async (unit: Unit, entryId: number): Promise<boolean> =>
  (await unit.one(sql`select 1 as begun from restoration where entry_id = ${entryId} limit 1`)) !== null;
