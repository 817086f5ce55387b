import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Soon } from '../../kernel/soon.js';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { instructionLoader } from '../enforcement/instruction.loader.js';
import { entryLoader } from '../lists/entry.loader.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { recordLoader } from '../records/record.loader.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import { outcomePage } from './outcome.repository.js';
import type { OutcomeService } from './outcome.service.js';
import {
  Outcome,
  OutcomeConnection,
  OutcomeFilter,
  RecordOutcomeInput,
  RecordOutcomePayload,
} from './outcome.types.js';
import { outcomeLoader, subjectOutcomesLoader } from './restoration.loader.js';
import { RevokeRecordInput, RevokeRecordPayload } from './restoration.types.js';

@Resolver(() => Outcome)
export class OutcomeResolver {
  constructor(private readonly service: OutcomeService) {}

  @Query(() => OutcomeConnection, {
    description:
      'Outcomes of complaints, reviews and lawsuits the viewer has a part in (Policy 五(五)). 救济结果列表',
  })
  outcomes(
    @Arg('filter', () => OutcomeFilter, { nullable: true }) filter: OutcomeFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return outcomePage(context.reader, filter ?? {}, page);
  }

  @Mutation(() => RecordOutcomePayload, {
    description:
      'Records how a complaint, review or lawsuit ended, and carries it out at once (Policy 五(五)). 登记救济结果',
  })
  async recordOutcome(
    @Arg('input', () => RecordOutcomeInput) input: RecordOutcomeInput,
    @Ctx() context: RequestContext,
  ) {
    const { outcomeId } = await this.service.recordOutcome(context, input);
    return { outcome: await context.loader(outcomeLoader).load(outcomeId) };
  }

  @Mutation(() => RevokeRecordPayload, {
    description:
      'Revokes a record whose act was annulled; what rests on it is revoked with it (Henan 42). 撤销信用信息',
  })
  async revokeRecord(
    @Arg('input', () => RevokeRecordInput) input: RevokeRecordInput,
    @Ctx() context: RequestContext,
  ) {
    const { recordId } = await this.service.revokeRecord(context, input);
    return { record: await context.loader(recordLoader).load(recordId) };
  }

  @FieldResolver()
  entry(@Root() { entryId }: Outcome, @Ctx() context: RequestContext): Soon<object | null> {
    return entryId === null ? null : context.loader(entryLoader).load(entryId);
  }

  @FieldResolver()
  record(@Root() { recordId }: Outcome, @Ctx() context: RequestContext): Soon<object | null> {
    return recordId === null ? null : context.loader(recordLoader).load(recordId);
  }

  @FieldResolver()
  instruction(@Root() { instructionId }: Outcome, @Ctx() context: RequestContext): Soon<object | null> {
    return instructionId === null ? null : context.loader(instructionLoader).load(instructionId);
  }

  @FieldResolver()
  subject(@Root() { subjectId }: Outcome, @Ctx() context: RequestContext): Soon<Subject | null> {
    return context.loader(subjectLoader).load(subjectId);
  }

  @FieldResolver()
  recordedBy(@Root() { organizationId }: Outcome, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(organizationId);
  }
}

/** What this module adds to a subject. */
@Resolver(() => Subject)
export class SubjectOutcomesResolver {
  @FieldResolver(() => [Outcome], {
    description: 'Outcomes of its complaints, reviews and lawsuits that the viewer may see. 救济结果',
  })
  outcomes(@Root() subject: Subject, @Ctx() context: RequestContext) {
    return context.loader(subjectOutcomesLoader).load(subject.id);
  }
}
