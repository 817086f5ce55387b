import { Field, InputType, ObjectType, Int } from 'type-graphql';
import { connectionOf, Node, PageInfoType } from '../../kernel/connection.types.js';
import { ChangeTypeEnum, ViewerKindEnum } from '../../kernel/enums.js';
import { DateTimeScalar, JsonScalar } from '../../kernel/scalars.js';
import type { ViewerKind } from '../../kernel/principal.js';
import type { PageInfo } from '../../kernel/page.js';
import type { ChangeType } from '../../kernel/terms.js';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'One row of the change feed. 变更' })
export class Change extends Node {
  @Field(() => String, { description: 'Its place in the one gap-free order. 序号' })
  position!: string;
  @Field(() => DateTimeScalar, { description: 'When. 时间' })
  at!: Date;
  @Field(() => ChangeTypeEnum, { description: 'What changed. 类型' })
  type!: ChangeType;
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
  @Field(() => ViewerKindEnum, {
    nullable: true,
    description: 'As which kind of viewer; null in rows from before it was written down. 查询者类别',
  })
  actorKind!: ViewerKind | null;
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

@InputType({ description: 'Which changes. 变更筛选' })
export class ChangeFilter {
  @Field(() => [ChangeTypeEnum], { nullable: true, description: 'Of these types; all without. 类型' })
  types?: ChangeType[] | null;
}

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

@ObjectType({ description: 'One row of the change feed with its cursor. 变更项' })
export class ChangeEdge {
  @Field(() => String, { description: 'Its position: pass it as `after` to go on behind it. 游标' })
  cursor!: string;
  @Field(() => Change, { description: 'The change. 变更' })
  node!: Change;
}

@ObjectType({
  description: 'A page of the change feed, complete for its reader between two positions. 变更列表',
})
export class ChangeConnection {
  @Field(() => [ChangeEdge], { description: 'Changes with cursors. 带游标的列表' })
  edges!: ChangeEdge[];
  @Field(() => [Change], { description: 'Changes in their one order. 列表' })
  nodes!: Change[];
  @Field(() => PageInfoType, { description: 'Where this page stands. 分页信息' })
  pageInfo!: PageInfo;
  @Field(() => Int, { nullable: true, description: 'Always null: a feed has no end. 总数' })
  totalCount!: number | null;
  @Field(() => String, { description: 'The page leaves out nothing behind this position. 完整区间起点' })
  completeFrom!: string;
  @Field(() => String, {
    description: 'The page leaves out nothing up to this position: resume with it as `after`. 完整区间终点',
  })
  completeTo!: string;
}
