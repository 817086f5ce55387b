import { HubError } from '../kernel/errors.js';
import { type Principal, actorOf } from '../kernel/principal.js';
import { type Sql, sql } from '../kernel/sql.js';
import type { Rows, Transaction } from './database.js';

/** What was seen of a subject. */
export interface Look {
  readonly subjectId: number;
  readonly datasets: readonly string[];
}

/** Records looks at subjects, one row each. What cannot be recorded is not shown. */
export const recordLooks = (at: Rows, ...look: Parameters<typeof accessInsert>): Promise<void> =>
  orWithhold(at.rows(accessInsert(...look)));

/** Looks that an act takes itself: recorded with its commit, or it is not done. */
export const recordLooksOfAct = (unit: Transaction, ...look: Parameters<typeof accessInsert>): void =>
  unit.withCommit(accessInsert(...look), withheld);

export const orWithhold = async (record: Promise<unknown>): Promise<void> => {
  try {
    await record;
  } catch {
    throw withheld();
  }
};

const withheld = (): HubError =>
  new HubError(
    'SERVICE_UNAVAILABLE',
    'The access record could not be written, so the data are not shown. Try again later.',
  );

/** Who has the feed up to where: what is taken back later is told to them (Henan 42). */
export const deliveryRecord = (organizationId: number, position: number, now: Date): Sql => sql`
  insert into feed_delivery (organization_id, position, at) values (${organizationId}, ${position}, ${now}::timestamptz)
  on conflict (organization_id) do update set position = greatest(feed_delivery.position, excluded.position), at = excluded.at`;

const accessInsert = (
  principal: Principal,
  seen: readonly Look[],
  operation: string,
  requestId: string,
  now: Date,
): Sql => sql`
  insert into access_event (at, organization_id, actor, actor_kind, subject_id, matter, business_number, operation, datasets, request_id)
  select ${now}::timestamptz, ${principal.organizationId}::bigint, ${actorOf(principal)}, ${principal.kind}, (each ->> 'subjectId')::bigint,
    ${principal.purpose?.matter ?? null}::text, ${principal.purpose?.businessNumber ?? null}::text, ${operation},
    array(select jsonb_array_elements_text(each -> 'datasets')), ${requestId}
  from jsonb_array_elements(${JSON.stringify(seen)}::jsonb) as each`;
