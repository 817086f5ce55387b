import { type Sql, sql } from '../../kernel/sql.js';
import { catalogueById } from '../../db/by-id.loader.js';
import type { Organization } from './organization.types.js';

/** Columns of an Organization over the alias `org`. */
export const organizationColumns: Sql = sql`org.id, org.code, org.name, org.kind, org.level, org.active, org.version`;

/** Organizations by id. */
export const organizationLoader = catalogueById<Organization>((reader, chosen) =>
  reader.rows(
    'Organization',
    (scope) =>
      sql`select ${organizationColumns} from organization org where ${scope} and ${chosen(sql`org.id`)}`,
  ),
);
