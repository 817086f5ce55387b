import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { type Sql, empty, sql } from '../../kernel/sql.js';
import type { Level, ListColour, MemorandumStatus } from '../../kernel/terms.js';
import type { Database } from '../../db/database.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import { memorandumColumns } from './memorandum.loader.js';
import type { Memorandum, MemorandumFilter } from './memorandum.types.js';
import type { Party } from './party.rules.js';

/** A memorandum the viewer may see, by its number. */
export const memorandumByNumber = (reader: ScopedReader, number: string): Promise<Memorandum | null> =>
  reader.one<Memorandum>(
    'Memorandum',
    (scope, viewer) => sql`
      select ${memorandumColumns(viewer.today)} from memorandum mo where ${scope} and mo.number = ${number}`,
  );

/** A page of memoranda, newest first. */
export const memorandumPage = async (
  reader: ScopedReader,
  filter: MemorandumFilter | null | undefined,
  args: PageArguments,
): Promise<Connection<Memorandum>> => {
  const page = readPage(args);
  const after = page.after ? sql`and mo.id < ${page.after[0]}::bigint` : empty;
  const rows = await reader.rows<Memorandum>('Memorandum', (scope, viewer) =>
    pageOf(
      page,
      sql`
      select ${memorandumColumns(viewer.today)} from memorandum mo
      where ${scope} ${conditions(filter)} ${after}
      order by mo.id desc`,
    ),
  );
  return toConnection(rows, page, (row) => [row.id]);
};

const conditions = (filter: MemorandumFilter | null | undefined): Sql => {
  const colour = filter?.colour ? sql`and mo.colour = ${filter.colour}` : empty;
  const level = filter?.level ? sql`and mo.level = ${filter.level}` : empty;
  const status = filter?.status ? sql`and mo.status = ${filter.status}` : empty;
  const list = filter?.list
    ? sql`and exists (select 1 from memorandum_list ml join credit_list fl on fl.id = ml.list_id
        where ml.memorandum_id = mo.id and fl.code = ${filter.list})`
    : empty;
  return sql`${colour} ${level} ${status} ${list}`;
};

/** What a memorandum is while a unit works on it. */
export interface LockedMemorandum {
  id: number;
  number: string;
  version: number;
  colour: ListColour;
  level: Level;
  status: MemorandumStatus;
  initiatorId: number;
  effectiveFrom: string;
  effectiveUntil: string | null;
  signedOn: string | null;
  filingDueOn: string | null;
  filedAt: Date | null;
  draftedBy: string;
}

const lockedColumns = sql`id, number, version, colour, level, status, initiator_id as "initiatorId",
  effective_from as "effectiveFrom", effective_until as "effectiveUntil", signed_on as "signedOn",
  filing_due_on as "filingDueOn", filed_at as "filedAt", drafted_by as "draftedBy"`;

/** The memorandum as it stands, held until the unit ends: signatures and instructions of others wait for it. */
export const lockMemorandum = (unit: Unit, number: string): Promise<LockedMemorandum | null> =>
  unit.one<LockedMemorandum>(
    sql`select ${lockedColumns} from memorandum where number = ${number} for update`,
  );

export const lockMemorandumById = (unit: Unit, id: number): Promise<LockedMemorandum | null> =>
  unit.one<LockedMemorandum>(sql`select ${lockedColumns} from memorandum where id = ${id} for update`);

export const partiesOf = (unit: Unit, memorandumId: number): Promise<Party[]> =>
  unit.rows<Party>(sql`
    select organization_id as "organizationId", signed_at as "signedAt" from memorandum_signatory
    where memorandum_id = ${memorandumId} order by organization_id`);

export const recordSignatures = (unit: Unit, memorandumId: number, signers: number[]): Promise<object[]> =>
  unit.rows(sql`
    update memorandum_signatory set signed_at = ${unit.now}::timestamptz, signed_by = ${unit.actor}
    where memorandum_id = ${memorandumId} and organization_id = any(${signers}::bigint[]) and signed_at is null`);

export const setStatus = (unit: Unit, id: number, status: MemorandumStatus): Promise<object[]> =>
  unit.rows(sql`
    update memorandum set status = ${status}, version = version + 1,
      ended_at = case when ${status} = 'ENDED' then ${unit.now}::timestamptz end
    where id = ${id}`);

export const setSigned = (unit: Unit, id: number, filingDueOn: string): Promise<object[]> =>
  unit.rows(sql`
    update memorandum set signed_on = ${unit.today}::date, filing_due_on = ${filingDueOn}::date,
      version = version + 1 where id = ${id}`);

export const setFiled = (unit: Unit, id: number): Promise<object[]> =>
  unit.rows(sql`
    update memorandum set filed_at = ${unit.now}::timestamptz, version = version + 1 where id = ${id}`);

/** Codes of the measures that stand in clauses but are not published: with one, nothing can come into force. */
export const unpublishedMeasures = async (unit: Unit, memorandumId: number): Promise<string[]> => {
  const rows = await unit.rows<{ code: string }>(sql`
    select distinct x.code from clause c join measure x on x.id = c.measure_id
    where c.memorandum_id = ${memorandumId} and x.status <> 'PUBLISHED' order by x.code`);
  return rows.map((row) => row.code);
};

/** Memoranda that everybody signed and whose first day in force has come. */
export const dueToBegin = (database: Database, today: string): Promise<{ id: number }[]> =>
  database.rows(sql`
    select id from memorandum
    where status = 'SIGNING' and signed_on is not null and effective_from <= ${today}::date
      and (effective_until is null or effective_until >= ${today}::date) order by id`);

/** Memoranda whose last day in force is over. */
export const dueToEnd = (database: Database, today: string): Promise<{ id: number }[]> =>
  database.rows(sql`
    select id from memorandum
    where status in ('SIGNING', 'IN_FORCE') and effective_until < ${today}::date order by id`);
