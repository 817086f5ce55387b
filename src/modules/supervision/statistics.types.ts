import { Field, Int, ObjectType } from 'type-graphql';
import { InstructionStatusEnum } from '../../kernel/enums.js';
import type { InstructionStatus } from '../../kernel/terms.js';
import { Organization } from '../organizations/organization.types.js';

@ObjectType({ simpleResolvers: true, description: 'How many there are of one kind. 计数' })
export class Count {
  @Field(() => String, { description: 'The kind. 类别' })
  key!: string;
  @Field(() => Int, { description: 'How many. 数量' })
  count!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How many instructions of one state an agency has. 单位任务数',
})
export class AgencyCount {
  @Field(() => Organization, { description: 'The agency. 实施单位' })
  agency!: Organization;
  @Field(() => InstructionStatusEnum, { description: 'The state. 状态' })
  status!: InstructionStatus;
  @Field(() => Int, { description: 'How many. 数量' })
  count!: number;
  // Not a field of the type: what its loader looks at.
  organizationId!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Counts anybody may know (design section 3). 统计' })
export class Statistics {
  @Field(() => [Count], { description: 'Published entries by colour. 已发布条目（按类别）' })
  entriesByColour!: Count[];
  @Field(() => [Count], { description: 'Instructions by state. 奖惩任务（按状态）' })
  instructionsByStatus!: Count[];
  @Field(() => [AgencyCount], {
    nullable: true,
    description:
      'Instructions by state and agency; for government, since a change may tell of a watch entry (Henan 32). 奖惩任务（按单位和状态）',
  })
  instructionsByAgency!: AgencyCount[] | null;
  @Field(() => [Count], { description: 'Objections by state. 异议（按状态）' })
  objectionsByStatus!: Count[];
  @Field(() => [Count], { description: 'Applications for repair by state. 信用修复（按状态）' })
  repairsByStatus!: Count[];
  @Field(() => Int, { description: 'Credit records taken in. 信用信息总数' })
  records!: number;
}
