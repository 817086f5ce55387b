import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'How many there are of one kind. 计数' })
export class Count {
  @Field(() => String, { description: 'The kind. 类别' })
  key!: string;
  @Field(() => Int, { description: 'How many. 数量' })
  count!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Counts anybody may know (design section 3). 统计' })
export class Statistics {
  @Field(() => [Count], { description: 'Published entries by colour. 已发布条目（按类别）' })
  entriesByColour!: Count[];
  @Field(() => [Count], { description: 'Instructions by state. 奖惩任务（按状态）' })
  instructionsByStatus!: Count[];
  @Field(() => [Count], { description: 'Objections by state. 异议（按状态）' })
  objectionsByStatus!: Count[];
  @Field(() => [Count], { description: 'Applications for repair by state. 信用修复（按状态）' })
  repairsByStatus!: Count[];
  @Field(() => Int, { description: 'Credit records taken in. 信用信息总数' })
  records!: number;
}
