import { type Connection, type PageArguments, pageOf, readPage, toConnection } from '../../kernel/page.js';
import { empty, sql } from '../../kernel/sql.js';
import type { Rows } from '../../db/database.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import type { StaffMember } from './staff.types.js';

const staffColumns = sql`st.person, st.organization_id as "organizationId", st.signed_in_at as "signedInAt",
  st.blocked_at as "blockedAt", st.block_reason as "blockReason"`;

/** A page of the people of an organization, or of all. */
export const staffPage = async (
  reader: ScopedReader,
  organization: string | null,
  args: PageArguments,
): Promise<Connection<StaffMember>> => {
  const page = readPage(args, ['id', 'text']);
  const ofOne = organization === null ? empty : sql`and org.code = ${organization}`;
  const after = page.after
    ? sql`and (st.organization_id, st.person) > (${page.after[0]}::bigint, ${page.after[1]}::text)`
    : empty;
  const rows = await reader.rows<StaffMember>('StaffMember', (scope) =>
    pageOf(
      page,
      sql`
      select ${staffColumns} from staff st join organization org on org.id = st.organization_id
      where ${scope} ${ofOne} ${after} order by st.organization_id, st.person`,
    ),
  );
  return toConnection(rows, page, (row) => [row.organizationId, row.person]);
};

export const postsOfPerson = (reader: ScopedReader, person: string): Promise<StaffMember[]> =>
  reader.rows(
    'StaffMember',
    (scope) =>
      sql`select ${staffColumns} from staff st where ${scope} and st.person = ${person} order by st.organization_id`,
  );

export interface LockedPost {
  organizationId: number;
  blockedAt: Date | null;
}

/** Where a person has signed in before, locked: a sign-in under way and a block wait for each other. */
export const lockPosts = (at: Rows, person: string): Promise<LockedPost[]> =>
  at.rows(sql`
    select organization_id as "organizationId", blocked_at as "blockedAt" from staff
    where person = ${person} order by organization_id for update`);

export const setBlocked = (at: Rows, person: string, blocked: { since: Date; reason: string } | null) =>
  at.rows(sql`
    update staff set blocked_at = ${blocked?.since ?? null}::timestamptz, block_reason = ${blocked?.reason ?? null}::text
    where person = ${person}`);
