import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { LevelEnum, ListColourEnum } from '../../kernel/enums.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { Level, ListColour } from '../../kernel/terms.js';
import { Organization } from '../organizations/organization.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A list, red, watch or black (Policy 四(二)). 名单',
})
export class CreditList extends Node {
  @Field(() => String, { description: 'Code. 名单代码' })
  code!: string;
  @Field(() => String, { description: 'Name. 名称' })
  name!: string;
  @Field(() => ListColourEnum, { description: 'Colour. 类别' })
  colour!: ListColour;
  @Field(() => LevelEnum, { description: 'Level. 层级' })
  level!: Level;
  @Field(() => Organization, { description: 'Who keeps it. 管理单位' })
  keeper!: Organization;
  @Field(() => String, { description: 'Its legal basis. 依据' })
  basis!: string;
  @Field(() => Int, { description: 'Version; each publication makes the next. 版本' })
  version!: number;
  @Field(() => Int, {
    description: 'Working days between notice and publication, 5 at least (Henan 28). 告知或公示期（工作日）',
  })
  noticeDays!: number;
  @Field(() => Int, { nullable: true, description: 'Term of an entry, months. 有效期（月）' })
  termMonths!: number | null;
  @Field(() => String, { nullable: true, description: 'How an entry is repaired (Henan 37). 修复方式' })
  repairPath!: string | null;
  // Not fields of the type: what loaders and the policy look at.
  keeperId!: number;
}

export const CreditListConnection = connectionOf('CreditList', () => CreditList);

@ObjectType({ simpleResolvers: true, description: 'One publication of a list. 名单版本' })
export class ListVersion {
  @Field(() => Int, { description: 'Number. 版本号' })
  version!: number;
  @Field(() => DateTimeScalar, { description: 'When. 发布时间' })
  publishedAt!: Date;
  @Field(() => Organization, { description: 'By whom. 发布单位' })
  publishedBy!: Organization;
  @Field(() => Int, { description: 'Entries it brought in. 新增条目数' })
  added!: number;
  // Not fields of the type: what loaders and the policy look at.
  listId!: number;
  publishedById!: number;
}

@InputType({ description: 'Which lists. 名单筛选' })
export class CreditListFilter {
  @Field(() => ListColourEnum, { nullable: true, description: 'Colour. 类别' })
  colour?: ListColour | null;
  @Field(() => LevelEnum, { nullable: true, description: 'Level. 层级' })
  level?: Level | null;
}
