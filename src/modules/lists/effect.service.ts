import type { Cause } from '../../kernel/cause.js';
import { assertTransition, canBecome, isFinal } from '../../kernel/lifecycle.js';
import { systemPrincipal } from '../../kernel/principal.js';
import { sql } from '../../kernel/sql.js';
import type { EntryStatus } from '../../kernel/terms.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type { EventBus } from '../../kernel/events.js';
import { recordWithdrawn } from '../records/record.events.js';
import { announce } from './announcement.repository.js';
import { announcementOfEnd } from './announcement.rules.js';
import { entriesEnded, entriesRestored, entriesSuspended } from './entry.events.js';
import { entryLifecycle } from './entry.lifecycle.js';
import { type LockedEntry, lockEntriesById, lockExpiredEntries } from './entry.repository.js';

/** Whether published entries are in effect: suspended, restored, ended (Henan 37, 41, Policy 五(三)). */
export class EffectService {
  constructor(private readonly work: UnitOfWork) {}

  /** Says which event of a lower module leads to what here. */
  react(bus: EventBus<Unit>): void {
    bus.on(recordWithdrawn, async (unit, { recordId, kind, reason, cause }) => {
      if (kind === 'REVOKED') await this.revokeGroundless(unit, recordId, reason, cause);
    });
  }

  /** What rests on a record that was revoked goes with it (Henan 42): revoked, or rejected before it was published. */
  private async revokeGroundless(unit: Unit, recordId: number, reason: string, cause: Cause): Promise<void> {
    const resting = await unit.rows<{ id: number }>(
      sql`select id from list_entry where record_id = ${recordId} order by id`,
    );
    const entries = await lockEntriesById(
      unit,
      resting.map(({ id }) => id),
    );
    const living = entries.filter(({ status }) => !isFinal(entryLifecycle, status));
    const published = living.filter(({ status }) => canBecome(entryLifecycle, status, 'REVOKED'));
    await this.endEntries(unit, published, 'REVOKED', reason, cause);
    await this.endEntries(
      unit,
      living.filter((entry) => !published.includes(entry)),
      'REJECTED',
      reason,
      cause,
    );
  }

  /** Ends entries of whatever state allows it, announces the end and lets the higher modules lift (Henan 37). */
  async endEntries(
    unit: Unit,
    entries: readonly LockedEntry[],
    status: EntryStatus,
    reason: string,
    cause: Cause = { kind: 'REVOCATION' },
  ): Promise<void> {
    if (entries.length === 0) return;
    for (const entry of entries) assertTransition(entryLifecycle, entry.status, status);
    const ids = entries.map((entry) => entry.id);
    // The mark of an objection goes too: nothing of an ended entry is held off any more.
    await unit.rows(sql`
      update list_entry set status = ${status}, objected = false, held_until = null, ended_at = ${unit.now}, end_reason = ${reason}, version = version + 1
      where id = any(${ids}::bigint[])`);
    for (const entry of entries) {
      await unit.status({
        target: 'ListEntry',
        targetIds: [entry.id],
        from: entry.status,
        to: status,
        reason,
      });
      unit.audit({
        event: `lists.entry${status[0]}${status.slice(1).toLowerCase()}`,
        target: 'ListEntry',
        targetId: entry.id,
      });
      unit.change({
        type: 'ENTRY_ENDED',
        target: 'ListEntry',
        targetId: entry.id,
        audience: audienceOf(entry),
        parties: [entry.identifiedById],
        subjectId: entry.subjectId,
        summary: { number: entry.number, status },
      });
    }
    const publishedIds = entries.filter((entry) => entry.publishedAt !== null).map(({ id }) => id);
    const announcement = announcementOfEnd(status);
    if (announcement) await announce(unit, announcement, publishedIds);
    await unit.emit(entriesEnded({ entryIds: ids, publishedIds, status, reason, cause }));
  }

  /** Takes published entries out of effect while an objection is verified; others are only marked. */
  async suspendEntries(unit: Unit, entries: readonly LockedEntry[], reason: string): Promise<void> {
    const ids = entries.map((entry) => entry.id);
    await unit.rows(
      sql`update list_entry set objected = true, version = version + 1 where id = any(${ids}::bigint[])`,
    );
    await this.takeOutOfEffect(unit, entries, reason);
  }

  /** Lifts the mark; what was suspended is in effect again, unless its term ran out or it is held off meanwhile. */
  async restoreEntries(unit: Unit, ids: readonly number[], reason: string): Promise<void> {
    await unit.rows(
      sql`update list_entry set objected = false, version = version + 1 where id = any(${[...ids]}::bigint[])`,
    );
    await this.bringBack(unit, ids, reason);
  }

  /** Holds entries off until a day, such as while a court-approved reorganisation is carried out. */
  async holdEntries(
    unit: Unit,
    entries: readonly LockedEntry[],
    until: string,
    reason: string,
  ): Promise<void> {
    await this.takeOutOfEffect(unit, entries, reason);
    await unit.rows(sql`
      update list_entry set held_until = ${until}::date, version = version + 1
      where id = any(${entries.map((entry) => entry.id)}::bigint[])`);
  }

  /** Ends holding off; an objection that is open meanwhile keeps the entry suspended. */
  async releaseEntries(unit: Unit, ids: readonly number[], reason: string): Promise<void> {
    await unit.rows(
      sql`update list_entry set held_until = null, version = version + 1 where id = any(${[...ids]}::bigint[])`,
    );
    await this.bringBack(unit, ids, reason);
  }

  private async takeOutOfEffect(unit: Unit, entries: readonly LockedEntry[], reason: string): Promise<void> {
    const published = entries.filter(
      (entry) => canBecome(entryLifecycle, entry.status, 'SUSPENDED') && entry.colour !== 'RED',
    );
    await this.turn(unit, published, 'SUSPENDED', reason);
    if (published.length > 0)
      await unit.emit(entriesSuspended({ entryIds: published.map((entry) => entry.id), reason }));
  }

  private async bringBack(unit: Unit, ids: readonly number[], reason: string): Promise<void> {
    const entries = (await lockEntriesById(unit, ids)).filter(
      (entry) => entry.status === 'SUSPENDED' && !entry.objected && entry.heldUntil === null,
    );
    const isOver = (entry: LockedEntry) => entry.validUntil !== null && entry.validUntil < unit.today;
    await this.endEntries(unit, entries.filter(isOver), 'EXPIRED', '有效期届满');
    const restored = entries.filter((entry) => !isOver(entry));
    await this.turn(unit, restored, 'PUBLISHED', reason);
    if (restored.length > 0)
      await unit.emit(entriesRestored({ entryIds: restored.map((entry) => entry.id), reason }));
  }

  /** Ends every entry whose term is over; called again and again, it does the same once. Returns how many ended. */
  async expireEntries(): Promise<number> {
    const act: Act = { principal: systemPrincipal, requestId: 'expiry', idempotencyKey: null };
    let ended = 0;
    for (let batch = 1; batch > 0; ended += batch) {
      batch = await this.work.run(act, 'expireEntries', null, async (unit) => {
        const due = await lockExpiredEntries(unit, unit.today, 200);
        await this.endEntries(unit, due, 'EXPIRED', '有效期届满');
        return due.length;
      });
    }
    return ended;
  }

  private async turn(
    unit: Unit,
    entries: readonly LockedEntry[],
    to: 'SUSPENDED' | 'PUBLISHED',
    reason: string,
  ): Promise<void> {
    if (entries.length === 0) return;
    const ids = entries.map((entry) => entry.id);
    await unit.rows(
      sql`update list_entry set status = ${to}, version = version + 1 where id = any(${ids}::bigint[])`,
    );
    await unit.status({
      target: 'ListEntry',
      targetIds: ids,
      from: to === 'SUSPENDED' ? 'PUBLISHED' : 'SUSPENDED',
      to,
      reason,
    });
    for (const entry of entries) {
      unit.audit({
        event: to === 'SUSPENDED' ? 'lists.entrySuspended' : 'lists.entryRestored',
        target: 'ListEntry',
        targetId: entry.id,
      });
      unit.change({
        type: to === 'SUSPENDED' ? 'ENTRY_SUSPENDED' : 'ENTRY_RESTORED',
        target: 'ListEntry',
        targetId: entry.id,
        audience: audienceOf(entry),
        parties: [entry.identifiedById],
        subjectId: entry.subjectId,
        summary: { number: entry.number },
      });
    }
  }
}

/** What was published openly ends openly; watch entries and proposals are known to their parties only (Henan 32). */
const audienceOf = (entry: LockedEntry): 'PUBLIC' | 'PARTIES' =>
  entry.colour !== 'WATCH' && (entry.status === 'PUBLISHED' || entry.status === 'SUSPENDED')
    ? 'PUBLIC'
    : 'PARTIES';
