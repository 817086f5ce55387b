import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { entryLoader } from '../lists/entry.loader.js';
import { ListEntry } from '../lists/entry.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization, StatusChange } from '../organizations/organization.types.js';
import { objectionHistoryLoader } from '../organizations/status.loader.js';
import { recordLoader } from '../records/record.loader.js';
import { CreditRecord } from '../records/record.types.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import { entryObjectionsLoader, objectionLoader } from './objection.loader.js';
import { objectionPage } from './objection.repository.js';
import type { ObjectionService } from './objection.service.js';
import {
  DecideObjectionInput,
  DecideObjectionPayload,
  Objection,
  ObjectionConnection,
  ObjectionFilter,
  RaiseObjectionInput,
  RaiseObjectionPayload,
} from './objection.types.js';

@Resolver(() => Objection)
export class ObjectionResolver {
  constructor(private readonly service: ObjectionService) {}

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

  @Mutation(() => RaiseObjectionPayload, {
    description: 'Raises an objection: marks and suspends at once (Policy 五(三), Henan 41). 提出异议',
  })
  async raiseObjection(
    @Arg('input', () => RaiseObjectionInput) input: RaiseObjectionInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.service.raiseObjection(context, input));
  }

  @Mutation(() => DecideObjectionPayload, {
    description: 'Decides an objection: restores or revokes (Henan 41, 66). 处理异议',
  })
  async decideObjection(
    @Arg('input', () => DecideObjectionInput) input: DecideObjectionInput,
    @Ctx() context: RequestContext,
  ) {
    return payloadOf(context, await this.service.decideObjection(context, input));
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
}

const payloadOf = async (context: RequestContext, { objectionId }: { objectionId: number }) => ({
  objection: await context.loader(objectionLoader).load(objectionId),
});

@Resolver(() => ListEntry)
export class EntryObjectionsResolver {
  @FieldResolver(() => [Objection], { description: 'Objections to it that the viewer may see. 异议' })
  objections(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return context.loader(entryObjectionsLoader).load(entry.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the mark says to whoever reads the entry (Henan 41). 异议标注说明',
  })
  objectionNote(@Root() entry: ListEntry): string | null {
    return entry.objected
      ? '该条目正在异议核查，核查期间惩戒措施暂不执行（实施意见五（三）；河南省社会信用条例第四十一条）'
      : null;
  }
}
