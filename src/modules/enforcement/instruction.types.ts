import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import {
  FeedbackOutcomeEnum,
  InstructionStatusEnum,
  MatterEnum,
  MeasureKindEnum,
  NoticeChannelEnum,
  TriggerEnum,
} from '../../kernel/enums.js';
import type { Matter } from '../../kernel/principal.js';
import { DateScalar, DateTimeScalar } from '../../kernel/scalars.js';
import type {
  FeedbackOutcome,
  InstructionStatus,
  MeasureKind,
  NoticeChannel,
  Trigger,
} from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { ListEntry } from '../lists/entry.types.js';
import { Measure } from '../measures/measure.types.js';
import { Clause, Memorandum } from '../memoranda/memorandum.types.js';
import { Organization } from '../organizations/organization.types.js';
import { Subject } from '../subjects/subject.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What the subject was told, how and when (Henan 28, Policy 三(二)). 告知书',
})
export class Notice extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => Subject, { nullable: true, description: 'To whom. 被告知主体' })
  subject!: Subject | null;
  @Field(() => DateScalar, { description: 'When it was served. 送达日期' })
  servedOn!: string;
  @Field(() => NoticeChannelEnum, { description: 'How. 送达方式' })
  channel!: NoticeChannel;
  @Field(() => String, { description: 'Proof of service. 送达凭证' })
  proof!: string;
  @Field(() => String, { description: 'Basis told. 依据' })
  basis!: string;
  @Field(() => String, { description: 'Reason told. 理由' })
  reason!: string;
  @Field(() => String, { description: 'Rights told: objection, repair, review. 权利告知' })
  rights!: string;
  @Field(() => DateTimeScalar, { description: 'When it was recorded. 登记时间' })
  createdAt!: Date;
  // Not fields of the type: what loaders and the policy look at.
  subjectId!: number;
  entryId!: number | null;
  instructionId!: number | null;
  documentId!: number | null;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What the agency reports of an instruction (Policy 四(五)). 执行反馈',
})
export class Feedback extends Node {
  @Field(() => FeedbackOutcomeEnum, { description: 'Outcome. 结果' })
  outcome!: FeedbackOutcome;
  @Field(() => DateScalar, { description: 'When it was applied or lifted. 执行日期' })
  appliedOn!: string;
  @Field(() => String, { nullable: true, description: 'Number of the business it was applied in. 业务编号' })
  businessNumber!: string | null;
  @Field(() => String, { nullable: true, description: 'What was done. 执行情况' })
  detail!: string | null;
  @Field(() => DateTimeScalar, { description: 'When it was reported. 反馈时间' })
  reportedAt!: Date;
  @Field(() => Organization, { description: 'Who reported. 反馈单位' })
  organization!: Organization;
  // Not fields of the type: what loaders and the policy look at.
  instructionId!: number;
  organizationId!: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A task for one agency: carry this measure out on this entry (Policy 四(四)(五)). 奖惩任务',
})
export class Instruction extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => ListEntry, { description: 'The entry. 名单条目' })
  entry!: ListEntry;
  @Field(() => Subject, { nullable: true, description: 'The subject. 信用主体' })
  subject!: Subject | null;
  @Field(() => Measure, { description: 'The measure. 措施' })
  measure!: Measure;
  @Field(() => Clause, { description: 'The clause that asks for it. 条款' })
  clause!: Clause;
  @Field(() => Memorandum, { description: 'The memorandum. 备忘录' })
  memorandum!: Memorandum;
  @Field(() => Organization, { description: 'Who has to carry it out. 实施单位' })
  agency!: Organization;
  @Field(() => MeasureKindEnum, { description: 'Incentive or punishment. 性质' })
  kind!: MeasureKind;
  @Field(() => InstructionStatusEnum, { description: 'State. 状态' })
  status!: InstructionStatus;
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
  @Field(() => Boolean, {
    description:
      'Marked: an objection to this very measure, or to the check behind it, is open (Henan 41). 异议标注',
  })
  objected!: boolean;
  @Field(() => DateTimeScalar, { description: 'When it was issued. 下达时间' })
  issuedAt!: Date;
  @Field(() => DateScalar, { description: 'Last day for feedback. 反馈期限' })
  dueAt!: string;
  @Field(() => Boolean, { description: 'Feedback is late. 是否逾期' })
  overdue!: boolean;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was acknowledged. 签收时间' })
  acknowledgedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was applied. 执行时间' })
  appliedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended. 终止时间' })
  endedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it ended. 终止原因' })
  endReason!: string | null;
  @Field(() => String, { nullable: true, description: 'Why the agency declined. 不予执行原因' })
  declineReason!: string | null;
  // Not fields of the type: what loaders and the policy look at.
  entryId!: number;
  subjectId!: number;
  measureId!: number;
  clauseId!: number;
  memorandumId!: number;
  agencyId!: number;
  checkId!: number | null;
}

export const InstructionConnection = connectionOf('Instruction', () => Instruction);

@ObjectType({
  simpleResolvers: true,
  description:
    'A measure due because of an entry: for an agency those it must apply, for others all published ones. 应采取的措施',
})
export class DueMeasure {
  @Field(() => Measure, { description: 'The measure. 措施' })
  measure!: Measure;
  @Field(() => Memorandum, { description: 'The memorandum. 备忘录' })
  memorandum!: Memorandum;
  @Field(() => Clause, { description: 'The clause. 条款' })
  clause!: Clause;
  @Field(() => String, { description: 'Its basis. 依据' })
  basis!: string;
  @Field(() => MatterEnum, { description: 'At which matter. 事项' })
  matter!: Matter;
  @Field(() => TriggerEnum, { description: 'What triggers it. 触发方式' })
  trigger!: Trigger;
  @Field(() => Instruction, {
    nullable: true,
    description: "The own agency's instruction for it, where there is one. 任务",
  })
  instruction!: Instruction | null;
  @Field(() => Boolean, {
    description:
      'Not to be carried out now: the entry or this measure is suspended (Policy 五(三)). 暂停执行',
  })
  suspended!: boolean;
  @Field(() => String, { nullable: true, description: 'Why it is suspended (Henan 41). 暂停原因' })
  suspendedBecause!: string | null;
  // Not fields of the type: what loaders and the policy look at.
  entryId!: number;
  clauseId!: number;
  measureId!: number;
  memorandumId!: number;
  /** In what a check says: of its business. Else it is sought where it is asked for. */
  instructionId?: number | null;
}

@InputType({ description: 'Which instructions. 任务筛选' })
export class InstructionFilter {
  @Field(() => [InstructionStatusEnum], { nullable: true, description: 'States. 状态' })
  status?: InstructionStatus[] | null;
  @Field(() => String, { nullable: true, description: 'Number of the entry. 条目编号' })
  entry?: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the agency. 实施单位代码' })
  agency?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Late ones only, or those in time. 是否逾期' })
  overdue?: boolean | null;
  @Field(() => MeasureKindEnum, { nullable: true, description: 'Kind. 性质' })
  kind?: MeasureKind | null;
}

@InputType({ description: 'Which instruction. 签收任务' })
export class AcknowledgeInstructionInput extends VersionedInput {
  @Field(() => String, { description: 'Its number. 任务编号' })
  instruction!: string;
}

@InputType({
  description: 'The notice to the subject before a punishment is applied (Policy 三(二)). 告知主体',
})
export class ServeNoticeInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the instruction. 任务编号' })
  instruction!: string;
  @Field(() => DateScalar, { description: 'Day it was served. 送达日期' })
  servedOn!: string;
  @Field(() => NoticeChannelEnum, { description: 'How. 送达方式' })
  channel!: NoticeChannel;
  @Field(() => String, { description: 'Proof of service. 送达凭证' })
  proof!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Reason told to the subject; needed unless a paper is named, which says its own. 理由',
  })
  reason?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Number of the paper served; without it one is made out in the same act. 送达的文书编号',
  })
  document?: string | null;
}

@InputType({ description: 'What was done (Policy 四(五)). 执行反馈' })
export class ReportFeedbackInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the instruction. 任务编号' })
  instruction!: string;
  @Field(() => FeedbackOutcomeEnum, { description: 'Applied or lifted. 结果' })
  outcome!: FeedbackOutcome;
  @Field(() => DateScalar, { description: 'On which day. 执行日期' })
  appliedOn!: string;
  @Field(() => String, { nullable: true, description: 'In which business. 业务编号' })
  businessNumber?: string | null;
  @Field(() => String, { nullable: true, description: 'What was done. 执行情况' })
  detail?: string | null;
}

@InputType({ description: 'Which instruction is declined and why. 不予执行' })
export class DeclineInstructionInput extends VersionedInput {
  @Field(() => String, { description: 'Its number. 任务编号' })
  instruction!: string;
  @Field(() => String, { description: 'Why, for the office to judge. 原因' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The instruction. 签收结果' })
export class AcknowledgeInstructionPayload {
  @Field(() => Instruction, { description: 'The instruction. 任务' })
  instruction!: Instruction;
}

@ObjectType({ simpleResolvers: true, description: 'The notice served. 告知结果' })
export class ServeNoticePayload {
  @Field(() => Instruction, { description: 'The instruction. 任务' })
  instruction!: Instruction;
  @Field(() => Notice, { description: 'The notice. 告知书' })
  notice!: Notice;
}

@ObjectType({ simpleResolvers: true, description: 'The feedback. 反馈结果' })
export class ReportFeedbackPayload {
  @Field(() => Instruction, { description: 'The instruction. 任务' })
  instruction!: Instruction;
  @Field(() => Feedback, { description: 'The feedback. 反馈' })
  feedback!: Feedback;
}

@ObjectType({ simpleResolvers: true, description: 'The instruction. 不予执行结果' })
export class DeclineInstructionPayload {
  @Field(() => Instruction, { description: 'The instruction. 任务' })
  instruction!: Instruction;
}

@ObjectType({ simpleResolvers: true, description: 'The entry notified. 事前告知结果' })
export class ServeEntryNoticePayload {
  @Field(() => ListEntry, { description: 'The entry. 条目' })
  entry!: ListEntry;
  @Field(() => Notice, { description: 'The notice. 告知书' })
  notice!: Notice;
}
