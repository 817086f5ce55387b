import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Soon } from '../../kernel/soon.js';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { restorationDeadlinesLoader } from '../deadlines/deadline.loader.js';
import { Deadline } from '../deadlines/deadline.types.js';
import { restorationRecipientsLoader } from '../delivery/recipient.loader.js';
import { ChangeRecipient } from '../delivery/recipient.types.js';
import { checkLoader } from '../enforcement/check.loader.js';
import { instructionLoader } from '../enforcement/instruction.loader.js';
import { entryAnnouncementsLoader } from '../lists/announcement.loader.js';
import { Announcement } from '../lists/announcement.types.js';
import { entryLoader } from '../lists/entry.loader.js';
import { objectionLoader } from '../objections/objection.loader.js';
import { restorationDocumentsLoader } from '../documents/document.loader.js';
import { Document } from '../documents/document.types.js';
import { restorationFilesLoader } from '../files/file.loader.js';
import { Attachment } from '../files/file.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { StatusChange } from '../organizations/organization.types.js';
import { restorationHistoryLoader } from '../organizations/status.loader.js';
import { recordLoader } from '../records/record.loader.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import {
  outcomeLoader,
  restorationLoader,
  subjectRestorationsLoader,
  tasksLoader,
} from './restoration.loader.js';
import { restorationPage } from './restoration.repository.js';
import type { RestorationService } from './restoration.service.js';
import {
  CompleteRestorationTaskInput,
  CompleteRestorationTaskPayload,
  Restoration,
  RestorationConnection,
  RestorationFilter,
  RestorationTask,
} from './restoration.types.js';

/** What loads a row the viewer may see by an id that may be missing. */
const whereNamed = (id: number | null, load: (id: number) => Soon<object | null>) =>
  id === null ? null : load(id);

@Resolver(() => Restoration)
export class RestorationResolver {
  constructor(private readonly service: RestorationService) {}

  @Query(() => RestorationConnection, {
    description: 'Restorations the viewer has a part in; all for the office (Henan 42, 66). 恢复信誉列表',
  })
  restorations(
    @Arg('filter', () => RestorationFilter, { nullable: true }) filter: RestorationFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return restorationPage(context.reader, filter ?? {}, page);
  }

  @Mutation(() => CompleteRestorationTaskPayload, {
    description: 'Says that an apology, compensation or responsibility was seen to (Henan 66). 办结恢复事项',
  })
  async completeRestorationTask(
    @Arg('input', () => CompleteRestorationTaskInput) input: CompleteRestorationTaskInput,
    @Ctx() context: RequestContext,
  ) {
    const { restorationId } = await this.service.completeRestorationTask(context, input);
    return { restoration: await context.loader(restorationLoader).load(restorationId) };
  }

  @FieldResolver()
  entry(@Root() { entryId }: Restoration, @Ctx() context: RequestContext): Soon<object | null> {
    return whereNamed(entryId, (id) => context.loader(entryLoader).load(id));
  }

  @FieldResolver()
  record(@Root() { recordId }: Restoration, @Ctx() context: RequestContext): Soon<object | null> {
    return whereNamed(recordId, (id) => context.loader(recordLoader).load(id));
  }

  @FieldResolver()
  instruction(@Root() { instructionId }: Restoration, @Ctx() context: RequestContext): Soon<object | null> {
    return whereNamed(instructionId, (id) => context.loader(instructionLoader).load(id));
  }

  @FieldResolver()
  check(@Root() { checkId }: Restoration, @Ctx() context: RequestContext): Soon<object | null> {
    return whereNamed(checkId, (id) => context.loader(checkLoader).load(id));
  }

  @FieldResolver()
  subject(@Root() { subjectId }: Restoration, @Ctx() context: RequestContext): Soon<Subject | null> {
    return context.loader(subjectLoader).load(subjectId);
  }

  @FieldResolver()
  objection(@Root() { objectionId }: Restoration, @Ctx() context: RequestContext): Soon<object | null> {
    return whereNamed(objectionId, (id) => context.loader(objectionLoader).load(id));
  }

  @FieldResolver()
  outcome(@Root() { outcomeId }: Restoration, @Ctx() context: RequestContext): Soon<object | null> {
    return whereNamed(outcomeId, (id) => context.loader(outcomeLoader).load(id));
  }

  @FieldResolver()
  responsible(@Root() { responsibleId }: Restoration, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(responsibleId);
  }

  @FieldResolver(() => [ChangeRecipient], {
    description: 'Who had received it, and whether each has taken it back (Henan 42). 接收单位',
  })
  recipients(@Root() row: Restoration, @Ctx() context: RequestContext) {
    return context.loader(restorationRecipientsLoader).load(row.id);
  }

  @FieldResolver(() => [RestorationTask], {
    description: 'What is owed beside: apology, compensation, responsibility (Henan 66). 恢复事项',
  })
  tasks(@Root() row: Restoration, @Ctx() context: RequestContext) {
    return context.loader(tasksLoader).load(row.id);
  }

  @FieldResolver(() => [Deadline], {
    description: 'The terms in which its recipients have to acknowledge (Henan 42). 回执期限',
  })
  deadlines(@Root() row: Restoration, @Ctx() context: RequestContext) {
    return context.loader(restorationDeadlinesLoader).load(row.id);
  }

  @FieldResolver(() => [StatusChange], { description: 'Its life so far. 状态变更记录' })
  history(@Root() row: Restoration, @Ctx() context: RequestContext) {
    return context.loader(restorationHistoryLoader).load(row.id);
  }

  @FieldResolver(() => Announcement, {
    nullable: true,
    description: 'The announcement where the error was published (Henan 66). 更正或撤销公告',
  })
  async announcement(@Root() row: Restoration, @Ctx() context: RequestContext) {
    if (row.entryId === null) return null;
    return (await context.loader(entryAnnouncementsLoader).load(row.entryId))[0] ?? null;
  }

  @FieldResolver(() => [Attachment], { description: 'Files attached to it. 附件' })
  files(@Root() row: Restoration, @Ctx() context: RequestContext) {
    return context.loader(restorationFilesLoader).load(row.id);
  }

  @FieldResolver(() => [Document], { description: 'Papers made out on it. 文书' })
  documents(@Root() row: Restoration, @Ctx() context: RequestContext) {
    return context.loader(restorationDocumentsLoader).load(row.id);
  }
}

@Resolver(() => RestorationTask)
export class RestorationTaskResolver {
  @FieldResolver()
  owner(@Root() row: RestorationTask, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(row.ownerId);
  }
}

/** What this module adds to a subject. */
@Resolver(() => Subject)
export class SubjectRestorationsResolver {
  @FieldResolver(() => [Restoration], {
    description: 'Restorations of its credit that the viewer may see. 恢复信誉',
  })
  restorations(@Root() subject: Subject, @Ctx() context: RequestContext) {
    return context.loader(subjectRestorationsLoader).load(subject.id);
  }
}
