import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { RepairConditionKindEnum, RepairStatusEnum } from '../../kernel/enums.js';
import { DateScalar, DateTimeScalar } from '../../kernel/scalars.js';
import type { RepairConditionKind, RepairStatus } from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { ListEntry } from '../lists/entry.types.js';
import { Organization } from '../organizations/organization.types.js';
import { CreditRecord } from '../records/record.types.js';
import { Subject } from '../subjects/subject.types.js';
import type { AssessedCondition } from './condition.rules.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A rule set of repair (Policy 五(四), Henan 37). 修复规则',
})
export class RepairRuleSet {
  @Field(() => String, { description: 'Code. 代码' })
  code!: string;
  @Field(() => String, { description: 'Title. 名称' })
  title!: string;
  @Field(() => String, { description: 'Where it stands; says what was not read there. 来源' })
  source!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A condition of repair (Henan 43). 修复条件' })
export class RepairCondition {
  @Field(() => RepairConditionKindEnum, { description: 'Which. 类别' })
  kind!: RepairConditionKind;
  @Field(() => Boolean, { description: 'Whether it is met. 是否满足' })
  met!: boolean;
  @Field(() => String, { description: 'Why, in Chinese, with its source. 说明' })
  reason!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which time alone meets it. 起算可满足日期',
  })
  metFrom!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A rule set that was looked at. 比较过的修复规则' })
export class ConsideredRuleSet {
  @Field(() => RepairRuleSet, { description: 'The rule set. 修复规则' })
  ruleSet!: RepairRuleSet;
  @Field(() => Boolean, { description: 'Whether it applies. 是否适用' })
  chosen!: boolean;
  @Field(() => String, { description: 'Why it was taken or left. 理由' })
  reason!: string;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'When its minimum period is over. 最短公示期届满日',
  })
  earliestOn!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Whether, when and how something can be repaired (Policy 五(四), Henan 43). 修复指引',
})
export class RepairOutlook {
  @Field(() => Boolean, { description: 'Whether it can be repaired before its term ends. 是否可修复' })
  repairable!: boolean;
  @Field(() => String, { nullable: true, description: 'Why not, and until when. 不可修复的理由' })
  reason!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'When its minimum period is over. 最早可修复日期' })
  earliestOn!: string | null;
  @Field(() => DateScalar, { description: 'Last day of its term: it ends then by itself. 期满日期' })
  endsOn!: string;
  @Field(() => RepairRuleSet, { description: 'The rule set that applies. 适用的规则' })
  ruleSet!: RepairRuleSet;
  @Field(() => [ConsideredRuleSet], {
    description: 'Those that were compared: in force at the decision and today. 比较过的规则',
  })
  considered!: ConsideredRuleSet[];
  @Field(() => [RepairCondition], { description: 'Each condition as it stands. 各项条件' })
  conditions!: RepairCondition[];
  @Field(() => [String], { description: 'What is missing. 尚缺' })
  missing!: string[];
  @Field(() => [String], { description: 'Where and how to apply, and with which papers. 办理方式' })
  howTo!: string[];
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An application for repair (Policy 五(四), Henan 43). 信用修复',
})
export class Repair extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => ListEntry, { nullable: true, description: 'The entry to be repaired. 名单条目' })
  entry!: ListEntry | null;
  @Field(() => CreditRecord, { nullable: true, description: 'The record to be repaired. 信用信息' })
  record!: CreditRecord | null;
  @Field(() => Subject, { nullable: true, description: 'Whom it is about. 信用主体' })
  subject!: Subject | null;
  @Field(() => Organization, {
    nullable: true,
    description: "The clerk's body; null when the subject applied itself. 代为提交单位",
  })
  appliedBy!: Organization | null;
  @Field(() => Organization, { description: 'Who identified it, repairs it (谁认定、谁修复). 办理单位' })
  decider!: Organization;
  @Field(() => String, { description: 'What is asked and why. 申请理由' })
  statement!: string;
  @Field(() => String, { description: 'How the duties were done and the act was corrected. 义务履行说明' })
  dutiesStatement!: string;
  @Field(() => DateScalar, { nullable: true, description: 'When the duties were done. 义务履行完毕日期' })
  dutiesDoneOn!: string | null;
  @Field(() => String, { nullable: true, description: 'The public commitment. 信用承诺' })
  commitment!: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the training certificate. 培训证明编号' })
  trainingCertificate!: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the credit report. 信用报告编号' })
  creditReport!: string | null;
  @Field(() => RepairStatusEnum, { description: 'State. 状态' })
  status!: RepairStatus;
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
  @Field(() => RepairRuleSet, { description: 'The rule set it is judged by. 适用的规则' })
  ruleSet!: RepairRuleSet;
  @Field(() => DateTimeScalar, { description: 'When it was received; clocks run from here. 申请时间' })
  appliedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was accepted. 受理时间' })
  acceptedAt!: Date | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the decider found all duties done; null before. 义务是否确认履行完毕',
  })
  dutiesConfirmed!: boolean | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided or closed. 办结时间' })
  decidedAt!: Date | null;
  @Field(() => Organization, { nullable: true, description: 'Who decided. 决定单位' })
  decidedBy!: Organization | null;
  @Field(() => String, { nullable: true, description: 'Reasons of the decision. 决定理由' })
  reasons!: string | null;
  @Field(() => [RepairCondition], {
    description: 'Each condition: as it stands now, or as it stood at the decision. 各项条件',
  })
  conditions!: RepairCondition[];
  // Not fields of the type: what loaders and the policy look at.
  assessment!: AssessedCondition[] | null;
  ruleSetCode!: string;
  appliedOn!: string;
  entryId!: number | null;
  recordId!: number | null;
  subjectId!: number;
  appliedById!: number | null;
  deciderId!: number;
  decidedById!: number | null;
}

export const RepairConnection = connectionOf('Repair', () => Repair);

@InputType({ description: 'Which repairs. 修复筛选' })
export class RepairFilter {
  @Field(() => [RepairStatusEnum], { nullable: true, description: 'States. 状态' })
  status?: RepairStatus[] | null;
  @Field(() => String, { nullable: true, description: 'Number of the entry. 条目编号' })
  entry?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the record. 信用信息编号' })
  record?: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the subject. 主体代码' })
  subjectCode?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Late ones only, or those in time. 是否逾期' })
  overdue?: boolean | null;
}

@InputType({ description: 'An application for repair of an entry or a record. 申请信用修复' })
export class ApplyForRepairInput {
  @Field(() => String, { nullable: true, description: 'Number of the entry; or else record. 条目编号' })
  entry?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the record; or else entry. 信用信息编号' })
  record?: string | null;
  @Field(() => String, { description: 'What is asked and why. 申请理由' })
  statement!: string;
  @Field(() => String, { description: 'How the duties were done and the act was corrected. 义务履行说明' })
  dutiesStatement!: string;
  @Field(() => DateScalar, { nullable: true, description: 'When the duties were done. 义务履行完毕日期' })
  dutiesDoneOn?: string | null;
  @Field(() => String, { nullable: true, description: 'The public commitment. 信用承诺' })
  commitment?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the training certificate. 培训证明编号' })
  trainingCertificate?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the credit report. 信用报告编号' })
  creditReport?: string | null;
  @Field(() => [String], { nullable: true, description: 'Numbers of uploaded files. 附件编号' })
  files?: string[] | null;
}

@InputType({ description: 'Whether the application is taken up. 受理修复申请' })
export class AcceptRepairInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the repair. 修复编号' })
  repair!: string;
  @Field(() => Boolean, { description: 'Whether it is taken up. 是否受理' })
  accepted!: boolean;
  @Field(() => String, { nullable: true, description: 'Why not; the subject reads it. 不予受理的理由' })
  reason?: string | null;
}

@InputType({ description: 'The decision on a repair. 作出修复决定' })
export class DecideRepairInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the repair. 修复编号' })
  repair!: string;
  @Field(() => Boolean, { description: 'Whether it is granted: every condition must be met. 是否准予' })
  approved!: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the duties were found done and the act corrected. 义务是否确认履行完毕',
  })
  dutiesConfirmed?: boolean | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'When the duties were found done, where it is another day than was said. 经核实的履行完毕日期',
  })
  dutiesDoneOn?: string | null;
  @Field(() => String, { nullable: true, description: 'Reasons; needed when it is refused. 理由' })
  reasons?: string | null;
}

@InputType({ description: 'An application taken back. 撤回修复申请' })
export class WithdrawRepairInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the repair. 修复编号' })
  repair!: string;
  @Field(() => String, { description: 'Why. 理由' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The repair. 申请结果' })
export class ApplyForRepairPayload {
  @Field(() => Repair, { description: 'The repair. 信用修复' })
  repair!: Repair;
}
@ObjectType({ simpleResolvers: true, description: 'The repair. 受理结果' })
export class AcceptRepairPayload {
  @Field(() => Repair, { description: 'The repair. 信用修复' })
  repair!: Repair;
}
@ObjectType({ simpleResolvers: true, description: 'The repair. 决定结果' })
export class DecideRepairPayload {
  @Field(() => Repair, { description: 'The repair. 信用修复' })
  repair!: Repair;
}
@ObjectType({ simpleResolvers: true, description: 'The repair. 撤回结果' })
export class WithdrawRepairPayload {
  @Field(() => Repair, { description: 'The repair. 信用修复' })
  repair!: Repair;
}
