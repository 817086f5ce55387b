import { Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { OutcomeKindEnum, OutcomeResultEnum } from '../../kernel/enums.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../kernel/scalars.js';
import type { OutcomeKind, OutcomeResult } from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { Instruction } from '../enforcement/instruction.types.js';
import { ListEntry, ResponsiblePersonInput } from '../lists/entry.types.js';
import { Organization } from '../organizations/organization.types.js';
import { CreditRecord } from '../records/record.types.js';
import { Subject } from '../subjects/subject.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'How a complaint, an administrative review or a lawsuit ended (Policy 五(五)). 救济结果',
})
export class Outcome extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => OutcomeKindEnum, { description: 'Which way was taken. 救济途径' })
  kind!: OutcomeKind;
  @Field(() => OutcomeResultEnum, { description: 'How it ended. 结果' })
  result!: OutcomeResult;
  @Field(() => ListEntry, { nullable: true, description: 'The entry it was about. 名单条目' })
  entry!: ListEntry | null;
  @Field(() => CreditRecord, { nullable: true, description: 'The record it was about. 信用信息' })
  record!: CreditRecord | null;
  @Field(() => Instruction, { nullable: true, description: 'The instruction it was about. 奖惩任务' })
  instruction!: Instruction | null;
  @Field(() => Subject, { nullable: true, description: 'Whose it is. 信用主体' })
  subject!: Subject | null;
  @Field(() => String, { description: 'Who decided: review authority, court, or body. 作出机关' })
  authority!: string;
  @Field(() => String, { description: 'Number of the decision. 文书号' })
  documentNumber!: string;
  @Field(() => DateScalar, { description: 'Day of the decision. 作出日期' })
  decidedOn!: string;
  @Field(() => String, { description: 'What was decided. 摘要' })
  summary!: string;
  @Field(() => Organization, { description: 'Who recorded it. 记录单位' })
  recordedBy!: Organization;
  @Field(() => DateTimeScalar, { description: 'When it was recorded and carried out. 记录时间' })
  recordedAt!: Date;
  // Not fields of the type: what loaders and the policy look at.
  entryId!: number | null;
  recordId!: number | null;
  instructionId!: number | null;
  subjectId!: number;
  organizationId!: number;
}

export const OutcomeConnection = connectionOf('Outcome', () => Outcome);

@InputType({ description: 'Which outcomes. 救济结果筛选' })
export class OutcomeFilter {
  @Field(() => OutcomeKindEnum, { nullable: true, description: 'Which way. 救济途径' })
  kind?: OutcomeKind | null;
  @Field(() => [OutcomeResultEnum], { nullable: true, description: 'How it ended. 结果' })
  result?: OutcomeResult[] | null;
  @Field(() => String, { nullable: true, description: 'Number of the entry. 条目编号' })
  entry?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the record. 信用信息编号' })
  record?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the instruction. 任务编号' })
  instruction?: string | null;
}

@InputType({
  description:
    'What a decision changed: of an entry ground, basis, responsiblePersons, validUntil; of a record the others. 变更内容',
})
export class OutcomeCorrectionInput {
  @Field(() => String, { nullable: true, description: 'Ground of the entry. 事由' })
  ground?: string | null;
  @Field(() => String, { nullable: true, description: 'Basis, of either. 依据' })
  basis?: string | null;
  @Field(() => [ResponsiblePersonInput], {
    nullable: true,
    description: 'Persons responsible, of the entry. 责任人',
  })
  responsiblePersons?: ResponsiblePersonInput[] | null;
  @Field(() => DateScalar, { nullable: true, description: 'Earlier last day of the entry. 有效期止' })
  validUntil?: string | null;
  @Field(() => String, { nullable: true, description: 'Title of the record. 标题' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'Facts of the record. 事实' })
  facts?: string | null;
  @Field(() => String, { nullable: true, description: 'Content of the record. 内容' })
  content?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Fine of the record, in yuan. 罚款金额（元）' })
  fineYuan?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Earlier last day of publication. 公示截止日' })
  publishUntil?: string | null;
}

@InputType({
  description: 'A final outcome; it is carried out at once (Policy 五(五), Henan 42). 登记救济结果',
})
export class RecordOutcomeInput extends VersionedInput {
  @Field(() => OutcomeKindEnum, { description: 'Which way was taken. 救济途径' })
  kind!: OutcomeKind;
  @Field(() => OutcomeResultEnum, { description: 'How it ended. 结果' })
  result!: OutcomeResult;
  @Field(() => String, {
    nullable: true,
    description: 'Number of the entry; or else record or instruction. 条目编号',
  })
  entry?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the record. 信用信息编号' })
  record?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the instruction. 任务编号' })
  instruction?: string | null;
  @Field(() => String, { description: 'Who decided. 作出机关' })
  authority!: string;
  @Field(() => String, { description: 'Number of the decision. 文书号' })
  documentNumber!: string;
  @Field(() => DateScalar, { description: 'Day of the decision. 作出日期' })
  decidedOn!: string;
  @Field(() => String, { description: 'What was decided; the subject reads it. 摘要' })
  summary!: string;
  @Field(() => OutcomeCorrectionInput, {
    nullable: true,
    description: 'What was changed, with CHANGED of an entry or record. 变更内容',
  })
  correction?: OutcomeCorrectionInput | null;
}

@ObjectType({ simpleResolvers: true, description: 'The outcome. 登记结果' })
export class RecordOutcomePayload {
  @Field(() => Outcome, { description: 'The outcome. 救济结果' })
  outcome!: Outcome;
}
