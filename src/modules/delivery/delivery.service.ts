import type { EventBus } from '../../kernel/events.js';
import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { fromGlobalId } from '../../kernel/ids.js';
import { sql } from '../../kernel/sql.js';
import type { ChangeType } from '../../kernel/terms.js';
import { addWorkingDays } from '../../kernel/working-days.js';
import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { entriesEnded, entryCorrected } from '../lists/entry.events.js';
import { organizationByCode } from '../organizations/organization.repository.js';
import { recordWithdrawn } from '../records/record.events.js';
import { changeAcknowledged } from './delivery.events.js';
import { lockRecipient, recipientsOfEntries, recipientsOfRecords } from './recipient.repository.js';
import type { AcknowledgeChangeInput } from './recipient.types.js';
import { type Recipient, type RecipientsOf, acknowledgementDays } from './recipient.rules.js';

/** Tells everybody who received something that it ended, and keeps who has acknowledged it (invariant 5, R16). */
export class DeliveryService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly deadlines: DeadlineService,
  ) {}

  /** Says which event of a lower module leads to what here. What was wrong is told by its restoration. */
  react(bus: EventBus<Unit>): void {
    bus.on(entriesEnded, async (unit, { publishedIds, status }) => {
      if (status === 'REMOVED') await this.tellEntries(unit, 'ENTRY_ENDED', publishedIds);
      // Everybody had its last day with it: acknowledged, but not under a term.
      if (status === 'EXPIRED')
        attach(unit, 'ENTRY_ENDED', 'ListEntry', await recipientsOfEntries(unit, publishedIds));
      if (status === 'REVOKED') await this.tellEntries(unit, 'ENTRY_ENDED', await redOf(unit, publishedIds));
    });
    bus.on(entryCorrected, async (unit, { entryId }) =>
      this.tellEntries(unit, 'ENTRY_CORRECTED', await redOf(unit, [entryId])),
    );
    bus.on(recordWithdrawn, async (unit, { recordId, kind }) => {
      if (kind === 'REPAIRED')
        await this.tell(
          unit,
          'RECORD_WITHDRAWN',
          'CreditRecord',
          await recipientsOfRecords(unit, [recordId]),
        );
    });
  }

  /** Opens the term in which each of them has to acknowledge that the thing ended (Henan 42, 43). */
  async askToAcknowledge(
    unit: Unit,
    thing: { target: string; targetId: number; number: string },
    recipients: readonly Recipient[],
  ): Promise<void> {
    const dueOn = addWorkingDays(unit.today, acknowledgementDays);
    for (const { organizationId } of recipients)
      await this.deadlines.open(unit, { ...thing, kind: 'ACKNOWLEDGEMENT', ownerId: organizationId, dueOn });
  }

  /**
   * The own organization says that it took back what it had received; for a body without an account the office records
   * what it said on paper. Saying it again changes nothing.
   */
  async acknowledgeChange(act: Act, input: AcknowledgeChangeInput): Promise<{ position: number }> {
    const named = fromGlobalId(input.change);
    const proof = proofOf(act, input);
    return this.work.run(act, 'acknowledgeChange', input, async (unit) => {
      const speaker =
        input.organization == null
          ? unit.act.principal.organizationId
          : ((await organizationByCode(unit, input.organization))?.id ?? null);
      const recipient = named?.type === 'Change' ? await lockRecipient(unit, named.id, speaker) : null;
      if (!recipient) throw notFound('A change your organization has to acknowledge', 'input.change');
      const { position, target, targetId, organizationId } = recipient;
      if (recipient.acknowledgedAt !== null) return { position };
      await unit.rows(sql`
        update change_recipient set acknowledged_at = ${unit.now}, acknowledged_by = ${unit.actor}
        where position = ${position} and organization_id = ${organizationId}`);
      await this.deadlines.meet(unit, { target, targetId, kind: 'ACKNOWLEDGEMENT', ownerId: organizationId });
      unit.audit({ event: 'delivery.changeAcknowledged', target, targetId, detail: { position, ...proof } });
      await unit.emit(changeAcknowledged({ position, target, targetId, organizationId }));
      return { position };
    });
  }

  private async tellEntries(unit: Unit, type: ChangeType, entryIds: readonly number[]): Promise<void> {
    if (entryIds.length > 0)
      await this.tell(unit, type, 'ListEntry', await recipientsOfEntries(unit, entryIds));
  }

  private async tell(unit: Unit, type: ChangeType, target: string, recipients: RecipientsOf): Promise<void> {
    for (const { targetId, number } of attach(unit, type, target, recipients))
      await this.askToAcknowledge(unit, { target, targetId, number }, recipients.get(targetId)!);
  }
}

/** What stands for an acknowledgement given on paper; only the office records one. */
const proofOf = ({ principal }: Act, { organization, proof }: AcknowledgeChangeInput): object => {
  if (organization == null && proof == null) return {};
  if (principal.kind !== 'OFFICE')
    throw new HubError('FORBIDDEN', 'Only the credit office records what another body said on paper.', {
      field: 'input.organization',
    });
  const reference = proof?.trim() ?? '';
  if (organization == null || reference === '' || reference.length > 200)
    throw badInput('input.proof', 'Give organization and proof together; proof has 1 to 200 characters.');
  return { organization, proof: reference };
};

/** Puts the recipients on the changes this unit makes of the things; tells which things got any. */
const attach = (
  unit: Unit,
  type: ChangeType,
  target: string,
  recipients: RecipientsOf,
): { targetId: number; number: string }[] => {
  const told = unit.changes.filter(
    (note) => note.type === type && note.target === target && recipients.has(note.targetId),
  );
  for (const note of told) note.recipients = recipients.get(note.targetId)!;
  return told.map(({ targetId, summary }) => ({ targetId, number: String(summary?.['number']) }));
};

/** A red entry takes nothing from its subject: its error is told to whoever used it, and nothing is owed for it. */
const redOf = async (unit: Unit, entryIds: readonly number[]): Promise<number[]> =>
  (
    await unit.rows<{ id: number }>(
      sql`select id from list_entry where id = any(${[...entryIds]}::bigint[]) and colour = 'RED'`,
    )
  ).map(({ id }) => id);
