import type { OrganizationKind } from '../../kernel/terms.js';
import { sql } from '../../kernel/sql.js';
import type { Database, Rows } from '../../db/database.js';
import { hashToken } from '../organizations/token.repository.js';

export interface StoredSession {
  person: string;
  subjectId: number | null;
  capacity: string;
  organizationId: number | null;
  roles: readonly string[];
}

/** As a request finds it. */
export interface FoundSession extends StoredSession {
  seenAt: string | Date | null;
  organizationKind: OrganizationKind | null;
}

export const insertSession = (
  at: Rows,
  token: string,
  { person, subjectId, capacity, organizationId, roles }: StoredSession,
  now: Date,
  expiresAt: Date,
) =>
  at.rows(sql`
    insert into session (id, person, subject_id, capacity, organization_id, roles, seen_at, created_at, expires_at)
    values (${hashToken(token)}, ${person}, ${subjectId}, ${capacity}, ${organizationId}::bigint, ${[...roles]}::text[],
      case when ${organizationId}::bigint is not null then ${now}::timestamptz end, ${now}, ${expiresAt})`);

/** The session behind a token, if it counts now: asked at every request, so that nothing ended lives on. */
export const findSession = (database: Database, token: string, now: Date, idleSince: Date) =>
  database.one<FoundSession>(sql`
    select s.person, s.subject_id as "subjectId", s.capacity, s.organization_id as "organizationId", s.roles,
      s.seen_at as "seenAt", org.kind as "organizationKind"
    from session s left join organization org on org.id = s.organization_id
    where s.id = ${hashToken(token)} and s.expires_at > ${now}::timestamptz
      and (s.organization_id is null or (org.active and s.seen_at > ${idleSince}::timestamptz))`);

export const touchSession = (database: Database, token: string, now: Date) =>
  database.rows(sql`update session set seen_at = ${now}::timestamptz where id = ${hashToken(token)}`);

/** Whatever a person was signed in as staff for. */
export const deleteStaffSessions = (at: Rows, person: string) =>
  at.rows(sql`delete from session where person = ${person} and organization_id is not null returning id`);

/** Whoever is signed in for an organization. */
export const deleteSessionsOf = (at: Rows, organizationId: number) =>
  at.rows(sql`delete from session where organization_id = ${organizationId}`);

export const keepStaff = (at: Rows, person: string, organizationId: number, now: Date) =>
  at.rows(sql`
    insert into staff (person, organization_id, signed_in_at) values (${person}, ${organizationId}, ${now})
    on conflict (person, organization_id) do update set signed_in_at = excluded.signed_in_at`);

export const activeOrganization = (database: Database, code: string) =>
  database.one<{ id: number; kind: OrganizationKind; name: string }>(
    sql`select id, kind, name from organization where code = ${code} and active`,
  );

/** Whether it takes part, and it does until the transaction ends: a suspension waits, then ends what came before it. */
export const holdActive = async (at: Rows, organizationId: number): Promise<boolean> => {
  const found = await at.rows(
    sql`select id from organization where id = ${organizationId} and active for share`,
  );
  return found.length > 0;
};

export const deleteSession = (at: Rows, token: string) =>
  at.rows(sql`delete from session where id = ${hashToken(token)}`);
