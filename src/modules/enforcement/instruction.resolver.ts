import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { overSocketOnly } from '../ledger/feed.rules.js';
import { entryLoader } from '../lists/entry.loader.js';
import { ListEntry, ServeEntryNoticeInput } from '../lists/entry.types.js';
import { measureLoader } from '../measures/measure.loader.js';
import { Measure } from '../measures/measure.types.js';
import { clauseLoader, memorandumLoader } from '../memoranda/memorandum.loader.js';
import { Clause, Memorandum } from '../memoranda/memorandum.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization, StatusChange } from '../organizations/organization.types.js';
import { instructionHistoryLoader } from '../organizations/status.loader.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import { checkLoader } from './check.loader.js';
import { Check } from './check.types.js';
import type { ExecutionService } from './execution.service.js';
import {
  feedbackLoader,
  instructionFeedbackLoader,
  instructionLoader,
  instructionNoticesLoader,
  noticeLoader,
} from './instruction.loader.js';
import { instructionPage } from './instruction.repository.js';
import {
  AcknowledgeInstructionInput,
  AcknowledgeInstructionPayload,
  DeclineInstructionInput,
  DeclineInstructionPayload,
  Feedback,
  Instruction,
  InstructionConnection,
  InstructionFilter,
  Notice,
  ReportFeedbackInput,
  ReportFeedbackPayload,
  ServeEntryNoticePayload,
  ServeNoticeInput,
  ServeNoticePayload,
} from './instruction.types.js';
import type { NoticeService } from './notice.service.js';

@Resolver(() => Instruction)
export class InstructionResolver {
  @Query(() => InstructionConnection, {
    description: 'Instructions of the own agency; all for the office. 奖惩任务列表',
  })
  instructions(
    @Arg('filter', () => InstructionFilter, { nullable: true }) filter: InstructionFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return instructionPage(context.reader, filter ?? {}, page);
  }

  @FieldResolver(() => ListEntry, { description: 'The entry. 名单条目' })
  entry(@Root() row: Instruction, @Ctx() context: RequestContext) {
    return context.loader(entryLoader).load(row.entryId);
  }

  @FieldResolver(() => Subject, { nullable: true, description: 'The subject. 信用主体' })
  subject(@Root() row: Instruction, @Ctx() context: RequestContext) {
    return context.loader(subjectLoader).load(row.subjectId);
  }

  @FieldResolver(() => Measure, { description: 'The measure. 措施' })
  measure(@Root() row: Instruction, @Ctx() context: RequestContext) {
    return context.loader(measureLoader).load(row.measureId);
  }

  @FieldResolver(() => Clause, { description: 'The clause that asks for it. 条款' })
  clause(@Root() row: Instruction, @Ctx() context: RequestContext) {
    return context.loader(clauseLoader).load(row.clauseId);
  }

  @FieldResolver(() => Memorandum, { description: 'The memorandum. 备忘录' })
  memorandum(@Root() row: Instruction, @Ctx() context: RequestContext) {
    return context.loader(memorandumLoader).load(row.memorandumId);
  }

  @FieldResolver(() => Organization, { description: 'Who has to carry it out. 实施单位' })
  agency(@Root() row: Instruction, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(row.agencyId);
  }

  @FieldResolver(() => Check, { nullable: true, description: 'The check that triggered it. 触发的查询比对' })
  check(@Root() row: Instruction, @Ctx() context: RequestContext) {
    return row.checkId === null ? null : context.loader(checkLoader).load(row.checkId);
  }

  @FieldResolver(() => Notice, { nullable: true, description: 'The notice served on the subject. 告知书' })
  async notice(@Root() row: Instruction, @Ctx() context: RequestContext) {
    return (await context.loader(instructionNoticesLoader).load(row.id))[0] ?? null;
  }

  @FieldResolver(() => [Feedback], { description: 'What the agency reported. 执行反馈' })
  feedback(@Root() row: Instruction, @Ctx() context: RequestContext) {
    return context.loader(instructionFeedbackLoader).load(row.id);
  }

  @FieldResolver(() => [StatusChange], { description: 'Its life so far. 状态变更记录' })
  history(@Root() row: Instruction, @Ctx() context: RequestContext) {
    return context.loader(instructionHistoryLoader).load(row.id);
  }
}

/** Events are read by `instructionStream`; the server brings each as the root value. */
@Resolver(() => Instruction)
export class InstructionStreamResolver {
  @Subscription(() => Instruction, {
    subscribe: overSocketOnly,
    description:
      'Instructions of the own agency as they are issued; begins behind `after`, or now (Policy 四(四)). 奖惩任务订阅',
  })
  instructionIssued(
    @Arg('after', () => String, { nullable: true }) _after: string | null,
    @Root() instruction: Instruction,
  ) {
    return instruction;
  }
}

@Resolver(() => Instruction)
export class ExecutionResolver {
  constructor(
    private readonly execution: ExecutionService,
    private readonly notices: NoticeService,
  ) {}

  @Mutation(() => AcknowledgeInstructionPayload, { description: 'Acknowledges an instruction. 签收任务' })
  async acknowledgeInstruction(
    @Arg('input', () => AcknowledgeInstructionInput) input: AcknowledgeInstructionInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.execution.acknowledgeInstruction(context, input));
  }

  @Mutation(() => ServeNoticePayload, {
    description:
      'Records the notice to the subject, before a punishment is applied (Policy 三(二)). 告知主体',
  })
  async serveNotice(
    @Arg('input', () => ServeNoticeInput) input: ServeNoticeInput,
    @Ctx() context: RequestContext,
  ) {
    const done = await this.execution.serveNotice(context, input);
    return {
      ...(await payloadOf(context, done)),
      notice: await context.loader(noticeLoader).load(done.noticeId),
    };
  }

  @Mutation(() => ReportFeedbackPayload, { description: 'Reports what was done (Policy 四(五)). 执行反馈' })
  async reportFeedback(
    @Arg('input', () => ReportFeedbackInput) input: ReportFeedbackInput,
    @Ctx() context: RequestContext,
  ) {
    const done = await this.execution.reportFeedback(context, input);
    return {
      ...(await payloadOf(context, done)),
      feedback: await context.loader(feedbackLoader).load(done.feedbackId),
    };
  }

  @Mutation(() => DeclineInstructionPayload, {
    description: 'Declines an instruction with a reason. 不予执行',
  })
  async declineInstruction(
    @Arg('input', () => DeclineInstructionInput) input: DeclineInstructionInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.execution.declineInstruction(context, input));
  }

  @Mutation(() => ServeEntryNoticePayload, {
    description: 'Records the notice before listing (Henan 28). 事前告知或公示',
  })
  async serveEntryNotice(
    @Arg('input', () => ServeEntryNoticeInput) input: ServeEntryNoticeInput,
    @Ctx() context: RequestContext,
  ) {
    const { entryId, noticeId } = await this.notices.serveEntryNotice(context, input);
    return {
      entry: await context.loader(entryLoader).load(entryId),
      notice: await context.loader(noticeLoader).load(noticeId),
    };
  }
}

const payloadOf = async (context: RequestContext, { instructionId }: { instructionId: number }) => ({
  instruction: await context.loader(instructionLoader).load(instructionId),
});
