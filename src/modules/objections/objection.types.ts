import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import {
  ObjectionChannelEnum,
  ObjectionRemedyEnum,
  ObjectionStatusEnum,
  PauseKindEnum,
  VerificationFindingEnum,
} from '../../kernel/enums.js';
import { DateScalar, DateTimeScalar } from '../../kernel/scalars.js';
import type {
  ObjectionChannel,
  ObjectionRemedy,
  ObjectionStatus,
  PauseKind,
  VerificationFinding,
} from '../../kernel/terms.js';
import { Deadline } from '../deadlines/deadline.types.js';
import { Check } from '../enforcement/check.types.js';
import { Instruction } from '../enforcement/instruction.types.js';
import { ListEntry } from '../lists/entry.types.js';
import { Organization } from '../organizations/organization.types.js';
import { CreditRecord } from '../records/record.types.js';
import { Subject } from '../subjects/subject.types.js';

@ObjectType({
  simpleResolvers: true,
  description: 'What the provider found when it verified (Henan 41). 核查',
})
export class Verification {
  @Field(() => Organization, { description: 'Who verifies. 核查单位' })
  provider!: Organization;
  @Field(() => DateTimeScalar, { description: 'When it was asked. 发出核查时间' })
  askedAt!: Date;
  @Field(() => DateScalar, {
    description: 'Its last day: three working days, never beyond the decision. 核查期限',
  })
  dueOn!: string;
  @Field(() => VerificationFindingEnum, { nullable: true, description: 'What it found. 核查结论' })
  finding!: VerificationFinding | null;
  @Field(() => String, { nullable: true, description: 'Why. 核查理由' })
  reasons!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it answered. 反馈时间' })
  reportedAt!: Date | null;
  // Not fields of the type: what loaders and the policy look at.
  objectionId!: number;
  providerId!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Time that does not count (Henan 41, paragraph 3). 停止计时',
})
export class ObjectionPause {
  @Field(() => PauseKindEnum, { description: 'What for. 事由' })
  kind!: PauseKind;
  @Field(() => String, { description: 'Why it is needed. 说明' })
  reason!: string;
  @Field(() => DateScalar, { description: 'Day from which the clocks stand. 停止日' })
  fromOn!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Day on which they run again. 恢复日' })
  untilOn!: string | null;
  // Not fields of the type: what loaders and the policy look at.
  objectionId!: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'An objection to an entry, a record, a measure applied, the answer of a check, or a grade (Policy 五(三), Henan 41). 异议',
})
export class Objection extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => ListEntry, { nullable: true, description: 'The entry objected to. 名单条目' })
  entry!: ListEntry | null;
  @Field(() => CreditRecord, { nullable: true, description: 'The record objected to. 信用信息' })
  record!: CreditRecord | null;
  @Field(() => Instruction, {
    nullable: true,
    description: 'The measure applied that is objected to. 奖惩任务',
  })
  instruction!: Instruction | null;
  @Field(() => Check, {
    nullable: true,
    description: 'The check whose answer about the subject is objected to. 查询比对',
  })
  check!: Check | null;
  @Field(() => Boolean, { description: "It is to the subject's grade. 是否针对信用等级" })
  ofGrade!: boolean;
  @Field(() => [String], {
    description: 'Numbers of the entries and records that must not count for the grade. 争议事项编号',
  })
  points!: string[];
  @Field(() => Organization, { description: 'Who has to verify it. 信息提供单位' })
  provider!: Organization;
  @Field(() => Verification, { nullable: true, description: 'What the provider was asked and found. 核查' })
  verification!: Verification | null;
  @Field(() => [ObjectionPause], { description: 'When its clocks stood. 停止计时记录' })
  pauses!: ObjectionPause[];
  @Field(() => [Deadline], { description: 'Its terms (Henan 41). 期限' })
  deadlines!: Deadline[];
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was accepted. 受理时间' })
  acceptedAt!: Date | null;
  @Field(() => ObjectionRemedyEnum, {
    nullable: true,
    description: 'How what was wrong is put right. 更正方式',
  })
  remedy!: ObjectionRemedy | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When a re-check was asked for. 申请复核时间' })
  reviewAskedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'What the request for a re-check says. 复核申请陈述' })
  reviewStatement!: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Number of the provincial authority's decision (Henan 28). 复核决定文书号",
  })
  reviewDocument!: string | null;
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
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
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
  instructionId!: number | null;
  checkId!: number | null;
  providerId!: number;
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
