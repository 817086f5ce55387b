import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { Node } from '../../kernel/connection.types.js';
import { DateScalar, DateTimeScalar } from '../../kernel/scalars.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { Organization } from '../organizations/organization.types.js';
import { Subject } from '../subjects/subject.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Community service recorded by its organiser (Policy 五(四)). 社会公益服务',
})
export class CommunityService extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => Subject, { nullable: true, description: 'Who served. 信用主体' })
  subject!: Subject | null;
  @Field(() => Organization, { description: 'Who organised it. 组织单位' })
  organizer!: Organization;
  @Field(() => String, { description: 'What was done. 服务内容' })
  activity!: string;
  @Field(() => DateScalar, { description: 'On which day. 服务日期' })
  servedOn!: string;
  @Field(() => Float, { description: 'Hours. 服务时长（小时）' })
  hours!: number;
  @Field(() => String, { description: 'Proof. 证明' })
  proof!: string;
  @Field(() => DateTimeScalar, { description: 'When it was recorded. 登记时间' })
  recordedAt!: Date;
  // Not fields of the type: what loaders and the policy look at.
  subjectId!: number;
  organizerId!: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A reorganisation a court approved: measures are lifted while it is carried out. 破产重整',
})
export class Reorganisation extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => Subject, { nullable: true, description: 'Who is reorganised. 信用主体' })
  subject!: Subject | null;
  @Field(() => Organization, { description: 'The court. 裁定法院' })
  court!: Organization;
  @Field(() => String, { description: 'Number of the ruling. 裁定书文号' })
  documentNumber!: string;
  @Field(() => DateScalar, { description: 'Day of the ruling. 裁定批准日期' })
  approvedOn!: string;
  @Field(() => DateScalar, { description: 'First day of carrying it out. 执行期自' })
  from!: string;
  @Field(() => DateScalar, { description: 'Last day of carrying it out. 执行期至' })
  until!: string;
  @Field(() => DateScalar, { nullable: true, description: 'When it was over. 终止日期' })
  endedOn!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was over. 终止原因' })
  endReason!: string | null;
  @Field(() => DateTimeScalar, { description: 'When it was recorded. 登记时间' })
  recordedAt!: Date;
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
  // Not fields of the type: what loaders and the policy look at.
  subjectId!: number;
  courtId!: number;
}

@InputType({ description: 'Hours of community service, from their organiser. 登记社会公益服务' })
export class RecordCommunityServiceInput {
  @Field(() => String, { description: 'Code of who served. 主体代码' })
  subject!: string;
  @Field(() => String, { description: 'What was done. 服务内容' })
  activity!: string;
  @Field(() => DateScalar, { description: 'On which day. 服务日期' })
  servedOn!: string;
  @Field(() => Float, { description: 'Hours, 0.5 to 12 on one day, in halves. 服务时长（小时）' })
  hours!: number;
  @Field(() => String, { description: 'Proof: attendance sheet, certificate. 证明' })
  proof!: string;
}

@InputType({ description: 'A reorganisation plan the court approved. 登记重整计划' })
export class RecordReorganisationInput {
  @Field(() => String, { description: 'Code of the organisation. 主体代码' })
  subject!: string;
  @Field(() => String, { description: 'Number of the ruling. 裁定书文号' })
  documentNumber!: string;
  @Field(() => DateScalar, { description: 'Day of the ruling. 裁定批准日期' })
  approvedOn!: string;
  @Field(() => DateScalar, { description: 'First day of carrying it out. 执行期自' })
  from!: string;
  @Field(() => DateScalar, { description: 'Last day of carrying it out. 执行期至' })
  until!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Code of the court, when the credit office records for it. 法院代码',
  })
  court?: string | null;
}

@InputType({ description: 'The plan was carried out or failed. 终止重整登记' })
export class EndReorganisationInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the reorganisation. 重整登记编号' })
  reorganisation!: string;
  @Field(() => String, { description: 'Why. 理由' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What was recorded. 登记结果' })
export class RecordCommunityServicePayload {
  @Field(() => CommunityService, { description: 'The hours recorded. 社会公益服务' })
  communityService!: CommunityService;
}
@ObjectType({ simpleResolvers: true, description: 'What was recorded. 登记结果' })
export class RecordReorganisationPayload {
  @Field(() => Reorganisation, { description: 'The reorganisation. 破产重整' })
  reorganisation!: Reorganisation;
}
@ObjectType({ simpleResolvers: true, description: 'What was ended. 终止结果' })
export class EndReorganisationPayload {
  @Field(() => Reorganisation, { description: 'The reorganisation. 破产重整' })
  reorganisation!: Reorganisation;
}
