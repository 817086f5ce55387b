import { HubError, badInput, illegalTransition, notFound } from '../../kernel/errors.js';
import type { EventBus } from '../../kernel/events.js';
import { idOfNothing } from '../../kernel/ids.js';
import { assertTransition } from '../../kernel/lifecycle.js';
import { sql } from '../../kernel/sql.js';
import type { RestorationStatus, RestorationTaskStatus } from '../../kernel/terms.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { DeadlineService } from '../deadlines/deadline.service.js';
import { changeAcknowledged } from '../delivery/delivery.events.js';
import type { FileService } from '../files/file.service.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { restorationLifecycle } from './restoration.lifecycle.js';
import { type Standing, isComplete } from './restoration.rules.js';
import type { CompleteRestorationTaskInput } from './restoration.types.js';

/** Brings restorations to their end: what is owed is done, who was told has acknowledged (Henan 42, 66). */
export class RestorationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly deadlines: DeadlineService,
    private readonly files: FileService,
  ) {}

  /** Says which event of a lower module leads to what here. */
  react(bus: EventBus<Unit>): void {
    bus.on(changeAcknowledged, async (unit, { target, targetId }) => {
      if (target === 'Restoration') await closeIfComplete(unit, targetId);
    });
  }

  /** The body that owes a task says that it was done; only the office may say that it is not required. */
  async completeRestorationTask(
    act: Act,
    input: CompleteRestorationTaskInput,
  ): Promise<{ restorationId: number }> {
    if (input.status === 'OPEN')
      throw badInput('input.status', 'status is DONE, or NOT_REQUIRED by the credit office.');
    if (input.note.trim() === '')
      throw badInput('input.note', 'Say what was done, or why it is not required; the subject reads it.');
    return this.work.run(act, 'completeRestorationTask', input, async (unit) => {
      const task = await lockTask(unit, input);
      assertMayComplete(unit, task, input.status);
      await unit.rows(sql`
        update restoration_task set status = ${input.status}, note = ${input.note}, done_at = ${unit.now}, done_by = ${unit.actor}
        where id = ${task.id}`);
      const { restorationId } = task;
      await this.files.attach(
        unit,
        input.files ?? [],
        { target: 'Restoration', targetId: restorationId },
        'input.files',
      );
      await this.deadlines.meet(unit, { target: 'RestorationTask', targetId: task.id });
      unit.audit({
        event: 'restorations.taskCompleted',
        target: 'Restoration',
        targetId: restorationId,
        detail: { kind: input.kind, status: input.status },
      });
      await closeIfComplete(unit, restorationId);
      return { restorationId };
    });
  }
}

interface LockedTask {
  id: number;
  restorationId: number;
  ownerId: number;
  status: RestorationTaskStatus;
}

/** The task, with its restoration locked first; for its owner and the office, for others it is not there. */
const lockTask = async (unit: Unit, input: CompleteRestorationTaskInput): Promise<LockedTask> => {
  const { restoration, kind } = input;
  const locked = await unit.one<{ id: number; version: number }>(
    sql`select id, version from restoration where number = ${restoration} for update`,
  );
  const task = await unit.one<LockedTask>(sql`
    select id, restoration_id as "restorationId", owner_id as "ownerId", status from restoration_task
    where restoration_id = ${locked?.id ?? idOfNothing} and kind = ${kind}`);
  const { kind: viewer, organizationId } = unit.act.principal;
  if (!locked || !task || (viewer !== 'OFFICE' && task.ownerId !== organizationId))
    throw notFound('The restoration', 'input.restoration');
  assertVersion(`Restoration ${restoration}`, locked, input);
  return task;
};

const assertMayComplete = (unit: Unit, task: LockedTask, status: RestorationTaskStatus): void => {
  if (task.status !== 'OPEN') throw illegalTransition('The task', task.status, status);
  if (status === 'NOT_REQUIRED' && unit.act.principal.kind !== 'OFFICE') {
    throw new HubError(
      'SEPARATION_OF_DUTIES',
      'Whoever owes the task does not excuse itself: the credit office says that it is not required (Henan 66).',
      { field: 'input.status', article: 'Henan 66' },
    );
  }
};

/**
 * Turns a restoration DONE in the act that closes the last of it. Its row is locked before anything is counted, so of
 * two last acts at once the second counts what the first did.
 */
const closeIfComplete = async (unit: Unit, restorationId: number): Promise<void> => {
  await unit.rows(sql`select id from restoration where id = ${restorationId} for update`);
  const standing = await unit.one<
    Standing & { number: string; status: RestorationStatus; subjectId: number; responsibleId: number }
  >(sql`
    select r.number, r.status, r.subject_id as "subjectId", r.responsible_id as "responsibleId",
      (select count(*)::int from restoration_task t where t.restoration_id = r.id and t.status = 'OPEN') as "openTasks",
      (select count(*)::int from change c join change_recipient cr on cr.position = c.position
        where c.target = 'Restoration' and c.target_id = r.id and cr.acknowledged_at is null) as "openRecipients"
    from restoration r where r.id = ${restorationId}`);
  if (!standing || !isComplete(standing)) return;
  const { number, status, subjectId, responsibleId } = standing;
  assertTransition(restorationLifecycle, status, 'DONE');
  await unit.rows(sql`
    update restoration set status = 'DONE', done_at = ${unit.now}, version = version + 1 where id = ${restorationId}`);
  await unit.status({ target: 'Restoration', targetIds: [restorationId], from: status, to: 'DONE' });
  unit.audit({ event: 'restorations.restorationDone', target: 'Restoration', targetId: restorationId });
  unit.change({
    type: 'RESTORATION_DONE',
    target: 'Restoration',
    targetId: restorationId,
    audience: 'PARTIES',
    parties: [responsibleId],
    subjectId,
    summary: { number },
  });
};
