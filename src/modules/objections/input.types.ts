import { Field, InputType, ObjectType } from 'type-graphql';
import {
  ObjectionChannelEnum,
  ObjectionRemedyEnum,
  PauseKindEnum,
  VerificationFindingEnum,
} from '../../kernel/enums.js';
import { DateScalar, DecimalScalar } from '../../kernel/scalars.js';
import type {
  ObjectionChannel,
  ObjectionRemedy,
  PauseKind,
  VerificationFinding,
} from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { ResponsiblePersonInput } from '../lists/entry.types.js';
import { Objection } from './objection.types.js';

@InputType({ description: 'An objection to exactly one thing. 提出异议' })
export class RaiseObjectionInput {
  @Field(() => String, { nullable: true, description: 'Number of the entry objected to. 条目编号' })
  entry?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the record objected to. 信用信息编号' })
  record?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the instruction objected to. 任务编号' })
  instruction?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the check objected to. 查询比对编号' })
  check?: string | null;
  @Field(() => Boolean, { nullable: true, description: "True: it is to the subject's grade. 针对信用等级" })
  grade?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Code of the subject: of a grade, or of one of those a check asked about. 主体代码',
  })
  subject?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Of a grade: numbers of entries and records that must not count. 争议事项编号',
  })
  points?: string[] | null;
  @Field(() => String, { description: 'Ground in short. 异议事由' })
  ground!: string;
  @Field(() => String, { description: 'What is wrong and why. 陈述' })
  statement!: string;
  @Field(() => ObjectionChannelEnum, { description: 'How it came in. 渠道' })
  channel!: ObjectionChannel;
  @Field(() => [String], { nullable: true, description: 'References of evidence. 证明材料' })
  evidence?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Numbers of files sent to POST /files. 附件编号' })
  files?: string[] | null;
}

@InputType({ description: 'Takes an objection on and says who verifies. 受理异议' })
export class AcceptObjectionInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the objection. 异议编号' })
  objection!: string;
  @Field(() => Boolean, {
    description:
      'Whether the provider has to verify; else the office decides within three working days (Henan 41). 是否需提供单位核查',
  })
  byProvider!: boolean;
}

@InputType({ description: 'What the provider found (Henan 41). 反馈核查结果' })
export class ReportVerificationInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the objection. 异议编号' })
  objection!: string;
  @Field(() => VerificationFindingEnum, { description: 'Finding. 核查结论' })
  finding!: VerificationFinding;
  @Field(() => String, { description: 'What was verified and why it is so. 核查理由' })
  reasons!: string;
  @Field(() => [String], { nullable: true, description: 'Numbers of files sent to POST /files. 附件编号' })
  files?: string[] | null;
}

@InputType({ description: 'Stops the clocks for what the law names (Henan 41). 停止计时' })
export class PauseObjectionInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the objection. 异议编号' })
  objection!: string;
  @Field(() => PauseKindEnum, { description: 'What for. 事由' })
  kind!: PauseKind;
  @Field(() => String, { description: 'Why it is needed, and by whom it is done. 说明' })
  reason!: string;
}

@InputType({ description: 'Lets the clocks run again. 恢复计时' })
export class ResumeObjectionInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the objection. 异议编号' })
  objection!: string;
}

@InputType({
  description: 'What is set right and kept; only fields of what was objected to, the others stay. 更正内容',
})
export class CorrectionInput {
  @Field(() => String, { nullable: true, description: 'Of an entry: why it is listed. 列入事由' })
  ground?: string | null;
  @Field(() => String, { nullable: true, description: 'Legal basis. 依据' })
  basis?: string | null;
  @Field(() => [ResponsiblePersonInput], { nullable: true, description: 'Of an entry. 责任人' })
  responsiblePersons?: ResponsiblePersonInput[] | null;
  @Field(() => DateScalar, { nullable: true, description: 'Of an entry: an earlier last day. 有效期至' })
  validUntil?: string | null;
  @Field(() => String, { nullable: true, description: 'Of a record. 名称' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'Of a record. 事实' })
  facts?: string | null;
  @Field(() => String, { nullable: true, description: 'Of a record: what was decided. 内容' })
  content?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Of a record: fine in yuan. 罚款金额（元）' })
  fineYuan?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Of a record: an earlier last day of publication. 公示截止期',
  })
  publishUntil?: string | null;
}

@InputType({ description: 'The decision with its reasons. 处理异议' })
export class DecideObjectionInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the objection. 异议编号' })
  objection!: string;
  @Field(() => Boolean, { description: 'Whether it is upheld: what is wrong goes then. 是否成立' })
  upheld!: boolean;
  @Field(() => String, { description: 'Reasons, told to the subject. 理由' })
  reasons!: string;
  @Field(() => ObjectionRemedyEnum, {
    nullable: true,
    description: 'Of an upheld one: REVOKE when left out; CORRECT sets right and keeps. 更正方式',
  })
  remedy?: ObjectionRemedy | null;
  @Field(() => CorrectionInput, { nullable: true, description: 'With remedy CORRECT. 更正内容' })
  correction?: CorrectionInput | null;
}

@InputType({ description: 'Asks for a re-check by the provincial authority (Henan 28). 申请复核' })
export class RequestReviewInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the dismissed objection. 异议编号' })
  objection!: string;
  @Field(() => String, { description: 'Why the decision is not accepted. 陈述' })
  statement!: string;
  @Field(() => [String], { nullable: true, description: 'Numbers of files sent to POST /files. 附件编号' })
  files?: string[] | null;
}

@InputType({ description: "The provincial authority's decision (Henan 28). 登记复核结果" })
export class RecordReviewInput extends DecideObjectionInput {
  @Field(() => String, { description: 'Number of its decision. 复核决定文书号' })
  document!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The objection. 提出结果' })
export class RaiseObjectionPayload {
  @Field(() => Objection, { description: 'The objection. 异议' })
  objection!: Objection;
}

@ObjectType({ simpleResolvers: true, description: 'The objection. 受理结果' })
export class AcceptObjectionPayload {
  @Field(() => Objection, { description: 'The objection. 异议' })
  objection!: Objection;
}

@ObjectType({ simpleResolvers: true, description: 'The objection. 核查反馈结果' })
export class ReportVerificationPayload {
  @Field(() => Objection, { description: 'The objection. 异议' })
  objection!: Objection;
}

@ObjectType({ simpleResolvers: true, description: 'The objection. 停止计时结果' })
export class PauseObjectionPayload {
  @Field(() => Objection, { description: 'The objection. 异议' })
  objection!: Objection;
}

@ObjectType({ simpleResolvers: true, description: 'The objection. 恢复计时结果' })
export class ResumeObjectionPayload {
  @Field(() => Objection, { description: 'The objection. 异议' })
  objection!: Objection;
}

@ObjectType({ simpleResolvers: true, description: 'The objection. 处理结果' })
export class DecideObjectionPayload {
  @Field(() => Objection, { description: 'The objection. 异议' })
  objection!: Objection;
}

@ObjectType({ simpleResolvers: true, description: 'The objection. 复核申请结果' })
export class RequestReviewPayload {
  @Field(() => Objection, { description: 'The objection. 异议' })
  objection!: Objection;
}

@ObjectType({ simpleResolvers: true, description: 'The objection. 复核结果' })
export class RecordReviewPayload {
  @Field(() => Objection, { description: 'The objection. 异议' })
  objection!: Objection;
}
