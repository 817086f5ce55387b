import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { postsOfPerson, staffPage } from './staff.repository.js';
import type { StaffService } from './staff.service.js';
import {
  BlockPersonInput,
  BlockPersonPayload,
  EndStaffSessionsInput,
  EndStaffSessionsPayload,
  StaffMember,
  StaffMemberConnection,
  UnblockPersonInput,
  UnblockPersonPayload,
} from './staff.types.js';

@Resolver(() => StaffMember)
export class StaffResolver {
  constructor(private readonly service: StaffService) {}

  @Query(() => StaffMemberConnection, {
    description: 'People who have signed in for organizations, for the office. 工作人员列表',
  })
  staff(
    @Arg('organization', () => String, { nullable: true, description: 'Code of one organization. 单位代码' })
    organization: string | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return staffPage(context.reader, organization ?? null, page);
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'For which it signed in. 所在单位' })
  organization(@Root() { organizationId }: StaffMember, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(organizationId);
  }

  @Mutation(() => BlockPersonPayload, {
    description: 'Lets a person sign in as staff no more; its sessions as staff end at once. 停用工作人员',
  })
  async blockPerson(
    @Arg('input', () => BlockPersonInput) input: BlockPersonInput,
    @Ctx() context: RequestContext,
  ) {
    const { sessionsEnded } = await this.service.blockPerson(context, input);
    return { posts: await postsOfPerson(context.reader, input.person), sessionsEnded };
  }

  @Mutation(() => UnblockPersonPayload, { description: 'Lets a person sign in as staff again. 恢复工作人员' })
  async unblockPerson(
    @Arg('input', () => UnblockPersonInput) input: UnblockPersonInput,
    @Ctx() context: RequestContext,
  ) {
    await this.service.unblockPerson(context, input);
    return { posts: await postsOfPerson(context.reader, input.person) };
  }

  @Mutation(() => EndStaffSessionsPayload, {
    description: 'Ends what a person is signed in to as staff; it signs in anew. 结束工作人员会话',
  })
  async endStaffSessions(
    @Arg('input', () => EndStaffSessionsInput) input: EndStaffSessionsInput,
    @Ctx() context: RequestContext,
  ) {
    const { sessionsEnded } = await this.service.endStaffSessions(context, input);
    return { posts: await postsOfPerson(context.reader, input.person), sessionsEnded };
  }
}
