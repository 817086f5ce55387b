import { HubError, badInput } from '../../kernel/errors.js';
import { newNumber } from '../../kernel/ids.js';
import { assertTransition } from '../../kernel/lifecycle.js';
import { sql } from '../../kernel/sql.js';
import type { InstructionStatus } from '../../kernel/terms.js';
import { saidUnder } from '../documents/content.rules.js';
import type { Act, Unit, UnitOfWork } from '../ledger/unit.service.js';
import { FeedbackEntity, NoticeEntity } from './instruction.entity.js';
import { instructionLifecycle } from './instruction.lifecycle.js';
import type {
  AcknowledgeInstructionInput,
  DeclineInstructionInput,
  ReportFeedbackInput,
  ServeNoticeInput,
} from './instruction.types.js';
import { assertSameReason, assertServiceDay } from './notice.rules.js';
import {
  type LockedInstruction,
  ownInstruction,
  instructionToTellOf,
  occasionOf,
} from './own-instruction.repository.js';
import type { MadePaper, PaperService } from './paper.service.js';

/** An agency carries its instructions out: acknowledges, tells the subject, applies, feeds back (Policy 三(二), 四(五)). */
export class ExecutionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly papers: PaperService,
  ) {}

  acknowledgeInstruction(act: Act, input: AcknowledgeInstructionInput) {
    return this.work.run(act, 'acknowledgeInstruction', input, async (unit) => {
      const instruction = await ownInstruction(unit, input);
      await turn(unit, instruction, 'ACKNOWLEDGED', null);
      await unit.rows(sql`update instruction set acknowledged_at = ${unit.now} where id = ${instruction.id}`);
      return { instructionId: instruction.id };
    });
  }

  /** The notice to the subject: basis, reason, rights, with proof of service (invariant 3). */
  serveNotice(act: Act, input: ServeNoticeInput) {
    return this.work.run(act, 'serveNotice', input, async (unit) => {
      const instruction = await instructionToTellOf(unit, input);
      assertServiceDay(input.servedOn, unit.today);
      if (input.servedOn < instruction.issuedOn)
        throw badInput('input.servedOn', 'servedOn is before the instruction was issued.');
      if (input.proof.trim() === '')
        throw badInput('input.proof', 'proof is empty; the subject has to be told, provably.');
      const paper = await this.paperServed(unit, instruction, input);
      const notice = unit.em.create(NoticeEntity, {
        number: newNumber('N', unit.today),
        entry: null,
        instruction: instruction.id,
        document: paper.documentId,
        subject: instruction.subjectId,
        servedOn: input.servedOn,
        channel: input.channel,
        proof: input.proof,
        basis: instruction.basis,
        reason: saidUnder(paper.content, '理由', input.reason ?? ''),
        rights: saidUnder(paper.content, '权利', ''),
        organization: instruction.agencyId,
        createdAt: unit.now,
      });
      await unit.em.flush();
      unit.audit({
        event: 'enforcement.noticeServed',
        target: 'Instruction',
        targetId: instruction.id,
        detail: { notice: notice.number },
      });
      return { instructionId: instruction.id, noticeId: notice.id };
    });
  }

  /** The paper named, which says its own reason, or one made out now. */
  private async paperServed(
    unit: Unit,
    instruction: LockedInstruction,
    { document, reason, servedOn }: ServeNoticeInput,
  ): Promise<MadePaper> {
    if (document == null) return this.papers.measure(unit, occasionOf(instruction, reason, servedOn));
    const paper = await this.papers.pick(
      unit,
      { target: 'Instruction', targetId: instruction.id },
      document,
      servedOn,
    );
    assertSameReason(paper, reason);
    return paper;
  }

  reportFeedback(act: Act, input: ReportFeedbackInput) {
    return this.work.run(act, 'reportFeedback', input, async (unit) => {
      const instruction = await ownInstruction(unit, input);
      if (input.appliedOn > unit.today) throw badInput('input.appliedOn', 'appliedOn is in the future.');
      if (input.appliedOn < instruction.issuedOn)
        throw badInput('input.appliedOn', 'appliedOn is before the instruction was issued.');
      await (input.outcome === 'APPLIED' ? apply(unit, instruction, input) : assertLifted(instruction));
      const feedback = unit.em.create(FeedbackEntity, {
        instruction: instruction.id,
        outcome: input.outcome,
        appliedOn: input.appliedOn,
        businessNumber: input.businessNumber ?? null,
        detail: input.detail ?? null,
        organization: instruction.agencyId,
        reportedAt: unit.now,
      });
      await unit.em.flush();
      unit.audit({
        event: 'enforcement.feedbackReported',
        target: 'Instruction',
        targetId: instruction.id,
        detail: { outcome: input.outcome },
      });
      return { instructionId: instruction.id, feedbackId: feedback.id };
    });
  }

  async declineInstruction(act: Act, input: DeclineInstructionInput) {
    if (input.reason.trim() === '')
      throw badInput('input.reason', 'Say why it is declined; the credit office judges the reason.');
    return this.work.run(act, 'declineInstruction', input, async (unit) => {
      const instruction = await ownInstruction(unit, input);
      await turn(unit, instruction, 'DECLINED', input.reason);
      await unit.rows(
        sql`update instruction set decline_reason = ${input.reason}, ended_at = ${unit.now} where id = ${instruction.id}`,
      );
      return { instructionId: instruction.id };
    });
  }
}

const turn = async (
  unit: Unit,
  instruction: LockedInstruction,
  to: InstructionStatus,
  reason: string | null,
): Promise<void> => {
  assertNotSuspended(instruction);
  assertTransition(instructionLifecycle, instruction.status, to);
  await unit.rows(
    sql`update instruction set status = ${to}, version = version + 1 where id = ${instruction.id}`,
  );
  await unit.status({
    target: 'Instruction',
    targetIds: [instruction.id],
    from: instruction.status,
    to,
    reason,
  });
  unit.audit({
    event: `enforcement.instruction${to[0]}${to.slice(1).toLowerCase()}`,
    target: 'Instruction',
    targetId: instruction.id,
  });
  unit.change({
    type: 'INSTRUCTION_UPDATED',
    target: 'Instruction',
    targetId: instruction.id,
    audience: 'PARTIES',
    parties: [instruction.agencyId],
    summary: { number: instruction.number, status: to },
  });
};

const assertNotSuspended = (instruction: LockedInstruction): void => {
  if (instruction.status !== 'SUSPENDED') return;
  throw new HubError(
    'ILLEGAL_TRANSITION',
    `Instruction ${instruction.number} is SUSPENDED: an objection is being verified and nothing may be carried out (Policy 五(三)).`,
    {
      state: 'SUSPENDED',
      article: 'Policy 五(三)',
    },
  );
};

/** A punishment is applied only after a served notice (Policy 三(二), invariant 3). */
const apply = async (
  unit: Unit,
  instruction: LockedInstruction,
  input: ReportFeedbackInput,
): Promise<void> => {
  assertNotSuspended(instruction);
  if (instruction.lastDay !== null && instruction.lastDay < unit.today) {
    throw new HubError(
      'ILLEGAL_TRANSITION',
      `Instruction ${instruction.number} was over on ${instruction.lastDay}: the term of its entry or memorandum, or the measure's statutory limit.`,
      { state: instruction.status, article: 'Henan 37' },
    );
  }
  if (instruction.kind === 'PUNISHMENT') {
    const notice = await unit.one<{ servedOn: string }>(sql`
      select min(served_on) as "servedOn" from notice where instruction_id = ${instruction.id} having count(*) > 0`);
    if (!notice) {
      throw new HubError(
        'NOTICE_MISSING',
        `Instruction ${instruction.number}: the subject was not told yet. Call serveNotice first (Policy 三(二)).`,
        {
          field: 'input.instruction',
          article: 'Policy 三(二)',
        },
      );
    }
    if (input.appliedOn < notice.servedOn)
      throw badInput('input.appliedOn', `appliedOn is before the notice was served on ${notice.servedOn}.`);
  }
  await turn(unit, instruction, 'APPLIED', input.detail ?? null);
  await unit.rows(sql`update instruction set applied_at = ${unit.now} where id = ${instruction.id}`);
};

/** Lifting follows the end of the entry; the agency confirms that it did (Henan 37). */
const assertLifted = (instruction: LockedInstruction): void => {
  if (instruction.status === 'LIFTED') return;
  throw new HubError(
    'ILLEGAL_TRANSITION',
    `Instruction ${instruction.number} is ${instruction.status}; LIFTED is reported once its entry, measure or memorandum ended.`,
    {
      state: instruction.status,
    },
  );
};
