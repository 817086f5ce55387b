import { ownHands } from '../ledger/hand.repository.js';
import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { addDays } from '../../kernel/dates.js';
import { assertTransition } from '../../kernel/lifecycle.js';
import { sql } from '../../kernel/sql.js';
import type { EntryStatus, NoticeChannel } from '../../kernel/terms.js';
import { addWorkingDays } from '../../kernel/working-days.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { EffectService } from './effect.service.js';
import { entriesPublished } from './entry.events.js';
import { entryLifecycle } from './entry.lifecycle.js';
import { type LockedEntry, lockEntriesByNumber } from './entry.repository.js';
import { assessPublication, lastDay } from './entry.rules.js';
import type {
  PublishEntriesInput,
  RejectEntryInput,
  RevokeEntryInput,
  WithdrawEntryInput,
} from './entry.types.js';
import { type ListFacts, listFactsById, lockList } from './proposal.repository.js';

export const publicationLimit = 500;

/** An entry as an input names it, with the version its sender read. */
interface NamedEntry {
  entry: string;
  expectedVersion?: number | null;
}

/** Brings entries onto their list and takes them off by hand: notice, publication, withdrawal (Henan 28). */
export class PublicationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly effects: EffectService,
  ) {}

  /** Publishes entries as the next version of their list: all of them or none. */
  async publishEntries(act: Act, input: PublishEntriesInput) {
    const numbers = input.entries;
    if (numbers.length < 1 || numbers.length > publicationLimit || new Set(numbers).size !== numbers.length) {
      throw badInput('input.entries', `Give 1 to ${publicationLimit} different entry numbers.`);
    }
    return this.work.run(act, 'publishEntries', input, async (unit) => {
      const list = await lockList(unit, input.list);
      if (!list) throw badInput('input.list', `There is no list ${input.list}.`);
      assertVersion(`List ${list.code}`, list, input);
      const entries = new Map(
        (await lockEntriesByNumber(unit, numbers)).map((entry) => [entry.number, entry]),
      );
      const ownHand = await ownHands(
        unit,
        [...entries.values()].map((entry) => entry.proposedBy),
      );
      for (const [index, number] of numbers.entries()) {
        assessPublication(entries.get(number), {
          listId: list.id,
          termMonths: list.termMonths,
          today: unit.today,
          ownHand,
          field: `input.entries[${index}]`,
        });
      }
      const version = list.version + 1;
      const issued = await this.bringIntoEffect(unit, list, [...entries.values()], version);
      return {
        listId: list.id,
        version,
        entryIds: numbers.map((number) => entries.get(number)!.id),
        instructionsIssued: issued,
      };
    });
  }

  /** The entry with its row locked, of which its subject may be told now. */
  async toBeNotified(unit: Unit, named: NamedEntry): Promise<LockedEntry> {
    const entry = await this.ownEntry(unit, named);
    assertTransition(entryLifecycle, entry.status, 'NOTIFIED');
    return entry;
  }

  /** Records that the notice was served; from the working day count on, the entry may be published (Henan 28). */
  async markNotified(
    unit: Unit,
    notice: NamedEntry & { servedOn: string; channel: NoticeChannel },
  ): Promise<LockedEntry> {
    const entry = await this.toBeNotified(unit, notice);
    const list = (await listFactsById(unit, entry.listId))!;
    assertNoticeDay(notice.servedOn, entry.decidedOn, unit.today);
    if (list.colour === 'RED' && notice.channel !== 'PUBLIC_ANNOUNCEMENT') {
      throw badInput(
        'input.channel',
        'A red entry is put on public notice: channel PUBLIC_ANNOUNCEMENT (Henan 28).',
      );
    }
    // The period is over when its last working day has passed.
    const publishableFrom = addDays(addWorkingDays(notice.servedOn, list.noticeDays), 1);
    await unit.rows(sql`
      update list_entry set status = 'NOTIFIED', notice_served_on = ${notice.servedOn}::date, notice_channel = ${notice.channel},
        publishable_from = ${publishableFrom}::date, version = version + 1 where id = ${entry.id}`);
    await unit.status({ target: 'ListEntry', targetIds: [entry.id], from: entry.status, to: 'NOTIFIED' });
    unit.audit({
      event: 'lists.entryNoticeServed',
      target: 'ListEntry',
      targetId: entry.id,
      detail: { servedOn: notice.servedOn, publishableFrom },
    });
    return entry;
  }

  withdrawEntry(act: Act, input: WithdrawEntryInput) {
    return this.endOne(act, 'withdrawEntry', input, 'WITHDRAWN');
  }

  rejectEntry(act: Act, input: RejectEntryInput) {
    return this.endOne(act, 'rejectEntry', input, 'REJECTED');
  }

  revokeEntry(act: Act, input: RevokeEntryInput) {
    return this.endOne(act, 'revokeEntry', input, 'REVOKED');
  }

  private async endOne(
    act: Act,
    operation: string,
    input: NamedEntry & { reason: string },
    status: EntryStatus,
  ) {
    if (input.reason.trim() === '') throw badInput('input.reason', 'Say why; the subject reads the reason.');
    return this.work.run(act, operation, input, async (unit) => {
      const entry = await this.ownEntry(unit, input);
      await this.effects.endEntries(unit, [entry], status, input.reason);
      return { entryId: entry.id };
    });
  }

  private async bringIntoEffect(
    unit: Unit,
    list: ListFacts,
    entries: readonly LockedEntry[],
    version: number,
  ): Promise<number> {
    const rows = entries.map((entry) => {
      const from = entry.validFrom ?? unit.today;
      return { id: entry.id, from, until: lastDay(from, entry.validUntil, list.termMonths) };
    });
    await unit.rows(sql`
      update list_entry e set status = 'PUBLISHED', published_at = ${unit.now}, published_by = ${unit.actor}, published_in = ${version},
        valid_from = row."from", valid_until = row.until, version = e.version + 1
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id bigint, "from" date, until date) where e.id = row.id`);
    await unit.rows(sql`update credit_list set current_version = ${version} where id = ${list.id}`);
    await unit.rows(sql`
      insert into list_version (list_id, version, published_at, published_by_id, added)
      values (${list.id}, ${version}, ${unit.now}, ${unit.act.principal.organizationId}, ${entries.length})`);
    return this.announce(unit, list, entries, version);
  }

  private async announce(
    unit: Unit,
    list: ListFacts,
    entries: readonly LockedEntry[],
    version: number,
  ): Promise<number> {
    const ids = entries.map((entry) => entry.id);
    await unit.status({ target: 'ListEntry', targetIds: ids, from: 'NOTIFIED', to: 'PUBLISHED' });
    unit.audit({
      event: 'lists.entriesPublished',
      target: 'CreditList',
      targetId: list.id,
      detail: { version, entryIds: ids },
    });
    const isWatch = list.colour === 'WATCH';
    unit.change({
      type: 'LIST_VERSION_PUBLISHED',
      target: 'CreditList',
      targetId: list.id,
      audience: isWatch ? 'GOVERNMENT' : 'PUBLIC',
      summary: { list: list.code, version, added: ids.length },
    });
    for (const entry of entries) {
      unit.change({
        type: 'ENTRY_PUBLISHED',
        target: 'ListEntry',
        targetId: entry.id,
        // Who is on the watch register is for its parties and those who get instructions (Henan 32).
        audience: isWatch ? 'PARTIES' : 'PUBLIC',
        parties: [entry.identifiedById],
        subjectId: entry.subjectId,
        summary: { number: entry.number, list: list.code, version },
      });
    }
    const issued = { count: 0 };
    await unit.emit(entriesPublished({ entryIds: ids, issued }));
    return issued.count;
  }

  /** The entry with its row locked, for its identifying agency or the credit office; for others it is not there. */
  private async ownEntry(unit: Unit, named: NamedEntry): Promise<LockedEntry> {
    const [entry] = await lockEntriesByNumber(unit, [named.entry]);
    const { kind, organizationId } = unit.act.principal;
    if (!entry || (kind !== 'OFFICE' && entry.identifiedById !== organizationId))
      throw notFound('The entry', 'input.entry');
    assertVersion(`Entry ${entry.number}`, entry, named);
    return entry;
  }
}

const assertNoticeDay = (servedOn: string, decidedOn: string, today: string): void => {
  if (servedOn > today)
    throw badInput('input.servedOn', 'servedOn is in the future; record the notice once it was served.');
  if (servedOn < decidedOn)
    throw new HubError('BAD_USER_INPUT', 'servedOn is before the decision it tells of.', {
      field: 'input.servedOn',
    });
};
