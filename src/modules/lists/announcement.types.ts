import { Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { AnnouncementKindEnum } from '../../kernel/enums.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { AnnouncementKind } from '../../kernel/terms.js';
import { ListEntry } from './entry.types.js';
import { CreditList } from './list.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What was announced where an entry had been published (Henan 37, 66). 公告',
})
export class Announcement extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => AnnouncementKindEnum, { description: 'What is announced. 公告类别' })
  kind!: AnnouncementKind;
  @Field(() => CreditList, { description: 'The list. 名单' })
  list!: CreditList;
  @Field(() => ListEntry, {
    nullable: true,
    description: 'The entry, for those who may see it still. 名单条目',
  })
  entry!: ListEntry | null;
  @Field(() => String, { description: 'The text; names of persons are masked in it. 公告内容' })
  text!: string;
  @Field(() => DateTimeScalar, { description: 'When. 公告时间' })
  announcedAt!: Date;
  // Not fields of the type: what loaders and the policy look at.
  listId!: number;
  entryId!: number;
}

export const AnnouncementConnection = connectionOf('Announcement', () => Announcement);

@InputType({ description: 'Which announcements. 公告筛选' })
export class AnnouncementFilter {
  @Field(() => String, { nullable: true, description: 'Code of the list. 名单代码' })
  list?: string | null;
  @Field(() => [AnnouncementKindEnum], { nullable: true, description: 'Kinds. 公告类别' })
  kind?: AnnouncementKind[] | null;
  @Field(() => String, { nullable: true, description: 'Number of the entry. 条目编号' })
  entry?: string | null;
}
