import type { Cause } from '../../kernel/cause.js';
import type { EventBus } from '../../kernel/events.js';
import { newNumber } from '../../kernel/ids.js';
import { sql } from '../../kernel/sql.js';
import { restorationTaskKinds } from '../../kernel/terms.js';
import { addWorkingDays } from '../../kernel/working-days.js';
import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { DeliveryService } from '../delivery/delivery.service.js';
import {
  recipientsOfCheck,
  recipientsOfEntries,
  recipientsOfInstructions,
  recipientsOfRecords,
} from '../delivery/recipient.repository.js';
import { type Recipient, type RecipientsOf, acknowledgementDays } from '../delivery/recipient.rules.js';
import type { DocumentService } from '../documents/document.service.js';
import type { Unit } from '../ledger/unit.service.js';
import { entriesEnded, entryCorrected } from '../lists/entry.events.js';
import { objectionUpheld } from '../objections/objection.events.js';
import { recordCorrected, recordWithdrawn } from '../records/record.events.js';
import { type Unwinding, correctionNotice } from './correction-notice.rules.js';
import { taskDays } from './restoration.rules.js';
import {
  endedEntriesOf,
  wrongCheck,
  wrongEntries,
  wrongInstruction,
  wrongRecord,
} from './wrong-thing.repository.js';
import type { WrongThing } from './wrong-thing.rules.js';

/** Why something is unwound, and how. */
export interface Occasion {
  unwinding: Unwinding;
  reason: string;
  cause: Cause;
}

interface Opened {
  id: number;
  number: string;
}

/** Opens a restoration in the very act that takes something wrong back (Policy 五(五), Henan 42, 66). */
export class OpeningService {
  constructor(
    private readonly delivery: DeliveryService,
    private readonly deadlines: DeadlineService,
    private readonly documents: DocumentService,
  ) {}

  /** Says which event of a lower module leads to what here. */
  react(bus: EventBus<Unit>): void {
    bus.on(entriesEnded, async (unit, { publishedIds, status, reason, cause }) => {
      if (status === 'REVOKED')
        await this.ofEntries(unit, publishedIds, { unwinding: 'REVOKED', reason, cause });
    });
    bus.on(entryCorrected, (unit, { entryId, reason, cause }) =>
      this.ofEntries(unit, [entryId], { unwinding: 'CORRECTED', reason, cause }),
    );
    bus.on(recordWithdrawn, async (unit, { recordId, kind, reason, cause }) => {
      if (kind !== 'REVOKED') return;
      const occasion: Occasion = { unwinding: 'REVOKED', reason, cause };
      await this.ofRecord(unit, recordId, occasion);
      await this.ofEntries(unit, await endedEntriesOf(unit, recordId), occasion);
    });
    bus.on(recordCorrected, async (unit, { recordId, reason, cause }) => {
      const disclosed = await unit.one(
        sql`select 1 as disclosed from credit_record where id = ${recordId} and disclosure <> 'INTERNAL'`,
      );
      if (disclosed) await this.ofRecord(unit, recordId, { unwinding: 'CORRECTED', reason, cause });
    });
    bus.on(objectionUpheld, async (unit, { objectionId, instructionId, checkId, subjectId, reason }) => {
      const occasion: Occasion = { unwinding: 'REVOKED', reason, cause: { kind: 'OBJECTION', objectionId } };
      if (instructionId !== null) await this.ofInstruction(unit, instructionId, occasion);
      if (checkId !== null) await this.ofCheck(unit, checkId, subjectId, occasion);
    });
  }

  async ofEntries(unit: Unit, entryIds: readonly number[], occasion: Occasion): Promise<void> {
    const wrong = await wrongEntries(unit, entryIds);
    if (wrong.length > 0) await this.open(unit, wrong, await recipientsOfEntries(unit, entryIds), occasion);
  }

  async ofRecord(unit: Unit, recordId: number, occasion: Occasion): Promise<void> {
    await this.open(
      unit,
      await wrongRecord(unit, recordId),
      await recipientsOfRecords(unit, [recordId]),
      occasion,
    );
  }

  async ofInstruction(unit: Unit, instructionId: number, occasion: Occasion): Promise<void> {
    const recipients = await recipientsOfInstructions(unit, [instructionId]);
    await this.open(unit, await wrongInstruction(unit, instructionId), recipients, occasion);
  }

  private async ofCheck(unit: Unit, checkId: number, subjectId: number, occasion: Occasion): Promise<void> {
    const recipients = await recipientsOfCheck(unit, checkId, subjectId);
    await this.open(unit, await wrongCheck(unit, checkId, subjectId), recipients, occasion);
  }

  private async open(
    unit: Unit,
    things: readonly WrongThing[],
    recipients: RecipientsOf,
    occasion: Occasion,
  ): Promise<void> {
    for (const thing of things) {
      const told = recipients.get(thing.id) ?? [];
      const opened = await insertRestoration(unit, thing, occasion);
      await unit.status({
        target: 'Restoration',
        targetIds: [opened.id],
        from: null,
        to: 'OPEN',
        reason: occasion.reason,
      });
      announceOpened(unit, thing, opened, told, occasion);
      await this.delivery.askToAcknowledge(
        unit,
        { target: 'Restoration', targetId: opened.id, number: opened.number },
        told,
      );
      await this.oweTasks(unit, thing, opened);
      await this.makeOutNotice(unit, thing, opened, told, occasion);
    }
  }

  /** What is owed beside (Henan 66), by the body that made the error, each with its last day. */
  private async oweTasks(unit: Unit, thing: WrongThing, restoration: Opened): Promise<void> {
    for (const { kind, dueOn } of dueTasks(unit.today)) {
      const task = await unit.one<{ id: number }>(sql`
        insert into restoration_task (restoration_id, kind, owner_id, due_on, status)
        values (${restoration.id}, ${kind}, ${thing.responsibleId}, ${dueOn}::date, 'OPEN') returning id`);
      await this.deadlines.open(unit, {
        target: 'RestorationTask',
        targetId: task!.id,
        number: restoration.number,
        kind: 'RESTORATION_TASK',
        ownerId: thing.responsibleId,
        dueOn,
      });
    }
  }

  private async makeOutNotice(
    unit: Unit,
    thing: WrongThing,
    restoration: Opened,
    recipients: readonly Recipient[],
    { unwinding, reason }: Occasion,
  ): Promise<void> {
    const facts = {
      number: restoration.number,
      thing,
      unwinding,
      reason,
      day: unit.today,
      recipients,
      acknowledgeBy: addWorkingDays(unit.today, acknowledgementDays),
      tasks: dueTasks(unit.today),
    };
    await this.documents.makeOut(unit, {
      kind: 'CORRECTION_NOTICE',
      target: 'Restoration',
      targetId: restoration.id,
      subjectId: thing.subjectId,
      organizationId: thing.responsibleId,
      content: (number) => correctionNotice(facts, number),
    });
  }
}

const dueTasks = (today: string) =>
  restorationTaskKinds.map((kind) => ({ kind, dueOn: addWorkingDays(today, taskDays[kind]) }));

const insertRestoration = async (
  unit: Unit,
  thing: WrongThing,
  { reason, cause }: Occasion,
): Promise<Opened> => {
  const number = newNumber('H', unit.today);
  const of = (target: WrongThing['target']) => (thing.target === target ? thing.id : null);
  const made = await unit.one<{ id: number }>(sql`
    insert into restoration (number, cause, entry_id, record_id, instruction_id, check_id, subject_id, objection_id, outcome_id,
      responsible_id, reason, status, opened_at, version)
    values (${number}, ${cause.kind}, ${of('ListEntry')}, ${of('CreditRecord')}, ${of('Instruction')}, ${of('Check')},
      ${thing.subjectId}, ${cause.objectionId ?? null}, ${cause.outcomeId ?? null}, ${thing.responsibleId}, ${reason}, 'OPEN',
      ${unit.now}, 1) returning id`);
  return { id: made!.id, number };
};

/** Everybody who had it is told what to take back, in words that name nobody (Henan 42). */
const announceOpened = (
  unit: Unit,
  thing: WrongThing,
  { id, number }: Opened,
  recipients: readonly Recipient[],
  { unwinding, cause }: Occasion,
): void => {
  unit.audit({
    event: 'restorations.restorationOpened',
    target: 'Restoration',
    targetId: id,
    detail: { cause: cause.kind, of: thing.target, ofId: thing.id, recipients: recipients.length },
  });
  unit.change({
    type: 'RESTORATION_OPENED',
    target: 'Restoration',
    targetId: id,
    audience: 'PARTIES',
    parties: [thing.responsibleId],
    recipients,
    subjectId: thing.subjectId,
    summary: { number, cause: cause.kind, of: thing.target, thing: thing.number, unwinding },
  });
};
