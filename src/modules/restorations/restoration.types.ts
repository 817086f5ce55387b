import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import {
  RestorationCauseEnum,
  RestorationStatusEnum,
  RestorationTaskKindEnum,
  RestorationTaskStatusEnum,
} from '../../kernel/enums.js';
import { DateScalar, DateTimeScalar } from '../../kernel/scalars.js';
import type {
  RestorationCause,
  RestorationStatus,
  RestorationTaskKind,
  RestorationTaskStatus,
} from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { Check } from '../enforcement/check.types.js';
import { Instruction } from '../enforcement/instruction.types.js';
import { ListEntry } from '../lists/entry.types.js';
import { Objection } from '../objections/objection.types.js';
import { Organization } from '../organizations/organization.types.js';
import { CreditRecord } from '../records/record.types.js';
import { Subject } from '../subjects/subject.types.js';
import { Outcome } from './outcome.types.js';

@ObjectType({
  simpleResolvers: true,
  description: 'What is owed beside taking the error away (Henan 66). 恢复事项',
})
export class RestorationTask {
  @Field(() => RestorationTaskKindEnum, { description: 'What. 事项' })
  kind!: RestorationTaskKind;
  @Field(() => Organization, { description: 'Who owes it. 责任单位' })
  owner!: Organization;
  @Field(() => DateScalar, {
    description: "Last day, the county's own term: the law names none. 办理期限",
  })
  dueOn!: string;
  @Field(() => Boolean, { description: 'Its last day is over and it is open. 是否逾期' })
  overdue!: boolean;
  @Field(() => RestorationTaskStatusEnum, { description: 'State. 状态' })
  status!: RestorationTaskStatus;
  @Field(() => String, {
    nullable: true,
    description: 'What was done, or why it is not required. 办理情况',
  })
  note!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When. 办结时间' })
  doneAt!: Date | null;
  // Not fields of the type: what loaders and the policy look at.
  ownerId!: number;
  restorationId!: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'The unwinding of something wrong (Policy 五(五), Henan 42, 66). 恢复信誉',
})
export class Restoration extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => RestorationCauseEnum, { description: 'Why it was opened. 事由' })
  cause!: RestorationCause;
  @Field(() => ListEntry, { nullable: true, description: 'The entry that was wrong. 名单条目' })
  entry!: ListEntry | null;
  @Field(() => CreditRecord, { nullable: true, description: 'The record that was wrong. 信用信息' })
  record!: CreditRecord | null;
  @Field(() => Instruction, { nullable: true, description: 'The instruction that was wrong. 奖惩任务' })
  instruction!: Instruction | null;
  @Field(() => Check, { nullable: true, description: 'The check whose answer was wrong. 查询比对' })
  check!: Check | null;
  @Field(() => Subject, { nullable: true, description: 'Whose credit is restored. 信用主体' })
  subject!: Subject | null;
  @Field(() => Objection, { nullable: true, description: 'The objection behind it. 异议' })
  objection!: Objection | null;
  @Field(() => Outcome, { nullable: true, description: 'The outcome behind it. 救济结果' })
  outcome!: Outcome | null;
  @Field(() => Organization, { description: 'The body that made the error and owes the rest. 责任单位' })
  responsible!: Organization;
  @Field(() => String, { description: 'What was wrong. 理由' })
  reason!: string;
  @Field(() => RestorationStatusEnum, { description: 'State. 状态' })
  status!: RestorationStatus;
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
  @Field(() => DateTimeScalar, { description: 'When it was opened. 开始时间' })
  openedAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When everybody had acknowledged and nothing was owed any more. 完成时间',
  })
  doneAt!: Date | null;
  // Not fields of the type: what loaders and the policy look at.
  entryId!: number | null;
  recordId!: number | null;
  instructionId!: number | null;
  checkId!: number | null;
  subjectId!: number;
  objectionId!: number | null;
  outcomeId!: number | null;
  responsibleId!: number;
}

export const RestorationConnection = connectionOf('Restoration', () => Restoration);

@InputType({ description: 'Which restorations. 恢复信誉筛选' })
export class RestorationFilter {
  @Field(() => [RestorationStatusEnum], { nullable: true, description: 'States. 状态' })
  status?: RestorationStatus[] | null;
  @Field(() => RestorationCauseEnum, { nullable: true, description: 'Why opened. 事由' })
  cause?: RestorationCause | null;
  @Field(() => String, { nullable: true, description: 'Number of the entry. 条目编号' })
  entry?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the record. 信用信息编号' })
  record?: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the body responsible. 责任单位代码' })
  responsible?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those with a recipient or task past its last day, or the others. 是否逾期',
  })
  overdue?: boolean | null;
}

@InputType({ description: 'What became of a task. 办结恢复事项' })
export class CompleteRestorationTaskInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the restoration. 恢复信誉编号' })
  restoration!: string;
  @Field(() => RestorationTaskKindEnum, { description: 'Which task. 事项' })
  kind!: RestorationTaskKind;
  @Field(() => RestorationTaskStatusEnum, {
    description: 'DONE; NOT_REQUIRED by the credit office only. 办理结果',
  })
  status!: RestorationTaskStatus;
  @Field(() => String, {
    description: 'What was done, or why it is not required; the subject reads it. 办理情况',
  })
  note!: string;
  @Field(() => [String], {
    nullable: true,
    description: 'Numbers of files that prove it, sent before with POST /files. 证明材料',
  })
  files?: string[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'The restoration. 办理结果' })
export class CompleteRestorationTaskPayload {
  @Field(() => Restoration, { description: 'The restoration. 恢复信誉' })
  restoration!: Restoration;
}

@InputType({ description: 'A record whose act was annulled (Henan 42). 撤销信用信息' })
export class RevokeRecordInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the record. 信用信息编号' })
  record!: string;
  @Field(() => String, { description: 'Why; the subject reads it. 原因' })
  reason!: string;
  @Field(() => String, { description: 'Number of the decision that annulled the act. 撤销决定文书号' })
  documentNumber!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The record. 撤销结果' })
export class RevokeRecordPayload {
  @Field(() => CreditRecord, { nullable: true, description: 'The record. 信用信息' })
  record!: CreditRecord | null;
}
