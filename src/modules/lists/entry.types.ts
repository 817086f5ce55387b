import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import {
  EntryOriginEnum,
  EntryStatusEnum,
  FinalityEnum,
  ListColourEnum,
  NoticeChannelEnum,
  ProcedureEnum,
  SeverityEnum,
} from '../../kernel/enums.js';
import { DateScalar, DateTimeScalar } from '../../kernel/scalars.js';
import type {
  EntryOrigin,
  EntryStatus,
  Finality,
  ListColour,
  NoticeChannel,
  Procedure,
  Severity,
} from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { CreditList } from '../lists/list.types.js';
import { Organization } from '../organizations/organization.types.js';
import { CreditRecord } from '../records/record.types.js';
import { Subject, SubjectInput } from '../subjects/subject.types.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A person responsible for the dishonest act (Henan 35). 责任人',
})
export class ResponsiblePerson {
  @Field(() => String, { description: 'Name. 姓名' })
  name!: string;
  @Field(() => String, { description: 'Role. 职务' })
  role!: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: "A subject's place on a list (Policy 四(二), Henan 28, 35, 37). 名单条目",
})
export class ListEntry extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => CreditList, { description: 'The list. 名单' })
  list!: CreditList;
  @Field(() => Subject, { nullable: true, description: 'The subject. 信用主体' })
  subject!: Subject | null;
  @Field(() => EntryOriginEnum, { description: 'Local, or from a higher level or another place. 来源' })
  origin!: EntryOrigin;
  @Field(() => Organization, { description: 'Who identified it. 认定单位' })
  identifiedBy!: Organization;
  @Field(() => String, { description: 'Number of the decision. 认定文书号' })
  decisionNumber!: string;
  @Field(() => DateScalar, { description: 'Day of the decision. 认定日期' })
  decidedOn!: string;
  @Field(() => String, { description: 'Why it is listed. 列入事由' })
  ground!: string;
  @Field(() => String, { description: 'Legal basis. 列入依据' })
  basis!: string;
  @Field(() => SeverityEnum, { description: 'Severity. 严重程度' })
  severity!: Severity;
  @Field(() => EntryStatusEnum, { description: 'State. 状态' })
  status!: EntryStatus;
  @Field(() => Int, {
    nullable: true,
    description: 'Counts its changes; send it as `expectedVersion`. 版本',
  })
  version!: number | null;
  @Field(() => Boolean, { description: 'Marked: an objection is open (Henan 41). 异议标注' })
  objected!: boolean;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'When the subject was told or the public notice began (Henan 28). 告知日期',
  })
  noticeServedOn!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it may be published. 可发布日期',
  })
  publishableFrom!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published. 发布时间' })
  publishedAt!: Date | null;
  @Field(() => DateScalar, { nullable: true, description: 'First day in effect. 有效期自' })
  validFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Last day in effect. 有效期至' })
  validUntil!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended. 终止时间' })
  endedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it ended. 终止原因' })
  endReason!: string | null;
  @Field(() => String, { nullable: true, description: 'Proof of its publication elsewhere. 公布凭证' })
  proofUrl!: string | null;
  @Field(() => [ResponsiblePerson], { nullable: true, description: 'Persons responsible (Henan 35). 责任人' })
  responsiblePersons!: ResponsiblePerson[] | null;
  @Field(() => CreditRecord, { nullable: true, description: 'The record it rests on. 依据的信用信息' })
  record!: CreditRecord | null;
  // Not fields of the type: what loaders and the policy look at.
  colour!: ListColour;
  listId!: number;
  subjectId!: number;
  identifiedById!: number;
  recordId!: number | null;
}

/** The persons responsible for what an entry is about, with what tells whether that is public. */
export type EntryPersons = Pick<
  ListEntry,
  'id' | 'status' | 'colour' | 'validUntil' | 'subjectId' | 'responsiblePersons'
>;

export const ListEntryConnection = connectionOf('ListEntry', () => ListEntry);

@InputType({ description: 'Which entries. 条目筛选' })
export class ListEntryFilter {
  @Field(() => String, { nullable: true, description: 'Code of the list. 名单代码' })
  list?: string | null;
  @Field(() => ListColourEnum, { nullable: true, description: 'Colour. 名单类别' })
  colour?: ListColour | null;
  @Field(() => [EntryStatusEnum], { nullable: true, description: 'States; PUBLISHED when left out. 状态' })
  status?: EntryStatus[] | null;
  @Field(() => String, { nullable: true, description: 'Code of the subject. 主体代码' })
  subjectCode?: string | null;
  @Field(() => String, { nullable: true, description: 'Code of who identified it. 认定单位代码' })
  identifiedBy?: string | null;
  @Field(() => SeverityEnum, { nullable: true, description: 'Severity. 严重程度' })
  severity?: Severity | null;
  @Field(() => DateScalar, { nullable: true, description: 'Published on this day or later. 发布日期自' })
  publishedFrom?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Published on this day or earlier. 发布日期至' })
  publishedTo?: string | null;
}

@InputType({ description: 'A person responsible (Henan 35). 责任人' })
export class ResponsiblePersonInput {
  @Field(() => String, { description: 'Name. 姓名' })
  name!: string;
  @Field(() => String, { description: 'Role. 职务' })
  role!: string;
}

@InputType({ description: 'An entry to propose. 拟列入条目' })
export class EntryInput {
  @Field(() => String, { description: 'Code of the list. 名单代码' })
  list!: string;
  @Field(() => SubjectInput, { description: 'The subject. 信用主体' })
  subject!: SubjectInput;
  @Field(() => String, { description: 'Number of the decision. 认定文书号' })
  decisionNumber!: string;
  @Field(() => DateScalar, { description: 'Day of the decision. 认定日期' })
  decidedOn!: string;
  @Field(() => String, { description: 'Why. 列入事由' })
  ground!: string;
  @Field(() => String, { description: 'Legal basis. 列入依据' })
  basis!: string;
  @Field(() => SeverityEnum, { description: 'Severity. 严重程度' })
  severity!: Severity;
  @Field(() => String, {
    nullable: true,
    description: 'Number of the record it rests on. 依据的信用信息编号',
  })
  record?: string | null;
  @Field(() => [ResponsiblePersonInput], {
    nullable: true,
    description: 'Persons responsible; required for an organisation on a black list (Henan 35). 责任人',
  })
  responsiblePersons?: ResponsiblePersonInput[] | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day in effect; the day of publication when left out. 有效期自',
  })
  validFrom?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day in effect; the term of the list when left out. 有效期至',
  })
  validUntil?: string | null;
  @Field(() => ProcedureEnum, {
    nullable: true,
    description: 'Procedure of the underlying penalty (Henan 13). 处罚程序',
  })
  procedure?: Procedure | null;
  @Field(() => FinalityEnum, {
    nullable: true,
    description:
      'Finality of the underlying act (Henan 20(2)); required for black and watch lists unless a record says so. 是否终局',
  })
  finality?: Finality | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'A minor act of a person, remedied (Henan 13). 轻微并已改正',
  })
  minorRemedied?: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Rests on unconfirmed utility, telecom or property fees (Henan 27). 未经确认的欠费',
  })
  unconfirmedArrears?: boolean | null;
}

@InputType({ description: 'One entry to propose. 提出条目' })
export class ProposeEntryInput {
  @Field(() => EntryInput, { description: 'The entry. 条目' })
  entry!: EntryInput;
}

@InputType({ description: 'Entries to raise from credit records. 由信用信息提出条目' })
export class FromRecordsInput {
  @Field(() => String, { description: 'Code of the list. 名单代码' })
  list!: string;
  @Field(() => [String], {
    nullable: true,
    description: 'Numbers of the records; or else import. 信用信息编号',
  })
  records?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'All records of this import. 导入批次' })
  import?: string | null;
  @Field(() => String, { description: 'Why. 列入事由' })
  ground!: string;
  @Field(() => String, { description: 'Legal basis. 列入依据' })
  basis!: string;
  @Field(() => SeverityEnum, { description: 'Severity. 严重程度' })
  severity!: Severity;
  @Field(() => [ResponsiblePersonInput], {
    nullable: true,
    description: 'Persons responsible, where all share them (Henan 35). 责任人',
  })
  responsiblePersons?: ResponsiblePersonInput[] | null;
}

@InputType({
  description: 'Up to 500 entries to propose: named one by one, or raised from records. 批量提出条目',
})
export class ProposeEntriesInput {
  @Field(() => [EntryInput], { nullable: true, description: 'The entries; or else fromRecords. 条目' })
  entries?: EntryInput[] | null;
  @Field(() => FromRecordsInput, {
    nullable: true,
    description: 'The records to raise them from; or else entries. 由信用信息提出',
  })
  fromRecords?: FromRecordsInput | null;
}

@InputType({
  description: 'The notice before listing: written for black, public for red (Henan 28). 事前告知或公示',
})
export class ServeEntryNoticeInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the entry. 条目编号' })
  entry!: string;
  @Field(() => DateScalar, { description: 'Day it was served or the public notice began. 送达或公示日期' })
  servedOn!: string;
  @Field(() => NoticeChannelEnum, { description: 'How. 送达方式' })
  channel!: NoticeChannel;
  @Field(() => String, { description: 'Proof: receipt number, address of the announcement. 送达凭证' })
  proof!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Reason told to the subject, beside ground and basis. 理由',
  })
  reason?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Number of the paper served; without it one is made out in the same act. 送达的文书编号',
  })
  document?: string | null;
}

@InputType({ description: 'Entries of one list to publish as its next version. 发布条目' })
export class PublishEntriesInput extends VersionedInput {
  @Field(() => String, { description: 'Code of the list. 名单代码' })
  list!: string;
  @Field(() => [String], { description: 'Numbers of the entries, 1 to 500. 条目编号' })
  entries!: string[];
}

@InputType({ description: 'Which entry and why. 撤回' })
export class WithdrawEntryInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the entry. 条目编号' })
  entry!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@InputType({ description: 'Which entry and why. 不予列入' })
export class RejectEntryInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the entry. 条目编号' })
  entry!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@InputType({ description: 'Which entry and why. 撤销' })
export class RevokeEntryInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the entry. 条目编号' })
  entry!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Why one of the entries was refused; the others stand. 未通过的条目',
})
export class EntryRefusal {
  @Field(() => Int, { description: 'Its place in the input, from 0. 序号' })
  index!: number;
  @Field(() => String, { description: 'Code of the error catalogue. 错误码' })
  code!: string;
  @Field(() => String, { description: 'What is wrong and what to do. 说明' })
  message!: string;
  @Field(() => String, { nullable: true, description: 'Which field. 字段' })
  field!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The entry proposed. 提出结果' })
export class ProposeEntryPayload {
  @Field(() => ListEntry, { description: 'The entry. 条目' })
  entry!: ListEntry;
}

@ObjectType({ simpleResolvers: true, description: 'What was proposed and what refused. 批量提出结果' })
export class ProposeEntriesPayload {
  @Field(() => [ListEntry], { description: 'Entries proposed. 已提出条目' })
  entries!: ListEntry[];
  @Field(() => [EntryRefusal], { description: 'Entries refused. 未通过条目' })
  refusals!: EntryRefusal[];
}

@ObjectType({ simpleResolvers: true, description: 'The new version of the list. 发布结果' })
export class PublishEntriesPayload {
  @Field(() => CreditList, { description: 'The list. 名单' })
  list!: CreditList;
  @Field(() => Int, { description: 'Its new version. 版本' })
  version!: number;
  @Field(() => [ListEntry], { description: 'The entries published. 已发布条目' })
  entries!: ListEntry[];
  @Field(() => Int, { description: 'Instructions issued at once. 下达任务数' })
  instructionsIssued!: number;
}

@ObjectType({ simpleResolvers: true, description: 'The entry. 撤回结果' })
export class WithdrawEntryPayload {
  @Field(() => ListEntry, { description: 'The entry. 条目' })
  entry!: ListEntry;
}

@ObjectType({ simpleResolvers: true, description: 'The entry. 不予列入结果' })
export class RejectEntryPayload {
  @Field(() => ListEntry, { description: 'The entry. 条目' })
  entry!: ListEntry;
}

@ObjectType({ simpleResolvers: true, description: 'The entry. 撤销结果' })
export class RevokeEntryPayload {
  @Field(() => ListEntry, { description: 'The entry. 条目' })
  entry!: ListEntry;
}
