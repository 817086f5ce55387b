import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from './organization.loader.js';
import { organizationPage } from './organization.repository.js';
import {
  Organization,
  OrganizationConnection,
  OrganizationFilter,
  StatusChange,
} from './organization.types.js';

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => OrganizationConnection, {
    description: 'Bodies that take part in the mechanism. 参与单位列表',
  })
  organizations(
    @Arg('filter', () => OrganizationFilter, { nullable: true }) filter: OrganizationFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return organizationPage(context.reader, filter, page);
  }
}

@Resolver(() => StatusChange)
export class StatusChangeResolver {
  @FieldResolver(() => Organization, { nullable: true, description: 'Who changed it. 变更单位' })
  organization(@Root() change: StatusChange, @Ctx() context: RequestContext) {
    return change.organizationId === null
      ? null
      : context.loader(organizationLoader).load(change.organizationId);
  }
}
