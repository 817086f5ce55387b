import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { deadlinePage } from './deadline.repository.js';
import { Deadline, DeadlineConnection, DeadlineFilter } from './deadline.types.js';

@Resolver(() => Deadline)
export class DeadlineResolver {
  @Query(() => DeadlineConnection, {
    description: 'Terms the own organization owes; all for the office. 期限列表',
  })
  deadlines(
    @Arg('filter', () => DeadlineFilter, { nullable: true }) filter: DeadlineFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return deadlinePage(context.reader, filter ?? {}, page);
  }

  @FieldResolver(() => Organization, { description: 'Who owes it. 责任单位' })
  owner(@Root() row: Deadline, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(row.ownerId);
  }
}
