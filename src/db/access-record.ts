import { HubError } from '../kernel/errors.js';
import { type Principal, actorOf } from '../kernel/principal.js';
import { type Sql, sql } from '../kernel/sql.js';
import type { Rows } from './database.js';

/** Records looks at subjects, one row each; a duty check does so in its own transaction. What cannot be recorded is not shown. */
export const recordLooks = (at: Rows, ...look: Parameters<typeof accessInsert>): Promise<void> =>
  orWithhold(at.rows(accessInsert(...look)));

export const orWithhold = async (record: Promise<unknown>): Promise<void> => {
  try {
    await record;
  } catch {
    throw new HubError(
      'SERVICE_UNAVAILABLE',
      'The access record could not be written, so the data are not shown. Try again later.',
    );
  }
};

/** Who has the feed up to where: what is taken back later is told to them (Henan 42). */
export const deliveryRecord = (organizationId: number, position: number, now: Date): Sql => sql`
  insert into feed_delivery (organization_id, position, at) values (${organizationId}, ${position}, ${now}::timestamptz)
  on conflict (organization_id) do update set position = greatest(feed_delivery.position, excluded.position), at = excluded.at`;

const accessInsert = (
  principal: Principal,
  seen: { subjectId: number; datasets: string[] }[],
  operation: string,
  requestId: string,
  now: Date,
): Sql => sql`
  insert into access_event (at, organization_id, actor, actor_kind, subject_id, matter, business_number, operation, datasets, request_id)
  select ${now}::timestamptz, ${principal.organizationId}::bigint, ${actorOf(principal)}, ${principal.kind}, (each ->> 'subjectId')::bigint,
    ${principal.purpose?.matter ?? null}::text, ${principal.purpose?.businessNumber ?? null}::text, ${operation},
    array(select jsonb_array_elements_text(each -> 'datasets')), ${requestId}
  from jsonb_array_elements(${JSON.stringify(seen)}::jsonb) as each`;
