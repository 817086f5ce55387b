import { type Sql, sql } from '../../kernel/sql.js';
import { byId } from '../../db/by-id.loader.js';
import type { Import } from './import.types.js';

/** Columns of an Import over the alias `m`. A workbook is read whole before its first row, so 1 is kept for the end. */
export const importColumns: Sql = sql`
  m.id, m.number, m.format, m.file_name as "fileName", m.status, m.procedure, m.finality, m.rows_read as "rowsRead",
  m.accepted, m.duplicates, m.rejected, m.started_at as "startedAt", m.finished_at as "finishedAt", m.problem,
  m.created_at as "createdAt", m.provider_id as "providerId",
  case when m.status = 'DONE' then 1 else least(m.bytes_read::float8 / greatest(m.file_size, 1), 0.99) end as progress,
  case when m.rejected > 0 then '/imports/' || m.number || '/rejects.csv' end as "rejectsUrl"`;

/** Imports by id. */
export const importLoader = byId<Import>((reader, ids) =>
  reader.rows(
    'Import',
    (scope) => sql`select ${importColumns} from import m where ${scope} and m.id = any(${ids}::bigint[])`,
  ),
);
