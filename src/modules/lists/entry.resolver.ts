import { Arg, Args, Ctx, Extensions, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { EntryStatusEnum, ListColourEnum } from '../../kernel/enums.js';
import { whenKnown } from '../../kernel/soon.js';
import type { EntryStatus, ListColour } from '../../kernel/terms.js';
import { ahead } from '../../db/read-ahead.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization, StatusChange } from '../organizations/organization.types.js';
import { entryHistoryLoader } from '../organizations/status.loader.js';
import { recordLoader } from '../records/record.loader.js';
import { CreditRecord } from '../records/record.types.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import {
  entryLoader,
  entryPersonsLoader,
  recordEntriesLoader,
  subjectEntriesLoader,
} from './entry.loader.js';
import { entryByNumber, entryPage, idsOfEntries } from './entry.repository.js';
import {
  ListEntry,
  ListEntryConnection,
  ListEntryFilter,
  ProposeEntriesInput,
  ProposeEntriesPayload,
  ProposeEntryInput,
  ProposeEntryPayload,
  PublishEntriesInput,
  PublishEntriesPayload,
  RejectEntryInput,
  RejectEntryPayload,
  RevokeEntryInput,
  RevokeEntryPayload,
  WithdrawEntryInput,
  WithdrawEntryPayload,
} from './entry.types.js';
import { listLoader } from './list.loader.js';
import { CreditList } from './list.types.js';
import type { ProposalService } from './proposal.service.js';
import type { PublicationService } from './publication.service.js';

@Resolver(() => ListEntry)
export class EntryResolver {
  @Query(() => ListEntry, { nullable: true, description: 'An entry by its number. 按编号查条目' })
  listEntry(@Arg('number', () => String) number: string, @Ctx() context: RequestContext) {
    return entryByNumber(context.reader, number);
  }

  @Query(() => ListEntryConnection, {
    description: 'Entries; published ones when no state is asked for, newest first. 条目列表',
  })
  listEntries(
    @Arg('filter', () => ListEntryFilter, { nullable: true }) filter: ListEntryFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return entryPage(context.reader, filter ?? {}, page);
  }

  @FieldResolver(() => CreditList, { description: 'The list. 名单' })
  list(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return context.loader(listLoader).load(entry.listId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'How to get off the list. 修复方式' })
  repairPath(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return whenKnown(context.loader(listLoader).load(entry.listId), (list) => list?.repairPath ?? null);
  }

  @FieldResolver(() => Subject, { nullable: true, description: 'The subject. 信用主体' })
  subject(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return context.loader(subjectLoader).load(entry.subjectId);
  }

  @FieldResolver(() => Organization, { description: 'Who identified it. 认定单位' })
  identifiedBy(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(entry.identifiedById);
  }

  @FieldResolver(() => CreditRecord, {
    nullable: true,
    description: 'The record it rests on. 依据的信用信息',
  })
  record(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return entry.recordId === null ? null : context.loader(recordLoader).load(entry.recordId);
  }

  @FieldResolver()
  async responsiblePersons(@Root() { id }: ListEntry, @Ctx() context: RequestContext) {
    return (await context.loader(entryPersonsLoader).load(id))?.responsiblePersons ?? null;
  }

  @FieldResolver(() => [StatusChange], { nullable: true, description: 'Its life so far. 状态变更记录' })
  history(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return context.loader(entryHistoryLoader).load(entry.id);
  }
}

@Resolver(() => ListEntry)
export class EntryStepResolver {
  constructor(
    private readonly proposals: ProposalService,
    private readonly publications: PublicationService,
  ) {}

  @Mutation(() => ProposeEntryPayload, { description: 'Proposes an entry (Henan 28). 提出条目' })
  async proposeEntry(
    @Arg('input', () => ProposeEntryInput) input: ProposeEntryInput,
    @Ctx() context: RequestContext,
  ) {
    return entryOf(context, await this.proposals.proposeEntry(context, input.entry));
  }

  @Mutation(() => ProposeEntriesPayload, {
    description: 'Proposes up to 500 entries, named or raised from records. 批量提出条目',
  })
  async proposeEntries(
    @Arg('input', () => ProposeEntriesInput) input: ProposeEntriesInput,
    @Ctx() context: RequestContext,
  ) {
    const { entryIds, refusals } = await this.proposals.proposeEntries(context, input);
    return { refusals, entries: await context.loader(entryLoader).loadMany(entryIds) };
  }

  @Mutation(() => PublishEntriesPayload, {
    description: 'Publishes entries as the next version of their list (Policy 四(二)). 发布条目',
  })
  async publishEntries(
    @Arg('input', () => PublishEntriesInput) input: PublishEntriesInput,
    @Ctx() context: RequestContext,
  ) {
    const { listId, entryIds, ...rest } = await this.publications.publishEntries(context, input);
    return {
      ...rest,
      list: await context.loader(listLoader).load(listId),
      entries: await context.loader(entryLoader).loadMany(entryIds),
    };
  }

  @Mutation(() => WithdrawEntryPayload, { description: 'Takes a proposal back. 撤回拟列入条目' })
  async withdrawEntry(
    @Arg('input', () => WithdrawEntryInput) input: WithdrawEntryInput,
    @Ctx() context: RequestContext,
  ) {
    return entryOf(context, await this.publications.withdrawEntry(context, input));
  }

  @Mutation(() => RejectEntryPayload, { description: 'Refuses a proposal. 不予列入' })
  async rejectEntry(
    @Arg('input', () => RejectEntryInput) input: RejectEntryInput,
    @Ctx() context: RequestContext,
  ) {
    return entryOf(context, await this.publications.rejectEntry(context, input));
  }

  @Mutation(() => RevokeEntryPayload, {
    description: 'Revokes an entry that was wrong or lost its basis (Henan 42, 66). 撤销条目',
  })
  async revokeEntry(
    @Arg('input', () => RevokeEntryInput) input: RevokeEntryInput,
    @Ctx() context: RequestContext,
  ) {
    return entryOf(context, await this.publications.revokeEntry(context, input));
  }
}

const entryOf = async (context: RequestContext, { entryId }: { entryId: number }) => ({
  entry: await context.loader(entryLoader).load(entryId),
});

@Resolver(() => Subject)
export class SubjectEntriesResolver {
  @FieldResolver(() => [ListEntry], {
    description: 'Its entries that the viewer may see, newest first. 名单条目',
  })
  @Extensions(
    ahead({
      start: (context, lead, subjects) => context.loader(subjectEntriesLoader).ahead(lead, subjects),
      below: { idOf: ({ id }) => id, ids: idsOfEntries },
    }),
  )
  entries(
    @Root() subject: Subject,
    @Arg('status', () => [EntryStatusEnum], { nullable: true }) status: EntryStatus[] | null,
    @Arg('colour', () => ListColourEnum, { nullable: true }) colour: ListColour | null,
    @Ctx() context: RequestContext,
  ) {
    return whenKnown(context.loader(subjectEntriesLoader).load(subject.id), (entries) =>
      entries.filter(
        (entry) => (!status || status.includes(entry.status)) && (!colour || entry.colour === colour),
      ),
    );
  }
}

@Resolver(() => CreditRecord)
export class RecordEntriesResolver {
  @FieldResolver(() => [ListEntry], { description: 'Entries that rest on it. 据此列入的条目' })
  entries(@Root() record: CreditRecord, @Ctx() context: RequestContext) {
    return context.loader(recordEntriesLoader).load(record.id);
  }
}
