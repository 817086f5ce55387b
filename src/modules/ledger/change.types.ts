import { Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { ChangeTypeEnum } from '../../kernel/enums.js';
import { DateTimeScalar, JsonScalar } from '../../kernel/scalars.js';
import type { ChangeType } from '../../kernel/terms.js';
import { Organization } from '../organizations/organization.types.js';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'One row of the change feed. 变更' })
export class Change extends Node {
  @Field(() => String, { description: 'Its place in the one gap-free order. 序号' })
  position!: string;
  @Field(() => DateTimeScalar, { description: 'When. 时间' })
  at!: Date;
  @Field(() => ChangeTypeEnum, { description: 'What changed. 类型' })
  type!: ChangeType;
  @Field(() => Organization, { nullable: true, description: 'Who changed it. 变更单位' })
  organization!: Organization | null;
  @Field(() => JsonScalar, { nullable: true, description: 'Facts of the change; nothing personal. 摘要' })
  summary!: Record<string, unknown> | null;
  // Not fields of the type: what loaders and the policy look at.
  organizationId!: number | null;
  target!: string;
  targetId!: number;
  subjectId!: number | null;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Who read what of whom, and why (Henan 39, 40). 查询记录',
})
export class AccessEvent extends Node {
  @Field(() => DateTimeScalar, { description: 'When. 时间' })
  at!: Date;
  @Field(() => Organization, { nullable: true, description: 'Who. 查询单位' })
  organization!: Organization | null;
  @Field(() => String, { description: 'In which operation. 操作' })
  operation!: string;
  @Field(() => [String], { description: 'What kinds of data. 数据类别' })
  datasets!: string[];
  // Not fields of the type: what loaders and the policy look at.
  organizationId!: number | null;
  subjectId!: number | null;
  matter!: string | null;
  businessNumber!: string | null;
}

export const AccessEventConnection = connectionOf('AccessEvent', () => AccessEvent);

@InputType({ description: 'Which access events. 查询记录筛选' })
export class AccessEventFilter {
  @Field(() => String, { nullable: true, description: 'Code of the subject. 主体代码' })
  subjectCode?: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the organization. 查询单位代码' })
  organization?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'From. 起' })
  from?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until. 止' })
  to?: Date | null;
}
