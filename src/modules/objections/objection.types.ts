import { Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { ObjectionChannelEnum, ObjectionStatusEnum } from '../../kernel/enums.js';
import { DateScalar, DateTimeScalar } from '../../kernel/scalars.js';
import type { ObjectionChannel, ObjectionStatus } from '../../kernel/terms.js';
import { ListEntry } from '../lists/entry.types.js';
import { Organization } from '../organizations/organization.types.js';
import { CreditRecord } from '../records/record.types.js';
import { Subject } from '../subjects/subject.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An objection to an entry or record (Policy 五(三), Henan 41). 异议',
})
export class Objection extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => ListEntry, { nullable: true, description: 'The entry objected to. 名单条目' })
  entry!: ListEntry | null;
  @Field(() => CreditRecord, { nullable: true, description: 'The record objected to. 信用信息' })
  record!: CreditRecord | null;
  @Field(() => Subject, { nullable: true, description: 'Whom it is about. 信用主体' })
  subject!: Subject | null;
  @Field(() => Organization, {
    nullable: true,
    description: 'The agency that raised it; null when the subject did. 提出单位',
  })
  raisedBy!: Organization | null;
  @Field(() => ObjectionChannelEnum, { description: 'How it came in. 渠道' })
  channel!: ObjectionChannel;
  @Field(() => String, { description: 'Its ground in short. 异议事由' })
  ground!: string;
  @Field(() => String, { description: 'What is said. 陈述' })
  statement!: string;
  @Field(() => [String], { description: 'References of evidence. 证明材料' })
  evidence!: string[];
  @Field(() => ObjectionStatusEnum, { description: 'State. 状态' })
  status!: ObjectionStatus;
  @Field(() => Boolean, {
    description: 'Whether it suspends; the same ground without new evidence does not again. 是否暂停执行',
  })
  suspends!: boolean;
  @Field(() => DateTimeScalar, { description: 'When it was received; clocks run from here. 收到时间' })
  receivedAt!: Date;
  @Field(() => DateScalar, { description: 'Last day for the decision (Henan 41). 办理期限' })
  dueAt!: string;
  @Field(() => Boolean, { description: 'The decision is late. 是否逾期' })
  overdue!: boolean;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided. 办结时间' })
  decidedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Reasons of the decision. 处理理由' })
  reasons!: string | null;
  @Field(() => Organization, { nullable: true, description: 'Who decided. 处理单位' })
  decidedBy!: Organization | null;
  // Not fields of the type: what loaders and the policy look at.
  entryId!: number | null;
  recordId!: number | null;
  subjectId!: number;
  raisedById!: number | null;
  decidedById!: number | null;
}

export const ObjectionConnection = connectionOf('Objection', () => Objection);

@InputType({ description: 'Which objections. 异议筛选' })
export class ObjectionFilter {
  @Field(() => [ObjectionStatusEnum], { nullable: true, description: 'States. 状态' })
  status?: ObjectionStatus[] | null;
  @Field(() => String, { nullable: true, description: 'Number of the entry. 条目编号' })
  entry?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Late ones only, or those in time. 是否逾期' })
  overdue?: boolean | null;
}

@InputType({ description: 'An objection to an entry or to a record. 提出异议' })
export class RaiseObjectionInput {
  @Field(() => String, { nullable: true, description: 'Number of the entry; or else record. 条目编号' })
  entry?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the record; or else entry. 信用信息编号' })
  record?: string | null;
  @Field(() => String, { description: 'Ground in short. 异议事由' })
  ground!: string;
  @Field(() => String, { description: 'What is wrong and why. 陈述' })
  statement!: string;
  @Field(() => ObjectionChannelEnum, { description: 'How it came in. 渠道' })
  channel!: ObjectionChannel;
  @Field(() => [String], { nullable: true, description: 'References of evidence. 证明材料' })
  evidence?: string[] | null;
}

@InputType({ description: 'The decision with its reasons. 处理异议' })
export class DecideObjectionInput {
  @Field(() => String, { description: 'Number of the objection. 异议编号' })
  objection!: string;
  @Field(() => Boolean, { description: 'Whether it is upheld: the entry is revoked then. 是否成立' })
  upheld!: boolean;
  @Field(() => String, { description: 'Reasons, told to the subject. 理由' })
  reasons!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The objection. 提出结果' })
export class RaiseObjectionPayload {
  @Field(() => Objection, { description: 'The objection. 异议' })
  objection!: Objection;
}

@ObjectType({ simpleResolvers: true, description: 'The objection. 处理结果' })
export class DecideObjectionPayload {
  @Field(() => Objection, { description: 'The objection. 异议' })
  objection!: Objection;
}
