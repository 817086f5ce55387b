import { today } from '../../../src/kernel/clock.js';
import { toGlobalId } from '../../../src/kernel/ids.js';
import type { Matter, ViewerKind } from '../../../src/kernel/principal.js';
import { sql } from '../../../src/kernel/sql.js';
import type { EntryStatus } from '../../../src/kernel/terms.js';
import { recordLooks } from '../../../src/db/access-record.js';
import { ScopedReader } from '../../../src/db/scoped-reader.js';
import type { Act, Unit } from '../../../src/modules/ledger/unit.service.js';
import { changePage } from '../../../src/modules/ledger/change.repository.js';
import { lockEntriesById } from '../../../src/modules/lists/entry.repository.js';
import {
  type BodyKey,
  type Loop,
  type StoredEntry,
  as,
  entryInput,
  publish,
  serve,
  storedEntry,
} from '../lists/support.js';
import { testDay } from '../../support/hub.js';

export const inUnit = <Result>(hub: Loop, work: (unit: Unit) => Promise<Result>): Promise<Result> =>
  hub.work.run(as(hub, 'office'), 'test', null, work);

/** An entry the market bureau identified, told of and ready to be published. */
export const publishableByMarket = async (
  hub: Loop,
  changes: Parameters<typeof entryInput>[1] = {},
): Promise<StoredEntry> => {
  const { entryId } = await hub.modules.lists.proposals.proposeEntry(
    as(hub, 'market', 'proposer'),
    entryInput(hub, changes),
  );
  const { number } = await storedEntry(hub, entryId);
  await serve(hub, number);
  return storedEntry(hub, entryId);
};

export const publishedByMarket = async (
  hub: Loop,
  changes: Parameters<typeof entryInput>[1] = {},
): Promise<StoredEntry> => {
  const entry = await publishableByMarket(hub, changes);
  await publish(hub, changes?.list ?? 'BLACK-MARKET', [entry.number]);
  return storedEntry(hub, entry.id);
};

export const end = (hub: Loop, entry: StoredEntry, status: EntryStatus): Promise<void> =>
  inUnit(hub, async (unit) =>
    hub.modules.lists.effects.endEntries(unit, await lockEntriesById(unit, [entry.id]), status, '经核准'),
  );

const kinds: Partial<Record<BodyKey, ViewerKind>> = {
  office: 'OFFICE',
  auditor: 'AUDITOR',
  firm: 'FIRM',
  bank: 'BANK',
  association: 'ASSOCIATION',
  region: 'REGION',
};

/** The hand of any body, of its own kind. */
export const handOf = (hub: Loop, key: BodyKey): Act => ({
  ...as(hub, key),
  principal: hub.principal(kinds[key] ?? 'AGENCY', hub.bodies.get(key)!, `hand-${key}`),
});

/** Reads the change feed to its end, as a body's client does. */
export const readFeed = async (hub: Loop, key: BodyKey): Promise<void> => {
  const reader = new ScopedReader(hub.database, handOf(hub, key).principal, today(hub.clock));
  const head = await hub.database.one<{ position: number }>(
    sql`select change_position as position from ledger_head where id = 1`,
  );
  await changePage(reader, { after: String(Math.max(head!.position - 1, 0)) });
  await reader.recordAccess('changes', 'test', hub.clock.now());
};

/** A look that the access log holds. */
export const look = (
  hub: Loop,
  key: BodyKey,
  subjectId: number,
  datasets: string[],
  matter: Matter = 'LICENSING',
): Promise<void> => {
  const principal = { ...handOf(hub, key).principal, purpose: { matter, businessNumber: 'LOOK' } };
  return recordLooks(hub.database, principal, [{ subjectId, datasets }], 'test', 'test', hub.clock.now());
};

/** Who has to acknowledge the newest change of a type about a thing, and on which grounds. */
export const recipientsOf = async (
  hub: Loop,
  type: string,
  targetId: number,
): Promise<Partial<Record<BodyKey, string[]>>> => {
  const rows = await hub.database.rows<{ organizationId: number; grounds: string[] }>(sql`
    select organization_id as "organizationId", grounds from change_recipient where position = (
      select max(position) from change where type = ${type} and target_id = ${targetId})`);
  const keys = new Map([...hub.bodies].map(([key, id]) => [id, key]));
  return Object.fromEntries(rows.map(({ organizationId, grounds }) => [keys.get(organizationId), grounds]));
};

/** The global id of the newest change of a type about a thing. */
export const changeOf = async (hub: Loop, type: string, targetId: number): Promise<string> => {
  const row = await hub.database.one<{ position: number }>(
    sql`select max(position) as position from change where type = ${type} and target_id = ${targetId}`,
  );
  return toGlobalId('Change', row!.position);
};

export const acknowledge = (hub: Loop, key: BodyKey, change: string) =>
  hub.modules.delivery.delivery.acknowledgeChange(handOf(hub, key), { change });

/** Whether the term of a body to acknowledge runs (false), was met (true), or never was (null). */
export const termMet = async (
  hub: Loop,
  target: string,
  targetId: number,
  key: BodyKey,
): Promise<boolean | null> =>
  (
    await hub.database.one<{ met: boolean }>(sql`
      select met_at is not null as met from deadline where target = ${target} and target_id = ${targetId}
        and kind = 'ACKNOWLEDGEMENT' and owner_id = ${hub.bodies.get(key)!}`)
  )?.met ?? null;

/** A penalty record of an organisation that nothing rests on yet. */
export const freshRecord = async (hub: Loop): Promise<{ id: number; number: string; subjectId: number }> =>
  (await hub.database.one(sql`
    select r.id, r.number, r.subject_id as "subjectId" from credit_record r join subject s on s.id = r.subject_id
    where s.kind = 'LEGAL_PERSON' and r.kind = 'PENALTY' and r.finality = 'FINAL' and r.withdrawn_at is null and not r.objected
      and jsonb_array_length(r.responsible_persons) > 0 and r.publish_until >= ${testDay}::date and r.disclosure <> 'INTERNAL'
      and r.corrected_at is null and not exists (select 1 from list_entry e where e.record_id = r.id)
    order by r.id limit 1`))!;
