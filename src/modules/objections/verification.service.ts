import { HubError, badInput, notFound } from '../../kernel/errors.js';
import { sql } from '../../kernel/sql.js';
import type { ObjectionStatus } from '../../kernel/terms.js';
import { assertVersion } from '../../kernel/version.rules.js';
import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { FileService } from '../files/file.service.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import type {
  AcceptObjectionInput,
  PauseObjectionInput,
  ReportVerificationInput,
  ResumeObjectionInput,
} from './input.types.js';
import { type LockedObjection, lockObjection } from './objection.repository.js';
import { decisionDueOn, verificationDueOn } from './objection.rules.js';

/** From acceptance to the provider's answer, with the clocks the law sets (Henan 41). The brake stays as it is. */
export class VerificationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lower: { deadlines: DeadlineService; files: FileService },
  ) {}

  acceptObjection(act: Act, input: AcceptObjectionInput): Promise<{ objectionId: number }> {
    return this.work.run(act, 'acceptObjection', input, async (unit) => {
      const objection = await lockObjection(unit, input.objection);
      assertVersion(`Objection ${objection.number}`, objection, input);
      assertIn(objection, ['SUBMITTED'], 'accepted');
      const dueAt = decisionDueOn(objection.receivedOn, !input.byProvider || objection.decidesItself);
      await unit.rows(sql`
        update objection set status = ${input.byProvider ? 'VERIFYING' : 'ACCEPTED'}, accepted_at = ${unit.now}, due_at = ${dueAt}::date,
          version = version + 1 where id = ${objection.id}`);
      if (dueAt !== objection.dueAt) await this.lower.deadlines.move(unit, decisionOf(objection), dueAt);
      await step(unit, objection, 'SUBMITTED', 'ACCEPTED');
      if (input.byProvider) await this.askProvider(unit, objection, dueAt);
      unit.audit({
        event: 'objections.objectionAccepted',
        target: 'Objection',
        targetId: objection.id,
        detail: { byProvider: input.byProvider, dueAt },
      });
      return { objectionId: objection.id };
    });
  }

  private async askProvider(unit: Unit, objection: LockedObjection, decisionDue: string): Promise<void> {
    const { id, number, providerId, subjectId } = objection;
    const dueOn = verificationDueOn(unit.today, decisionDue);
    await unit.rows(sql`
      insert into verification (objection_id, provider_id, asked_at, due_on) values (${id}, ${providerId}, ${unit.now}, ${dueOn}::date)`);
    await this.lower.deadlines.open(unit, {
      ...{ target: 'Objection', targetId: id, number, kind: 'VERIFICATION' },
      ownerId: providerId,
      dueOn,
    });
    await step(unit, objection, 'ACCEPTED', 'VERIFYING');
    unit.change({
      type: 'VERIFICATION_ASKED',
      target: 'Objection',
      targetId: id,
      audience: 'PARTIES',
      parties: [providerId],
      subjectId,
      summary: { number, dueOn },
    });
  }

  /** By the provider alone; whoever else asks learns nothing of the objection. */
  async reportVerification(act: Act, input: ReportVerificationInput): Promise<{ objectionId: number }> {
    assertSaid(input.reasons, 'input.reasons', 'Say what was verified and why it is right or wrong.');
    return this.work.run(act, 'reportVerification', input, async (unit) => {
      const objection = await lockObjection(unit, input.objection);
      if (objection.providerId !== unit.act.principal.organizationId)
        throw notFound('The objection', 'input.objection');
      assertVersion(`Objection ${objection.number}`, objection, input);
      assertIn(objection, ['VERIFYING'], 'verified');
      if (objection.reportedAt !== null)
        throw new HubError('ILLEGAL_TRANSITION', `Objection ${objection.number} was verified already.`, {
          state: objection.status,
        });
      await unit.rows(sql`
        update verification set finding = ${input.finding}, reasons = ${input.reasons}, reported_at = ${unit.now}, reported_by = ${unit.actor}
        where objection_id = ${objection.id}`);
      const of = { target: 'Objection', targetId: objection.id };
      await this.lower.files.attach(unit, input.files ?? [], of, 'input.files');
      await this.lower.deadlines.meet(unit, { ...of, kind: 'VERIFICATION' });
      unit.audit({
        event: 'objections.verificationReported',
        ...of,
        detail: { finding: input.finding },
      });
      return { objectionId: objection.id };
    });
  }

  /** Inspection, testing, quarantine, appraisal and expert review do not count (Henan 41, paragraph 3). */
  async pauseObjection(act: Act, input: PauseObjectionInput): Promise<{ objectionId: number }> {
    assertSaid(input.reason, 'input.reason', 'Say what has to be examined and by whom.');
    return this.work.run(act, 'pauseObjection', input, async (unit) => {
      const objection = await lockObjection(unit, input.objection);
      assertVersion(`Objection ${objection.number}`, objection, input);
      assertIn(objection, ['ACCEPTED', 'VERIFYING', 'REVIEWING'], 'paused');
      if (objection.paused)
        throw new HubError('ILLEGAL_TRANSITION', `The clocks of ${objection.number} stand already.`, {
          state: objection.status,
        });
      await unit.rows(sql`
        insert into objection_pause (objection_id, kind, reason, from_on, recorded_by)
        values (${objection.id}, ${input.kind}, ${input.reason}, ${unit.today}::date, ${unit.actor})`);
      const of = { target: 'Objection', targetId: objection.id };
      await this.lower.deadlines.pause(unit, of);
      unit.audit({ event: 'objections.objectionPaused', ...of, detail: { kind: input.kind } });
      return { objectionId: objection.id };
    });
  }

  resumeObjection(act: Act, input: ResumeObjectionInput): Promise<{ objectionId: number }> {
    return this.work.run(act, 'resumeObjection', input, async (unit) => {
      const objection = await lockObjection(unit, input.objection);
      assertVersion(`Objection ${objection.number}`, objection, input);
      if (!objection.paused)
        throw new HubError('ILLEGAL_TRANSITION', `The clocks of ${objection.number} run already.`, {
          state: objection.status,
        });
      await unit.rows(sql`
        update objection_pause set until_on = ${unit.today}::date where objection_id = ${objection.id} and until_on is null`);
      const [dueAt] = await this.lower.deadlines.resume(unit, decisionOf(objection));
      const verification = { ...decisionOf(objection), kind: 'VERIFICATION' as const };
      const [dueOn] = await this.lower.deadlines.resume(unit, verification);
      await unit.rows(sql`
        update objection set due_at = coalesce(${dueAt ?? null}::date, due_at), version = version + 1 where id = ${objection.id}`);
      if (dueOn !== undefined)
        await unit.rows(
          sql`update verification set due_on = ${dueOn}::date where objection_id = ${objection.id}`,
        );
      unit.audit({
        event: 'objections.objectionResumed',
        target: 'Objection',
        targetId: objection.id,
        detail: { dueAt: dueAt ?? objection.dueAt },
      });
      return { objectionId: objection.id };
    });
  }
}

const decisionOf = ({ id }: LockedObjection) => ({
  target: 'Objection',
  targetId: id,
  kind: 'OBJECTION_DECISION' as const,
});

const step = (unit: Unit, { id }: LockedObjection, from: ObjectionStatus, to: ObjectionStatus) =>
  unit.status({ target: 'Objection', targetIds: [id], from, to });

const assertSaid = (text: string, field: string, message: string): void => {
  if (text.trim() === '') throw badInput(field, message);
};

const assertIn = (
  { number, status }: LockedObjection,
  wanted: readonly ObjectionStatus[],
  done: string,
): void => {
  if (wanted.includes(status)) return;
  throw new HubError(
    'ILLEGAL_TRANSITION',
    `Objection ${number} is ${status}; it can be ${done} while it is ${wanted.join(' or ')}.`,
    { state: status },
  );
};
