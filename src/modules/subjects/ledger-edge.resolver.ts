import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { accessEventPage } from '../ledger/change.repository.js';
import { AccessEvent, AccessEventConnection, Change } from '../ledger/change.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { subjectLoader } from './subject.loader.js';
import { Subject } from './subject.types.js';

/** The ledger is the lowest module; who acted and about whom is known from here up. */
@Resolver(() => Change)
export class ChangeEdgeResolver {
  @FieldResolver(() => Organization, { nullable: true, description: 'Who changed it. 变更单位' })
  organization(@Root() change: Change, @Ctx() context: RequestContext) {
    return change.organizationId === null
      ? null
      : context.loader(organizationLoader).load(change.organizationId);
  }
}

@Resolver(() => AccessEvent)
export class AccessEventEdgeResolver {
  @FieldResolver(() => Organization, { nullable: true, description: 'Who. 查询单位' })
  organization(@Root() event: AccessEvent, @Ctx() context: RequestContext) {
    return event.organizationId === null
      ? null
      : context.loader(organizationLoader).load(event.organizationId);
  }

  @FieldResolver(() => Subject, { nullable: true, description: 'About whom. 信用主体' })
  subject(@Root() event: AccessEvent, @Ctx() context: RequestContext) {
    return event.subjectId === null ? null : context.loader(subjectLoader).load(event.subjectId);
  }
}

/** What the ledger tells of a subject. */
@Resolver(() => Subject)
export class SubjectLedgerResolver {
  @FieldResolver(() => AccessEventConnection, {
    description: 'Who looked it up and why, as far as the viewer may see (Henan 39, 40). 查询记录',
  })
  accessEvents(
    @Root() subject: Subject,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return accessEventPage(context.reader, { subjectId: subject.id }, page);
  }
}
