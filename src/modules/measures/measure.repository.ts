import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { type Sql, empty, sql } from '../../kernel/sql.js';
import type { MeasureStatus } from '../../kernel/terms.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { Unit } from '../ledger/unit.service.js';
import { measureColumns } from './measure.loader.js';
import type { PublishableMeasure } from './measure.rules.js';
import type { Measure, MeasureFilter } from './measure.types.js';

/** A measure the viewer may see, by its code. */
export const measureByCode = (reader: ScopedReader, code: string): Promise<Measure | null> =>
  reader.one<Measure>(
    'Measure',
    (scope) => sql`select ${measureColumns} from measure x where ${scope} and x.code = ${code}`,
  );

/** A page of measures in the order of their codes. */
export const measurePage = async (
  reader: ScopedReader,
  filter: MeasureFilter | null | undefined,
  args: PageArguments,
): Promise<Connection<Measure>> => {
  const page = readPage(args, ['text']);
  const after = page.after ? sql`and x.code > ${String(page.after[0])}` : empty;
  const rows = await reader.rows<Measure>('Measure', (scope) =>
    pageOf(
      page,
      sql`
      select ${measureColumns} from measure x
      where ${scope} ${conditions(filter)} ${after}
      order by x.code`,
    ),
  );
  return toConnection(rows, page, (row) => [row.code]);
};

const conditions = (filter: MeasureFilter | null | undefined): Sql => {
  const kind = filter?.kind ? sql`and x.kind = ${filter.kind}` : empty;
  const tier = filter?.tier ? sql`and x.tier = ${filter.tier}` : empty;
  const matter = filter?.matter ? sql`and x.matters @> array[${filter.matter}]::text[]` : empty;
  const status = filter?.status ? sql`and x.status = ${filter.status}` : empty;
  return sql`${kind} ${tier} ${matter} ${status}`;
};

export interface LockedMeasure extends PublishableMeasure {
  id: number;
  version: number;
  status: MeasureStatus;
}

/** The measure as it stands, held until the unit ends: instructions that rest on it wait for the outcome. */
export const lockMeasure = (unit: Unit, code: string): Promise<LockedMeasure | null> =>
  unit.one<LockedMeasure>(sql`
    select id, code, version, status, kind, tier, basis_rank as "basisRank", catch_all as "catchAll",
      term_months as "termMonths", max_months as "maxMonths", drafted_by as "draftedBy"
    from measure where code = ${code} for update`);

export const setPublished = (unit: Unit, id: number): Promise<object[]> =>
  unit.rows(sql`
    update measure set status = 'PUBLISHED', published_by = ${unit.actor}, published_at = ${unit.now}::timestamptz,
      draft_reason = null, version = version + 1 where id = ${id}`);

export const setRetired = (unit: Unit, id: number): Promise<object[]> =>
  unit.rows(sql`
    update measure set status = 'RETIRED', retired_at = ${unit.now}::timestamptz, version = version + 1
    where id = ${id}`);
