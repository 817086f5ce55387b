import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import {
  LevelEnum,
  ListColourEnum,
  MatterEnum,
  MemorandumStatusEnum,
  TriggerEnum,
} from '../../kernel/enums.js';
import type { Matter } from '../../kernel/principal.js';
import { DateScalar, DateTimeScalar } from '../../kernel/scalars.js';
import type { Level, ListColour, MemorandumStatus, Trigger } from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { Measure } from '../measures/measure.types.js';
import { Organization } from '../organizations/organization.types.js';

@ObjectType({ simpleResolvers: true, description: 'A party and when it signed. 签署' })
export class Signature {
  @Field(() => Organization, { description: 'The party. 单位' })
  organization!: Organization;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it signed; null while it has not. 签署时间',
  })
  signedAt!: Date | null;
  // Not fields of the type: what loaders and the policy look at.
  memorandumId!: number;
  organizationId!: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A memorandum of joint incentive or punishment (Policy 四(一)). 合作备忘录',
})
export class Memorandum extends Node {
  @Field(() => String, { description: 'Number. 文号' })
  number!: string;
  @Field(() => String, { description: 'Title. 标题' })
  title!: string;
  @Field(() => ListColourEnum, { description: 'Colour of the lists it reaches. 名单类别' })
  colour!: ListColour;
  @Field(() => LevelEnum, { description: 'Level. 层级' })
  level!: Level;
  @Field(() => Organization, { description: 'Who initiated it. 发起部门' })
  initiator!: Organization;
  @Field(() => MemorandumStatusEnum, { description: 'State. 状态' })
  status!: MemorandumStatus;
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
  @Field(() => DateScalar, { nullable: true, description: 'When the last party signed. 签署完成日期' })
  signedOn!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'First day in force. 生效日期' })
  effectiveFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Last day in force. 失效日期' })
  effectiveUntil!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was filed with the office. 报送时间' })
  filedAt!: Date | null;
  @Field(() => DateScalar, { nullable: true, description: 'Until when it has to be filed. 报送期限' })
  filingDueOn!: string | null;
  @Field(() => Boolean, { description: 'Filing is late. 报送逾期' })
  filingOverdue!: boolean;
  @Field(() => String, { description: 'How lists are shared. 名单共享要求' })
  sharingTerms!: string;
  @Field(() => String, { description: 'How execution is fed back. 反馈要求' })
  feedbackTerms!: string;
  @Field(() => String, { description: 'How a subject gets off. 修复方式' })
  repairPath!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended. 终止时间' })
  endedAt!: Date | null;
  // Not fields of the type: what loaders and the policy look at.
  initiatorId!: number;
}

export const MemorandumConnection = connectionOf('Memorandum', () => Memorandum);

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A measure, by an implementer, at a matter (Policy 四(一)). 条款',
})
export class Clause extends Node {
  @Field(() => Int, { description: 'Number within its memorandum. 条款号' })
  number!: number;
  @Field(() => Measure, { description: 'The measure. 措施' })
  measure!: Measure;
  @Field(() => Organization, { description: 'Who carries it out. 实施主体' })
  implementer!: Organization;
  @Field(() => MatterEnum, { description: 'At which matter. 事项' })
  matter!: Matter;
  @Field(() => TriggerEnum, { description: 'What triggers it. 触发方式' })
  trigger!: Trigger;
  @Field(() => String, { description: 'Its basis. 依据' })
  basis!: string;
  @Field(() => Int, { description: 'Working days until feedback is due. 反馈期限（工作日）' })
  feedbackDays!: number;
  // Not fields of the type: what loaders and the policy look at.
  memorandumId!: number;
  measureId!: number;
  implementerId!: number;
}

@InputType({ description: 'Which memoranda. 备忘录筛选' })
export class MemorandumFilter {
  @Field(() => ListColourEnum, { nullable: true, description: 'Colour. 名单类别' })
  colour?: ListColour | null;
  @Field(() => LevelEnum, { nullable: true, description: 'Level. 层级' })
  level?: Level | null;
  @Field(() => MemorandumStatusEnum, { nullable: true, description: 'State. 状态' })
  status?: MemorandumStatus | null;
  @Field(() => String, { nullable: true, description: 'Reaching this list. 名单代码' })
  list?: string | null;
}

@InputType({ description: 'A clause to draft. 条款' })
export class ClauseInput {
  @Field(() => String, { description: 'Code of the measure. 措施代码' })
  measure!: string;
  @Field(() => String, { description: 'Code of the implementer. 实施主体代码' })
  implementer!: string;
  @Field(() => MatterEnum, { description: "At which matter; one of the measure's. 事项" })
  matter!: Matter;
  @Field(() => TriggerEnum, { description: 'What triggers it. 触发方式' })
  trigger!: Trigger;
  @Field(() => String, { description: 'Its basis. 依据' })
  basis!: string;
  @Field(() => Int, { description: 'Working days until feedback is due, 1 to 250. 反馈期限（工作日）' })
  feedbackDays!: number;
}

@InputType({ description: 'A memorandum to draft. 起草备忘录' })
export class DraftMemorandumInput {
  @Field(() => String, { description: 'Number, unique. 文号' })
  number!: string;
  @Field(() => String, { description: 'Title. 标题' })
  title!: string;
  @Field(() => ListColourEnum, { description: 'Colour of the lists. 名单类别' })
  colour!: ListColour;
  @Field(() => LevelEnum, { description: 'Level. 层级' })
  level!: Level;
  @Field(() => [String], { description: 'Codes of the lists it reaches. 名单代码' })
  lists!: string[];
  @Field(() => String, {
    nullable: true,
    description: 'Code of the initiator; the own organization when left out. 发起部门代码',
  })
  initiator?: string | null;
  @Field(() => [String], { description: 'Codes of all parties. 签署单位代码' })
  signatories!: string[];
  @Field(() => [ClauseInput], { description: 'Its clauses. 条款' })
  clauses!: ClauseInput[];
  @Field(() => String, { description: 'How lists are shared. 名单共享要求' })
  sharingTerms!: string;
  @Field(() => String, { description: 'How execution is fed back. 反馈要求' })
  feedbackTerms!: string;
  @Field(() => String, { description: 'How a subject gets off. 修复方式' })
  repairPath!: string;
  @Field(() => DateScalar, { description: 'First day in force. 生效日期' })
  effectiveFrom!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Last day in force. 失效日期' })
  effectiveUntil?: string | null;
}

@InputType({ description: 'Which memorandum. 签署' })
export class SignMemorandumInput extends VersionedInput {
  @Field(() => String, { description: 'Its number. 文号' })
  memorandum!: string;
}

@InputType({ description: 'Which memorandum. 终止' })
export class EndMemorandumInput extends VersionedInput {
  @Field(() => String, { description: 'Its number. 文号' })
  memorandum!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@InputType({ description: 'Which memorandum. 报送' })
export class FileMemorandumInput extends VersionedInput {
  @Field(() => String, { description: 'Its number. 文号' })
  memorandum!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The memorandum. 起草结果' })
export class DraftMemorandumPayload {
  @Field(() => Memorandum, { description: 'The memorandum. 备忘录' })
  memorandum!: Memorandum;
}

@ObjectType({ simpleResolvers: true, description: 'The memorandum. 签署结果' })
export class SignMemorandumPayload {
  @Field(() => Memorandum, { description: 'The memorandum. 备忘录' })
  memorandum!: Memorandum;
}

@ObjectType({ simpleResolvers: true, description: 'The memorandum. 终止结果' })
export class EndMemorandumPayload {
  @Field(() => Memorandum, { description: 'The memorandum. 备忘录' })
  memorandum!: Memorandum;
}

@ObjectType({ simpleResolvers: true, description: 'The memorandum. 报送结果' })
export class FileMemorandumPayload {
  @Field(() => Memorandum, { description: 'The memorandum. 备忘录' })
  memorandum!: Memorandum;
}
