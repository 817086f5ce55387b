import { sql } from '../../../src/kernel/sql.js';
import type { RestorationTaskKind } from '../../../src/kernel/terms.js';
import { changeOf, handOf, publishedByMarket } from '../delivery/support.js';
import { type BodyKey, type Loop, type StoredEntry, as, count } from '../lists/support.js';

export interface StoredRestoration {
  id: number;
  number: string;
  cause: string;
  status: string;
  doneAt: Date | null;
  reason: string;
  subjectId: number;
  responsibleId: number;
  objectionId: number | null;
  outcomeId: number | null;
}

/** The restorations of a thing, oldest first. */
export const restorationsOf = (
  hub: Loop,
  of: { entry?: number; record?: number; instruction?: number; check?: number },
): Promise<StoredRestoration[]> =>
  hub.database.rows(sql`
    select id, number, cause, status, done_at as "doneAt", reason, subject_id as "subjectId", responsible_id as "responsibleId",
      objection_id as "objectionId", outcome_id as "outcomeId" from restoration
    where entry_id = ${of.entry ?? null}::bigint or record_id = ${of.record ?? null}::bigint
      or instruction_id = ${of.instruction ?? null}::bigint or check_id = ${of.check ?? null}::bigint order by id`);

export const restorationOf = async (
  hub: Loop,
  of: Parameters<typeof restorationsOf>[1],
): Promise<StoredRestoration> => {
  const found = await restorationsOf(hub, of);
  if (found.length !== 1) throw new Error(`${found.length} restorations`);
  return found[0]!;
};

export const revoke = (hub: Loop, entry: StoredEntry, reason = '主体认定有误') =>
  hub.modules.lists.publications.revokeEntry(as(hub, 'market'), { entry: entry.number, reason });

/** A black entry of the market bureau that was revoked, and its restoration. */
export const revoked = async (
  hub: Loop,
  before: (entry: StoredEntry) => Promise<void> = async () => undefined,
): Promise<{ entry: StoredEntry; restoration: StoredRestoration }> => {
  const entry = await publishedByMarket(hub);
  await before(entry);
  await revoke(hub, entry);
  return { entry, restoration: await restorationOf(hub, { entry: entry.id }) };
};

/** Bodies that have not acknowledged the restoration yet. */
export const waitingFor = async (hub: Loop, restoration: StoredRestoration): Promise<BodyKey[]> => {
  const rows = await hub.database.rows<{ id: number }>(sql`
    select r.organization_id as id from change_recipient r join change c on c.position = r.position
    where c.target = 'Restoration' and c.target_id = ${restoration.id} and r.acknowledged_at is null order by 1`);
  const keys = new Map([...hub.bodies].map(([key, id]) => [id, key]));
  return rows.map(({ id }) => keys.get(id)!);
};

export const acknowledgeRestoration = async (hub: Loop, key: BodyKey, { id }: StoredRestoration) =>
  hub.modules.delivery.delivery.acknowledgeChange(handOf(hub, key), {
    change: await changeOf(hub, 'RESTORATION_OPENED', id),
  });

export const complete = (
  hub: Loop,
  key: BodyKey,
  { number }: StoredRestoration,
  kind: RestorationTaskKind,
  status: 'OPEN' | 'DONE' | 'NOT_REQUIRED' = 'DONE',
  more: { note?: string; files?: string[] } = {},
) =>
  hub.modules.restorations.restorations.completeRestorationTask(handOf(hub, key), {
    restoration: number,
    kind,
    status,
    note: '已书面办理',
    ...more,
  });

export const statusOf = async (hub: Loop, { id }: StoredRestoration): Promise<string> =>
  (await hub.database.one<{ status: string }>(sql`select status from restoration where id = ${id}`))!.status;

/** How often it was told that a restoration is done. */
export const timesDone = (hub: Loop, { id }: StoredRestoration): Promise<number> =>
  count(
    hub,
    sql`select count(*)::int as n from change where type = 'RESTORATION_DONE' and target_id = ${id}`,
  );
