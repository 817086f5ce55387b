import { Field, InputType, ObjectType } from 'type-graphql';
import { Node } from '../../kernel/connection.types.js';
import { MatterEnum, VerdictEnum } from '../../kernel/enums.js';
import type { Matter } from '../../kernel/principal.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { Verdict } from '../../kernel/terms.js';
import { DueMeasure } from '../enforcement/instruction.types.js';
import { ListEntry } from '../lists/entry.types.js';
import { Organization } from '../organizations/organization.types.js';
import { Subject, SubjectInput } from '../subjects/subject.types.js';

@ObjectType({ simpleResolvers: true, description: 'An entry a check hit. 命中条目' })
export class CheckHit {
  @Field(() => ListEntry, { description: 'The entry. 条目' })
  entry!: ListEntry;
  @Field(() => Boolean, { description: 'Hit but suspended: nothing is to be done (Policy 五(三)). 暂停执行' })
  suspended!: boolean;
  @Field(() => String, { nullable: true, description: 'Why it is suspended (Henan 41). 暂停原因' })
  suspendedBecause!: string | null;
  @Field(() => [DueMeasure], { description: 'What my agency must apply at this matter. 应采取的措施' })
  measures!: DueMeasure[];
  // Not fields of the type: what loaders and the policy look at.
  checkId!: number;
  ordinal!: number;
  entryId!: number;
  clauseIds!: number[];
}

@ObjectType({ simpleResolvers: true, description: 'The answer about one subject. 比对结果' })
export class CheckResult {
  @Field(() => String, { description: 'What was asked, ID numbers masked. 查询内容' })
  asked!: string;
  @Field(() => Subject, { nullable: true, description: 'The subject, where the hub knows it. 信用主体' })
  subject!: Subject | null;
  @Field(() => VerdictEnum, { description: 'What it says. 结论' })
  verdict!: Verdict;
  @Field(() => Boolean, { description: 'Marked: an objection to this answer is open (Henan 41). 异议标注' })
  objected!: boolean;
  @Field(() => [CheckHit], { description: 'The entries. 命中条目' })
  hits!: CheckHit[];
  // Not fields of the type: what loaders and the policy look at.
  checkId!: number;
  ordinal!: number;
  subjectId!: number | null;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'The receipt of a duty check (Policy 四(四)(五)). 查询比对回执',
})
export class Check extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => MatterEnum, { description: 'The matter handled. 事项' })
  matter!: Matter;
  @Field(() => String, { description: 'Number of the business. 业务编号' })
  businessNumber!: string;
  @Field(() => DateTimeScalar, { description: 'When. 查询时间' })
  checkedAt!: Date;
  @Field(() => Organization, { description: 'Who checked. 查询单位' })
  agency!: Organization;
  @Field(() => [CheckResult], { description: 'One answer per subject, in the order asked. 结果' })
  results!: CheckResult[];
  // Not fields of the type: what loaders and the policy look at.
  agencyId!: number;
}

@InputType({ description: 'Who is checked, at which matter and business. 查询比对' })
export class CheckSubjectsInput {
  @Field(() => [SubjectInput], { description: '1 to 500 subjects. 主体' })
  subjects!: SubjectInput[];
  @Field(() => MatterEnum, { description: 'The matter handled. 事项' })
  matter!: Matter;
  @Field(() => String, { description: 'Number of the business. 业务编号' })
  businessNumber!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The receipt. 回执' })
export class CheckSubjectsPayload {
  // Not a field of the type: what the receipt is read by.
  checkId!: number;
}
