import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import {
  DisclosureModeEnum,
  FinalityEnum,
  ProcedureEnum,
  RecordKindEnum,
  WithdrawalKindEnum,
} from '../../kernel/enums.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../kernel/scalars.js';
import type { DisclosureMode, Finality, Procedure, RecordKind, WithdrawalKind } from '../../kernel/terms.js';
import { Organization } from '../organizations/organization.types.js';
import { Subject } from '../subjects/subject.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A credit record from an agency (Henan 10, 12). 信用信息',
})
export class CreditRecord extends Node {
  @Field(() => String, { description: "The hub's number. 编号" })
  number!: string;
  @Field(() => RecordKindEnum, { description: 'Kind. 类别' })
  kind!: RecordKind;
  @Field(() => Subject, { nullable: true, description: 'Whom it is about. 信用主体' })
  subject!: Subject | null;
  @Field(() => Organization, { description: 'Who provided it. 提供单位' })
  provider!: Organization;
  @Field(() => String, { description: 'What it is: unlawful act, licence, award. 名称' })
  title!: string;
  @Field(() => String, { description: 'Number of the decision. 决定文书号' })
  documentNumber!: string;
  @Field(() => String, { nullable: true, description: 'Facts found. 事实' })
  facts!: string | null;
  @Field(() => String, { nullable: true, description: 'Legal basis. 依据' })
  basis!: string | null;
  @Field(() => String, { nullable: true, description: 'Category of the decision. 类别' })
  category!: string | null;
  @Field(() => String, { nullable: true, description: 'What was decided. 内容' })
  content!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Fine in yuan. 罚款金额（元）' })
  fineYuan!: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: 'Confiscated, in yuan. 没收金额（元）' })
  confiscatedYuan!: string | null;
  @Field(() => DateScalar, { description: 'Day of the decision. 决定日期' })
  decidedOn!: string;
  @Field(() => DateScalar, { nullable: true, description: 'First day of validity. 有效期自' })
  validFrom!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Last day of validity. 有效期至' })
  validUntil!: string | null;
  @Field(() => String, { description: 'Who decided. 决定机关' })
  authorityName!: string;
  @Field(() => DisclosureModeEnum, { description: 'How it may be disclosed (Henan 18). 披露方式' })
  disclosure!: DisclosureMode;
  @Field(() => DateScalar, { nullable: true, description: 'Last day of publication (Henan 19). 公示截止期' })
  publishUntil!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Last day of disclosure, which a black entry resting on it makes longer; null: for good (Henan 19). 披露期限',
  })
  disclosedUntil!: string | null;
  @Field(() => Boolean, {
    description:
      'Its disclosure is over: archive, shown to its provider, the office, the auditor and its subject alone (Henan 19, 44). 已转为档案',
  })
  archived!: boolean;
  @Field(() => WithdrawalKindEnum, {
    nullable: true,
    description:
      'Why it was withdrawn before its term; then shown to its provider, the office and its subject alone (Henan 42, 43). 撤下原因类别',
  })
  withdrawal!: WithdrawalKind | null;
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
  @Field(() => String, { nullable: true, description: 'The reason in words (Henan 42). 撤下理由' })
  withdrawReason!: string | null;
  @Field(() => ProcedureEnum, { nullable: true, description: 'Procedure of a penalty (Henan 13). 处罚程序' })
  procedure!: Procedure | null;
  @Field(() => FinalityEnum, {
    nullable: true,
    description: 'Whether review and litigation are over (Henan 20(2)). 是否终局',
  })
  finality!: Finality | null;
  @Field(() => Boolean, { description: 'Marked: an objection to it is open (Henan 41). 异议标注' })
  objected!: boolean;
  @Field(() => DateTimeScalar, { description: 'When the hub took it in. 入库时间' })
  createdAt!: Date;
  // Not fields of the type: what loaders and the policy look at.
  subjectId!: number;
  providerId!: number;
  withdrawnAt!: Date | null;
}

export const CreditRecordConnection = connectionOf('CreditRecord', () => CreditRecord);

@InputType({ description: 'Which records. 信用信息筛选' })
export class CreditRecordFilter {
  @Field(() => String, { nullable: true, description: 'Code of the subject. 主体代码' })
  subjectCode?: string | null;
  @Field(() => RecordKindEnum, { nullable: true, description: 'Kind. 类别' })
  kind?: RecordKind | null;
  @Field(() => String, { nullable: true, description: 'Number of the decision, exactly. 决定文书号' })
  documentNumber?: string | null;
  @Field(() => ID, { nullable: true, description: 'The import they came with. 导入批次' })
  import?: string | null;
}
