import { Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { DeadlineKindEnum } from '../../kernel/enums.js';
import { DateScalar, DateTimeScalar } from '../../kernel/scalars.js';
import type { DeadlineKind } from '../../kernel/terms.js';
import { Organization } from '../organizations/organization.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A term of the law: who owes what until when (Henan 41, 43). 期限',
})
export class Deadline extends Node {
  @Field(() => DeadlineKindEnum, { description: 'What for. 期限类别' })
  kind!: DeadlineKind;
  @Field(() => String, { description: 'Number of the thing it runs for. 事项编号' })
  number!: string;
  @Field(() => Organization, { description: 'Who owes it. 责任单位' })
  owner!: Organization;
  @Field(() => DateScalar, { description: 'Day it began; this day is not counted. 起算日' })
  startedOn!: string;
  @Field(() => DateScalar, { description: 'Last day, in Chinese working days. 截止日' })
  dueOn!: string;
  @Field(() => Boolean, { description: 'Its last day is over and it was not met. 是否逾期' })
  overdue!: boolean;
  @Field(() => Boolean, { description: 'The clock stands (Henan 41, paragraph 3). 是否停止计时' })
  paused!: boolean;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was met. 办结时间' })
  metAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When its owner was reminded. 提醒时间' })
  remindedAt!: Date | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the office was told that it was missed. 督办时间',
  })
  escalatedAt!: Date | null;
  // Not fields of the type: what loaders and the policy look at.
  ownerId!: number;
  targetId!: number;
}

export const DeadlineConnection = connectionOf('Deadline', () => Deadline);

@InputType({ description: 'Which terms. 期限筛选' })
export class DeadlineFilter {
  @Field(() => [DeadlineKindEnum], { nullable: true, description: 'Kinds. 类别' })
  kind?: DeadlineKind[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Missed ones only, or those in time. 是否逾期' })
  overdue?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Open ones only, or those met. 是否未办结' })
  open?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Code of who owes it. 责任单位代码' })
  owner?: string | null;
}
