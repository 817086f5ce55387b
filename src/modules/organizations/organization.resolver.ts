import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from './organization.loader.js';
import { organizationPage } from './organization.repository.js';
import {
  Organization,
  OrganizationConnection,
  OrganizationFilter,
  ResumeOrganizationInput,
  ResumeOrganizationPayload,
  StatusChange,
  SuspendOrganizationInput,
  SuspendOrganizationPayload,
} from './organization.types.js';
import type { StandingService } from './standing.service.js';

@Resolver(() => Organization)
export class OrganizationResolver {
  constructor(private readonly standing: StandingService) {}

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

  @Mutation(() => SuspendOrganizationPayload, {
    description: 'Stops an organization for a time: its clients and people work no more. 暂停单位',
  })
  async suspendOrganization(
    @Arg('input', () => SuspendOrganizationInput) input: SuspendOrganizationInput,
    @Ctx() context: RequestContext,
  ) {
    const { id } = await this.standing.suspendOrganization(context, input);
    return { organization: await context.loader(organizationLoader).load(id) };
  }

  @Mutation(() => ResumeOrganizationPayload, {
    description: 'Lets a suspended organization take part again. 恢复单位',
  })
  async resumeOrganization(
    @Arg('input', () => ResumeOrganizationInput) input: ResumeOrganizationInput,
    @Ctx() context: RequestContext,
  ) {
    const { id } = await this.standing.resumeOrganization(context, input);
    return { organization: await context.loader(organizationLoader).load(id) };
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
