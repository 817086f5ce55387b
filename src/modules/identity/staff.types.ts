import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../kernel/connection.types.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import { Organization } from '../organizations/organization.types.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A person who has signed in for an organization, by pseudonym. 工作人员',
})
export class StaffMember {
  @Field(() => String, {
    description: 'Pseudonym, as the audit names it: nothing of the person stands in it. 人员代号',
  })
  person!: string;
  @Field(() => Organization, { nullable: true, description: 'For which it signed in. 所在单位' })
  organization!: Organization | null;
  @Field(() => DateTimeScalar, { description: 'When it last signed in for it. 最近登录时间' })
  signedInAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when it may not sign in as staff; null where it may. 停用时间',
  })
  blockedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it is blocked. 停用原因' })
  blockReason!: string | null;
  // Not a field of the type: what loaders look at.
  organizationId!: number;
}

export const StaffMemberConnection = connectionOf('StaffMember', () => StaffMember);

@InputType({ description: 'Which person may sign in as staff no more, and why. 停用工作人员' })
export class BlockPersonInput {
  @Field(() => String, { description: 'Its pseudonym, as `staff` tells it. 人员代号' })
  person!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@InputType({ description: 'Which person may sign in as staff again, and why. 恢复工作人员' })
export class UnblockPersonInput {
  @Field(() => String, { description: 'Its pseudonym, as `staff` tells it. 人员代号' })
  person!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@InputType({ description: 'Whose sessions as staff end now, and why. 结束工作人员会话' })
export class EndStaffSessionsInput {
  @Field(() => String, { description: 'Its pseudonym, as `staff` tells it. 人员代号' })
  person!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

const posts = { description: 'Its posts, one for each organization. 岗位' } as const;
const ended = { description: 'How many sessions as staff ended. 结束的会话数' } as const;

@ObjectType({ simpleResolvers: true, description: 'The person blocked. 停用结果' })
export class BlockPersonPayload {
  @Field(() => [StaffMember], posts)
  posts!: StaffMember[];
  @Field(() => Int, ended)
  sessionsEnded!: number;
}

@ObjectType({ simpleResolvers: true, description: 'The person that may sign in again. 恢复结果' })
export class UnblockPersonPayload {
  @Field(() => [StaffMember], posts)
  posts!: StaffMember[];
}

@ObjectType({ simpleResolvers: true, description: 'The sessions ended. 结束会话结果' })
export class EndStaffSessionsPayload {
  @Field(() => [StaffMember], posts)
  posts!: StaffMember[];
  @Field(() => Int, ended)
  sessionsEnded!: number;
}
