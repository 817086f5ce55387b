import { sql } from '../../kernel/sql.js';
import type { Database, Rows } from '../../db/database.js';
import { hashToken } from '../organizations/token.repository.js';

export interface StoredSession {
  person: string;
  subjectId: number | null;
  capacity: string;
}

export const insertSession = (
  at: Rows,
  token: string,
  { person, subjectId, capacity }: StoredSession,
  now: Date,
  expiresAt: Date,
) =>
  at.rows(sql`
    insert into session (id, person, subject_id, capacity, created_at, expires_at)
    values (${hashToken(token)}, ${person}, ${subjectId}, ${capacity}, ${now}, ${expiresAt})`);

/** The session behind a token, if it counts now: asked at every request, so that nothing ended lives on. */
export const findSession = (database: Database, token: string, now: Date) =>
  database.one<StoredSession>(sql`
    select person, subject_id as "subjectId", capacity from session
    where id = ${hashToken(token)} and expires_at > ${now}::timestamptz`);

export const deleteSession = (at: Rows, token: string) =>
  at.rows(sql`delete from session where id = ${hashToken(token)}`);

export const deleteExpiredSessions = (database: Database, now: Date) =>
  database.rows(sql`delete from session where expires_at <= ${now}::timestamptz`);
