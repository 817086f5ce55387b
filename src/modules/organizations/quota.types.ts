import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What a client may ask of the hub in a minute, in units of cost. 访问配额' })
export class Quota {
  @Field(() => Int, { description: 'Cost units of one window of a minute. 每分钟额度' })
  limit!: number;
  @Field(() => Int, { description: 'Cost units left in the window, this request counted. 剩余额度' })
  remaining!: number;
  @Field({ description: 'When the next window begins. 额度恢复时间' })
  resetAt!: Date;
  @Field(() => Int, { description: 'What this request cost: the objects it may bring at most. 本次消耗' })
  cost!: number;
}
