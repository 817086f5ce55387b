import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { LevelEnum, OrganizationKindEnum } from '../../kernel/enums.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { Level, OrganizationKind } from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A body that takes part in the mechanism. 参与单位',
})
export class Organization extends Node {
  @Field(() => String, { description: 'Unified social credit code. 统一社会信用代码' })
  code!: string;
  @Field(() => String, { description: 'Name. 名称' })
  name!: string;
  @Field(() => OrganizationKindEnum, { description: 'Kind. 类别' })
  kind!: OrganizationKind;
  @Field(() => LevelEnum, { description: 'Level of government. 层级' })
  level!: Level;
  @Field(() => Boolean, { description: 'Whether it takes part now. 是否有效' })
  active!: boolean;
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
}

export const OrganizationConnection = connectionOf('Organization', () => Organization);

@InputType({ description: 'Which organizations. 组织筛选' })
export class OrganizationFilter {
  @Field(() => OrganizationKindEnum, { nullable: true, description: 'Kind. 类别' })
  kind?: OrganizationKind | null;
  @Field(() => LevelEnum, { nullable: true, description: 'Level. 层级' })
  level?: Level | null;
}

@InputType({ description: 'Which organization stops taking part for a time and why. 暂停单位' })
export class SuspendOrganizationInput extends VersionedInput {
  @Field(() => String, { description: 'Unified social credit code. 统一社会信用代码' })
  code!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The organization suspended. 暂停结果' })
export class SuspendOrganizationPayload {
  @Field(() => Organization, {
    description:
      'The organization; its clients and people stopped working, what it has to do stays due. 单位',
  })
  organization!: Organization;
}

@InputType({ description: 'Which organization takes part again and why. 恢复单位' })
export class ResumeOrganizationInput extends VersionedInput {
  @Field(() => String, { description: 'Unified social credit code. 统一社会信用代码' })
  code!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The organization resumed. 恢复结果' })
export class ResumeOrganizationPayload {
  @Field(() => Organization, { description: 'The organization; its clients sign in anew. 单位' })
  organization!: Organization;
}

@ObjectType({ simpleResolvers: true, description: 'One step of a life cycle. 状态变更' })
export class StatusChange {
  @Field(() => DateTimeScalar, { description: 'When. 时间' })
  at!: Date;
  @Field(() => String, { nullable: true, description: 'State before; null at the beginning. 原状态' })
  from!: string | null;
  @Field(() => String, { description: 'State after. 新状态' })
  to!: string;
  @Field(() => Organization, { nullable: true, description: 'Who changed it. 变更单位' })
  organization!: Organization | null;
  @Field(() => String, { nullable: true, description: 'Why, where one was given. 原因' })
  reason!: string | null;
  // Not fields of the type: what loaders and the policy look at.
  organizationId!: number | null;
  targetId!: number;
}
