import { type Sql, sql } from '../../kernel/sql.js';
import type { Rows } from '../../db/database.js';
import type { Unit } from '../ledger/unit.service.js';
import { heldNow } from './hold.repository.js';
import { clearPersons, duePersons } from './person.repository.js';
import type { Batch, Moment, RetentionKey } from './retention.rules.js';

/** How a rule finds what is due, as rows, and clears some of it. */
export interface Clearing {
  readonly due: (moment: Moment) => Sql;
  readonly clear: (unit: Unit, moment: Moment, most: number, after: number) => Promise<Batch>;
}

/** A rule whose rows go by one statement, which takes the due ones and how many. */
const deleted = (due: Clearing['due'], remove: (some: Sql) => Sql): Clearing => ({
  due,
  clear: async (unit, moment, most) => {
    const rows = await unit.rows(remove(sql`${due(moment)} limit ${most}`));
    return { rows: rows.length, more: rows.length === most, after: 0 };
  },
});

const files = (due: Clearing['due']): Clearing => ({
  due,
  clear: async (unit, moment, most) => {
    const gone = await unit.rows<{ fileId: number }>(sql`
      delete from attachment where id in (${due(moment)} limit ${most}) returning file_id as "fileId"`);
    // The same content may still be attached elsewhere.
    await unit.rows(sql`
      delete from file f where f.id = any(${gone.map(({ fileId }) => fileId)}::bigint[])
        and not exists (select 1 from attachment a where a.file_id = f.id)`);
    return { rows: gone.length, more: gone.length === most, after: 0 };
  },
});

/** Each skips what a legal hold keeps. Outcomes and tokens belong to a client, not to a subject: nothing holds them. */
export const clearings = {
  PERSON: { due: duePersons, clear: clearPersons },
  WITHDRAWN_EVIDENCE: files(
    ({ today, cutoff }) => sql`
      select a.id from attachment a join repair r on r.id = a.target_id
      where a.target = 'Repair' and r.status = 'WITHDRAWN'
        and (select max(w.at) from status_change w where w.target = 'Repair' and w.target_id = r.id
          and w.to_status = 'WITHDRAWN') < ${cutoff}::timestamptz
        and not ${heldNow(today, { subjectId: sql`r.subject_id`, target: 'Repair', targetId: sql`r.id` })}`,
  ),
  REFUSED_ROW: deleted(
    ({ today, cutoff }) => sql`
      select j.import_id, j."row" from import_reject j join import m on m.id = j.import_id
      where m.status in ('DONE', 'FAILED') and coalesce(m.finished_at, m.created_at) < ${cutoff}::timestamptz
        and not ${heldNow(today, { target: 'Import', targetId: sql`m.id` })}`,
    (some) => sql`delete from import_reject where (import_id, "row") in (${some}) returning import_id`,
  ),
  WAITING_FILE: files(
    ({ today, cutoff }) => sql`
      select a.id from attachment a where a.target is null and a.uploaded_at < ${cutoff}::timestamptz
        and not ${heldNow(today, { subjectId: sql`a.subject_id` })}`,
  ),
  OUTCOME: deleted(
    ({ cutoff }) =>
      sql`select i.actor, i.operation, i.key from idempotency i where i.created_at < ${cutoff}::timestamptz`,
    (some) => sql`delete from idempotency where (actor, operation, key) in (${some}) returning key`,
  ),
  SESSION: deleted(
    ({ today, cutoff }) => sql`
      select s.id from session s where s.expires_at <= ${cutoff}::timestamptz
        and not ${heldNow(today, { subjectId: sql`s.subject_id` })}`,
    (some) => sql`delete from session where id in (${some}) returning id`,
  ),
  TOKEN: deleted(
    ({ cutoff }) => sql`select t.id from oauth_token t where t.expires_at <= ${cutoff}::timestamptz`,
    (some) => sql`delete from oauth_token where id in (${some}) returning id`,
  ),
} as const satisfies Partial<Record<RetentionKey, Clearing>>;
export type ClearedKey = keyof typeof clearings;

export const countDue = async (at: Rows, due: Sql): Promise<number> =>
  (await at.rows<{ n: number }>(sql`select count(*)::int as n from (${due}) as due`))[0]!.n;
