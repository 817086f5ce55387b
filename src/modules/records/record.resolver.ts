import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Soon } from '../../kernel/soon.js';
import { PageArgs } from '../../kernel/connection.types.js';
import { RecordKindEnum } from '../../kernel/enums.js';
import type { RecordKind } from '../../kernel/terms.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import { recordPage } from './record.repository.js';
import { CreditRecord, CreditRecordConnection, CreditRecordFilter } from './record.types.js';

@Resolver(() => CreditRecord)
export class RecordResolver {
  @Query(() => CreditRecordConnection, {
    description: 'Credit records, newest first; without a purpose the open ones. 信用信息列表',
  })
  creditRecords(
    @Arg('filter', () => CreditRecordFilter, { nullable: true }) filter: CreditRecordFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return recordPage(context.reader, filter ?? {}, page);
  }

  @FieldResolver()
  subject(@Root() record: CreditRecord, @Ctx() context: RequestContext): Soon<Subject | null> {
    return context.loader(subjectLoader).load(record.subjectId);
  }

  @FieldResolver()
  provider(@Root() record: CreditRecord, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(record.providerId);
  }
}

/** What this module adds to a subject. */
@Resolver(() => Subject)
export class SubjectRecordsResolver {
  @FieldResolver(() => CreditRecordConnection, { description: 'Credit records of it. 信用信息' })
  records(
    @Root() subject: Subject,
    @Arg('kind', () => RecordKindEnum, { nullable: true }) kind: RecordKind | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return recordPage(context.reader, { subjectId: subject.id, kind }, page);
  }
}
