import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../db/request-context.js';
import type { DecisionService } from './decision.service.js';
import {
  AcceptObjectionInput,
  AcceptObjectionPayload,
  DecideObjectionInput,
  DecideObjectionPayload,
  PauseObjectionInput,
  PauseObjectionPayload,
  RaiseObjectionInput,
  RaiseObjectionPayload,
  RecordReviewInput,
  RecordReviewPayload,
  ReportVerificationInput,
  ReportVerificationPayload,
  RequestReviewInput,
  RequestReviewPayload,
  ResumeObjectionInput,
  ResumeObjectionPayload,
} from './input.types.js';
import { objectionLoader } from './objection.loader.js';
import type { ObjectionService } from './objection.service.js';
import type { VerificationService } from './verification.service.js';

/** Receipt and verification, step by step. */
@Resolver()
export class ObjectionStepResolver {
  constructor(
    private readonly objections: ObjectionService,
    private readonly verifications: VerificationService,
  ) {}

  @Mutation(() => RaiseObjectionPayload, {
    description: 'Raises an objection: marks and suspends at once (Policy 五(三), Henan 41). 提出异议',
  })
  async raiseObjection(
    @Arg('input', () => RaiseObjectionInput) input: RaiseObjectionInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.objections.raiseObjection(context, input));
  }

  @Mutation(() => AcceptObjectionPayload, {
    description:
      'Accepts an objection: the office decides it itself, or asks the provider (Henan 41). 受理异议',
  })
  async acceptObjection(
    @Arg('input', () => AcceptObjectionInput) input: AcceptObjectionInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.verifications.acceptObjection(context, input));
  }

  @Mutation(() => ReportVerificationPayload, {
    description: 'What the provider found, within three working days (Henan 41). 反馈核查结果',
  })
  async reportVerification(
    @Arg('input', () => ReportVerificationInput) input: ReportVerificationInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.verifications.reportVerification(context, input));
  }

  @Mutation(() => PauseObjectionPayload, {
    description:
      'Stops the clocks for inspection, testing, quarantine, appraisal or expert review (Henan 41). 停止计时',
  })
  async pauseObjection(
    @Arg('input', () => PauseObjectionInput) input: PauseObjectionInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.verifications.pauseObjection(context, input));
  }

  @Mutation(() => ResumeObjectionPayload, {
    description: 'Lets the clocks run again; the working days that passed are added (Henan 41). 恢复计时',
  })
  async resumeObjection(
    @Arg('input', () => ResumeObjectionInput) input: ResumeObjectionInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.verifications.resumeObjection(context, input));
  }
}

/** Decision and re-check, step by step. */
@Resolver()
export class DecisionStepResolver {
  constructor(private readonly decisions: DecisionService) {}

  @Mutation(() => DecideObjectionPayload, {
    description: 'Decides an objection: restores, revokes or corrects (Henan 41, 66). 处理异议',
  })
  async decideObjection(
    @Arg('input', () => DecideObjectionInput) input: DecideObjectionInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.decisions.decideObjection(context, input));
  }

  @Mutation(() => RequestReviewPayload, {
    description:
      'Asks for a re-check by the provincial authority after a dismissal, once: suspends again (Henan 28). 申请复核',
  })
  async requestReview(
    @Arg('input', () => RequestReviewInput) input: RequestReviewInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.decisions.requestReview(context, input));
  }

  @Mutation(() => RecordReviewPayload, {
    description: "Records the provincial authority's decision and carries it out (Henan 28). 登记复核结果",
  })
  async recordReview(
    @Arg('input', () => RecordReviewInput) input: RecordReviewInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.decisions.recordReview(context, input));
  }
}

const payloadOf = async (context: RequestContext, { objectionId }: { objectionId: number }) => ({
  objection: await context.loader(objectionLoader).load(objectionId),
});
