import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../kernel/scalars.js';

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

@ObjectType({
  simpleResolvers: true,
  description: 'A signed head of the audit chain, as a line of the head file (Policy 五(二)). 审计链签名链头',
})
export class SignedAuditHead {
  @Field(() => String, { description: 'Position of the last row it covers. 末行序号' })
  position!: string;
  @Field(() => String, { description: 'Hash of that row. 末行哈希' })
  hash!: string;
  @Field(() => DateTimeScalar, { description: 'When it was signed. 签名时间' })
  at!: Date;
  @Field(() => String, { description: 'Id of the key that signed it. 签名密钥标识' })
  key!: string;
  @Field(() => String, {
    description: 'The whole line with its signature: keep a copy where the hub cannot reach it. 签名原文',
  })
  line!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Where the audit chain ends now (Policy 五(二)). 审计链链头',
})
export class AuditHead {
  @Field(() => String, { description: 'Names the hub in signed heads. 枢纽标识' })
  hub!: string;
  @Field(() => String, { description: 'Position of the last row: also how many there are. 末行序号' })
  position!: string;
  @Field(() => String, { description: 'Hash of the last row. 末行哈希' })
  hash!: string;
  @Field(() => SignedAuditHead, {
    nullable: true,
    description: 'The head signed last by this node; null when none are signed. 最近签名的链头',
  })
  signed!: SignedAuditHead | null;
}
