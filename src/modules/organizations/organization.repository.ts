import { empty, sql } from '../../kernel/sql.js';
import type { Connection, PageArguments } from '../../kernel/page.js';
import { pageOf, readPage, toConnection } from '../../kernel/page.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import { organizationColumns } from './organization.loader.js';
import type { Organization, OrganizationFilter } from './organization.types.js';
import type { Rows } from '../../db/database.js';

/** An organization by its code, taking part or not; null when there is none. */
export const organizationByCode = async (at: Rows, code: string): Promise<Organization | null> =>
  (await organizationsByCode(at, [code])).get(code) ?? null;

/** Organizations by code. A code without an organization is missing from the answer. */
export const organizationsByCode = async (
  at: Rows,
  codes: readonly string[],
): Promise<Map<string, Organization>> => {
  if (codes.length === 0) return new Map();
  const rows = await at.rows<Organization>(
    sql`select ${organizationColumns} from organization org where org.code = any(${[...codes]}::text[])`,
  );
  return new Map(rows.map((row) => [row.code, row]));
};

/** Ids by code. A code without an organization is missing from the answer. */
export const organizationIdsByCode = async (
  at: Rows,
  codes: readonly string[],
): Promise<Map<string, number>> => {
  const found = await organizationsByCode(at, codes);
  return new Map([...found].map(([code, { id }]) => [code, id]));
};

/** A page of organizations in the order of their codes. */
export const organizationPage = async (
  reader: ScopedReader,
  filter: OrganizationFilter | null | undefined,
  args: PageArguments,
): Promise<Connection<Organization>> => {
  const page = readPage(args, ['text']);
  const after = page.after ? sql`and org.code > ${String(page.after[0])}` : empty;
  const kind = filter?.kind ? sql`and org.kind = ${filter.kind}` : empty;
  const level = filter?.level ? sql`and org.level = ${filter.level}` : empty;
  const rows = await reader.rows<Organization>('Organization', (scope) =>
    pageOf(
      page,
      sql`
      select ${organizationColumns} from organization org
      where ${scope} ${kind} ${level} ${after}
      order by org.code`,
    ),
  );
  return toConnection(rows, page, (row) => [row.code]);
};
