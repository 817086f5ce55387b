import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  simpleResolvers: true,
  description: 'Whether the chain of audit rows is whole (Policy 五(二)). 审计链校验结果',
})
export class AuditVerdict {
  @Field(() => Int, { description: 'Rows that hold, from the first on. 校验通过的行数' })
  rows!: number;
  @Field(() => Boolean, { description: 'Whether every row holds. 是否完整' })
  valid!: boolean;
  @Field(() => String, { nullable: true, description: 'Position of the first row that does not. 首个异常行' })
  firstBadPosition!: string | null;
  @Field(() => String, { nullable: true, description: 'What is wrong with it. 问题' })
  problem!: string | null;
}
