import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { objectionDeadlinesLoader } from '../deadlines/deadline.loader.js';
import { Deadline } from '../deadlines/deadline.types.js';
import { checkLoader } from '../enforcement/check.loader.js';
import { Check } from '../enforcement/check.types.js';
import { instructionLoader } from '../enforcement/instruction.loader.js';
import { Instruction } from '../enforcement/instruction.types.js';
import { entryLoader } from '../lists/entry.loader.js';
import { ListEntry } from '../lists/entry.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization, StatusChange } from '../organizations/organization.types.js';
import { objectionHistoryLoader } from '../organizations/status.loader.js';
import { recordLoader } from '../records/record.loader.js';
import { CreditRecord } from '../records/record.types.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import { pausesLoader, verificationLoader } from './objection.loader.js';
import { objectionPage } from './objection.repository.js';
import {
  Objection,
  ObjectionConnection,
  ObjectionFilter,
  ObjectionPause,
  Verification,
} from './objection.types.js';

@Resolver(() => Objection)
export class ObjectionResolver {
  @Query(() => ObjectionConnection, {
    description: 'Objections the viewer has a part in; all for the office. 异议列表',
  })
  objections(
    @Arg('filter', () => ObjectionFilter, { nullable: true }) filter: ObjectionFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return objectionPage(context.reader, filter ?? {}, page);
  }

  @FieldResolver(() => ListEntry, { nullable: true, description: 'The entry objected to. 名单条目' })
  entry(@Root() row: Objection, @Ctx() context: RequestContext) {
    return row.entryId === null ? null : context.loader(entryLoader).load(row.entryId);
  }

  @FieldResolver(() => CreditRecord, { nullable: true, description: 'The record objected to. 信用信息' })
  record(@Root() row: Objection, @Ctx() context: RequestContext) {
    return row.recordId === null ? null : context.loader(recordLoader).load(row.recordId);
  }

  @FieldResolver(() => Subject, { nullable: true, description: 'Whom it is about. 信用主体' })
  subject(@Root() row: Objection, @Ctx() context: RequestContext) {
    return context.loader(subjectLoader).load(row.subjectId);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'The agency that raised it; null when the subject did. 提出单位',
  })
  raisedBy(@Root() row: Objection, @Ctx() context: RequestContext) {
    return row.raisedById === null ? null : context.loader(organizationLoader).load(row.raisedById);
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Who decided. 处理单位' })
  decidedBy(@Root() row: Objection, @Ctx() context: RequestContext) {
    return row.decidedById === null ? null : context.loader(organizationLoader).load(row.decidedById);
  }

  @FieldResolver(() => [StatusChange], { description: 'Its life so far. 状态变更记录' })
  history(@Root() row: Objection, @Ctx() context: RequestContext) {
    return context.loader(objectionHistoryLoader).load(row.id);
  }

  @FieldResolver(() => Instruction, {
    nullable: true,
    description: 'The measure applied that is objected to. 奖惩任务',
  })
  instruction(@Root() row: Objection, @Ctx() context: RequestContext) {
    return row.instructionId === null ? null : context.loader(instructionLoader).load(row.instructionId);
  }

  @FieldResolver(() => Check, {
    nullable: true,
    description: 'The check whose answer about the subject is objected to. 查询比对',
  })
  check(@Root() row: Objection, @Ctx() context: RequestContext) {
    return row.checkId === null ? null : context.loader(checkLoader).load(row.checkId);
  }

  @FieldResolver(() => Organization, { description: 'Who has to verify it. 信息提供单位' })
  provider(@Root() row: Objection, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(row.providerId);
  }

  @FieldResolver(() => Verification, {
    nullable: true,
    description: 'What the provider was asked and found. 核查',
  })
  async verification(@Root() row: Objection, @Ctx() context: RequestContext) {
    return (await context.loader(verificationLoader).load(row.id))[0] ?? null;
  }

  @FieldResolver(() => [ObjectionPause], { description: 'When its clocks stood. 停止计时记录' })
  pauses(@Root() row: Objection, @Ctx() context: RequestContext) {
    return context.loader(pausesLoader).load(row.id);
  }

  @FieldResolver(() => [Deadline], { description: 'Its terms (Henan 41). 期限' })
  deadlines(@Root() row: Objection, @Ctx() context: RequestContext) {
    return context.loader(objectionDeadlinesLoader).load(row.id);
  }
}

@Resolver(() => Verification)
export class VerificationResolver {
  @FieldResolver(() => Organization, { description: 'Who verifies. 核查单位' })
  provider(@Root() row: Verification, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(row.providerId);
  }
}
