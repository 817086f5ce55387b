import { type Sql, sql } from '../../kernel/sql.js';
import { byOwner, catalogueById } from '../../db/by-id.loader.js';
import { organizationColumns } from '../organizations/organization.loader.js';
import type { Organization } from '../organizations/organization.types.js';
import type { Measure } from './measure.types.js';

/** Columns of a Measure over the alias `x`. */
export const measureColumns: Sql = sql`
  x.id, x.code, x.name, x.kind, x.tier, x.matters, x.catch_all as "catchAll",
  json_build_object('text', x.basis_text, 'rank', x.basis_rank) as basis,
  x.basis_text as "basisText", x.basis_rank as "basisRank",
  x.limit_text as "limit", x.max_months as "maxMonths", x.level, x.status, x.version, x.term_months as "termMonths",
  x.repair_path as "repairPath", x.published_at as "publishedAt", x.retired_at as "retiredAt",
  x.draft_reason as "draftReason"`;

/** Measures by id. */
export const measureLoader = catalogueById<Measure>((reader, chosen) =>
  reader.rows(
    'Measure',
    (scope) => sql`select ${measureColumns} from measure x where ${scope} and ${chosen(sql`x.id`)}`,
  ),
);

/** Who may carry a measure out, by the measure's id, in the order of their codes. */
export const measureImplementersLoader = byOwner<Organization & { measureId: number }>(
  (reader, measureIds) =>
    reader.rows(
      'Organization',
      (scope) => sql`
        select ${organizationColumns}, mi.measure_id as "measureId"
        from measure_implementer mi join organization org on org.id = mi.organization_id
        where ${scope} and mi.measure_id = any(${measureIds}::bigint[])
        order by mi.measure_id, org.code`,
    ),
  (row) => row.measureId,
);
