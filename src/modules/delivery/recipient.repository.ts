import type { PageArguments } from '../../kernel/page.js';
import { type Sql, sql } from '../../kernel/sql.js';
import { rowScope } from '../../db/row-scope.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import { changesWhere } from '../ledger/change.repository.js';
import type { ChangeConnection } from '../ledger/change.types.js';
import type { Unit } from '../ledger/unit.service.js';
import type { Recipient, RecipientsOf } from './recipient.rules.js';

/** A suspended organization (`org`) still holds what it received: what is taken back waits for it (Henan 42). */
const isSuspended = sql`'SUSPENDED' = (select h.to_status from status_change h
  where h.target = 'Organization' and h.target_id = org.id order by h.id desc limit 1)`;

/**
 * Every organization that received or saw the things `saw` speaks of, with the grounds. The office runs the hub and is
 * told by it; who takes no part any more cannot be, who is suspended learns of it when resumed; auditors are told of what they looked at only.
 */
const gather = async (unit: Unit, saw: Sql): Promise<RecipientsOf> => {
  const rows = await unit.rows<Recipient & { thingId: number }>(sql`
    with saw(thing_id, organization_id, ground) as (${saw})
    select saw.thing_id as "thingId", org.id as "organizationId", org.name, array_agg(distinct saw.ground order by saw.ground) as grounds
    from saw join organization org on org.id = saw.organization_id
    where (org.active or ${isSuspended}) and org.kind <> 'OFFICE' and (org.kind <> 'AUDITOR' or saw.ground = 'ACCESS')
    group by saw.thing_id, org.id, org.name order by saw.thing_id, org.id`);
  const recipients = new Map<number, Recipient[]>();
  for (const { thingId, ...recipient } of rows)
    recipients.set(thingId, [...(recipients.get(thingId) ?? []), recipient]);
  return recipients;
};

/** Of entries that were published. */
export const recipientsOfEntries = (unit: Unit, entryIds: readonly number[]): Promise<RecipientsOf> => {
  const ids = [...entryIds];
  return gather(
    unit,
    sql`
    select e.id, e.identified_by_id, 'PROVIDER' from list_entry e where e.id = any(${ids}::bigint[])
    union select i.entry_id, i.agency_id, 'INSTRUCTION' from instruction i where i.entry_id = any(${ids}::bigint[])
    union select h.entry_id, k.agency_id, 'CHECK' from check_hit h join duty_check k on k.id = h.check_id
      where h.entry_id = any(${ids}::bigint[])
    union ${sawEntries(ids)}
    union ${fedEntries(ids)}`,
  );
};

/**
 * The access log names the subject, not the entry. So a look counts when the entry could be seen by it: since it was
 * published; of the watch register only at a matter for which the agency has a measure (Henan 32); by the keeper of
 * its list and by auditors since it was proposed. A firm's exact match of a person is a look at what is published of it.
 */
const sawEntries = (ids: number[]): Sql => sql`
  select e.id, a.organization_id, 'ACCESS' from list_entry e join credit_list l on l.id = e.list_id
  join access_event a on a.subject_id = e.subject_id join organization o on o.id = a.organization_id
  where e.id = any(${ids}::bigint[]) and case
    when o.kind = 'AUDITOR' then a.at >= e.created_at and a.datasets && array['ListEntry', 'Instruction', 'Check', 'Notice']::text[]
    when o.id = l.keeper_id then a.at >= e.created_at and a.datasets && array['ListEntry', 'Notice']::text[]
    when o.kind in ('AGENCY', 'AUTHORISED_BODY') then a.at >= e.published_at and 'ListEntry' = any(a.datasets)
      and (e.colour <> 'WATCH' or ${hasMeasureFor(sql`o.id`)} and c.matter = a.matter))
    else a.at >= e.published_at and e.colour <> 'WATCH' and a.datasets && array['ListEntry', 'Subject']::text[] end`;

/** An open exists (…): the organization implements a clause on the list of entry `e`; the caller may narrow it and closes. */
const hasMeasureFor = (
  organization: Sql,
): Sql => sql`exists (select 1 from memorandum_list ml join clause c on c.memorandum_id = ml.memorandum_id
    where ml.list_id = e.list_id and c.implementer_id = ${organization}`;

/** Who had the feed beyond a change about the entry which it may see (the same as the row scope of changes says). */
const fedEntries = (ids: number[]): Sql => sql`
  select e.id, f.organization_id, 'FEED' from list_entry e join credit_list l on l.id = e.list_id
  join change ch on ch.target = 'ListEntry' and ch.target_id = e.id
  join feed_delivery f on f.position >= ch.position join organization o on o.id = f.organization_id
  where e.id = any(${ids}::bigint[]) and (ch.audience = 'PUBLIC' or o.id = any(ch.parties)
    or (ch.audience = 'GOVERNMENT' and o.kind in ('AGENCY', 'AUTHORISED_BODY')
      and (o.id in (e.identified_by_id, l.keeper_id) or (e.published_at is not null and ${hasMeasureFor(sql`o.id`)})))))`;

/** Of records: who provided them, who read records of their subject while it could see them, who was told of them. */
export const recipientsOfRecords = (unit: Unit, recordIds: readonly number[]): Promise<RecipientsOf> => {
  const ids = [...recordIds];
  return gather(
    unit,
    sql`
    select r.id, r.provider_id, 'PROVIDER' from credit_record r where r.id = any(${ids}::bigint[])
    union select r.id, a.organization_id, 'ACCESS' from credit_record r
      join access_event a on a.subject_id = r.subject_id and a.at >= r.created_at and 'CreditRecord' = any(a.datasets)
      join organization o on o.id = a.organization_id
      where r.id = any(${ids}::bigint[]) and r.disclosure <> 'INTERNAL' and (o.kind <> 'AUDITOR' or r.disclosure <> 'AUTHORISED')
    union ${fed('CreditRecord', ids)}`,
  );
};

/** Of instructions: their agencies, and auditors that looked at instructions on the subject since. */
export const recipientsOfInstructions = (
  unit: Unit,
  instructionIds: readonly number[],
): Promise<RecipientsOf> => {
  const ids = [...instructionIds];
  return gather(
    unit,
    sql`
    select i.id, i.agency_id, 'INSTRUCTION' from instruction i where i.id = any(${ids}::bigint[])
    union select i.id, a.organization_id, 'ACCESS' from instruction i
      join access_event a on a.subject_id = i.subject_id and a.at >= i.issued_at and 'Instruction' = any(a.datasets)
      join organization o on o.id = a.organization_id and o.kind = 'AUDITOR' where i.id = any(${ids}::bigint[])
    union ${fed('Instruction', ids)}`,
  );
};

/** Of the answer of a check about one subject: the agency that asked, and auditors that looked at checks of it since. */
export const recipientsOfCheck = (unit: Unit, checkId: number, subjectId: number): Promise<RecipientsOf> =>
  gather(
    unit,
    sql`
    select k.id, k.agency_id, 'CHECK' from duty_check k where k.id = ${checkId}
    union select k.id, a.organization_id, 'ACCESS' from duty_check k
      join access_event a on a.subject_id = ${subjectId} and a.at >= k.checked_at and 'Check' = any(a.datasets)
      join organization o on o.id = a.organization_id and o.kind = 'AUDITOR' where k.id = ${checkId}`,
  );

const fed = (target: string, ids: number[]): Sql => sql`
  select ch.target_id, f.organization_id, 'FEED' from change ch join feed_delivery f on f.position >= ch.position
  where ch.target = ${target} and ch.target_id = any(${ids}::bigint[])
    and (ch.audience = 'PUBLIC' or f.organization_id = any(ch.parties))`;

/** A recipient's row, locked, with what its change is about. */
export interface LockedRecipient {
  position: number;
  organizationId: number;
  acknowledgedAt: Date | null;
  target: string;
  targetId: number;
}

export const lockRecipient = (
  unit: Unit,
  position: number,
  organizationId: number | null,
): Promise<LockedRecipient | null> =>
  unit.one(sql`
    select r.position, r.organization_id as "organizationId", r.acknowledged_at as "acknowledgedAt", c.target, c.target_id as "targetId"
    from change_recipient r join change c on c.position = r.position
    where r.position = ${position} and r.organization_id = ${organizationId}::bigint for update of r`);

/** The changes that wait for the own organization's acknowledgement; for office and auditor, for anybody's. */
export const changesToAcknowledge = async (
  reader: ScopedReader,
  args: PageArguments,
): Promise<ChangeConnection> => {
  const { page } = await changesWhere(
    reader,
    args,
    (viewer) => sql`exists (
      select 1 from change_recipient rc where rc.position = c.position and rc.acknowledged_at is null
        and ${rowScope.ChangeRecipient(viewer)})`,
  );
  return page;
};
