import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { IncidentKindEnum, IncidentStatusEnum } from '../../kernel/enums.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { IncidentKind, IncidentStatus } from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { Organization } from '../organizations/organization.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'Credit information was leaked, tampered with, lost, sold or misused (Policy 五(二), Henan 25). 信用信息安全事件',
})
export class Incident extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => IncidentKindEnum, { description: 'What happened. 类别' })
  kind!: IncidentKind;
  @Field(() => IncidentStatusEnum, { description: 'State. 状态' })
  status!: IncidentStatus;
  @Field(() => DateTimeScalar, { description: 'When it was discovered. 发现时间' })
  discoveredAt!: Date;
  @Field(() => String, { description: 'What is known of it. 情况说明' })
  description!: string;
  @Field(() => Organization, { nullable: true, description: 'Who reported it. 报告单位' })
  reportedBy!: Organization | null;
  @Field(() => DateTimeScalar, { description: 'When it was reported. 报告时间' })
  reportedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided on. 认定时间' })
  decidedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'What was found. 认定结论' })
  finding!: string | null;
  @Field(() => String, { nullable: true, description: 'What was done against it. 处置措施' })
  measures!: string | null;
  @Field(() => String, { nullable: true, description: 'To which authority it was handed over. 移送机关' })
  referral!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When its handling was recorded. 处置时间' })
  remediedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed. 办结时间' })
  closedAt!: Date | null;
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
  // Not a field of the type: what loaders look at.
  reportedById!: number;
}

export const IncidentConnection = connectionOf('Incident', () => Incident);

@InputType({ description: 'Which incidents. 事件筛选' })
export class IncidentFilter {
  @Field(() => [IncidentStatusEnum], { nullable: true, description: 'In these states. 状态' })
  status?: IncidentStatus[] | null;
  @Field(() => IncidentKindEnum, { nullable: true, description: 'Of this kind. 类别' })
  kind?: IncidentKind | null;
}

const subjects = { nullable: true, description: 'Codes of subjects affected. 受影响主体代码' } as const;

@InputType({ description: 'What happened to credit information. 报告安全事件' })
export class ReportIncidentInput {
  @Field(() => IncidentKindEnum, { description: 'What happened. 类别' })
  kind!: IncidentKind;
  @Field(() => DateTimeScalar, { description: 'When it was discovered. 发现时间' })
  discoveredAt!: Date;
  @Field(() => String, { description: 'What is known of it; nothing personal. 情况说明' })
  description!: string;
  @Field(() => [String], subjects)
  subjects?: string[] | null;
}

@InputType({ description: 'An incident is looked into. 启动调查' })
export class InvestigateIncidentInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the incident. 事件编号' })
  incident!: string;
  @Field(() => [String], subjects)
  subjects?: string[] | null;
}

@InputType({ description: 'Whether an incident is confirmed. 认定安全事件' })
export class DecideIncidentInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the incident. 事件编号' })
  incident!: string;
  @Field(() => Boolean, { description: 'Whether it happened. 是否属实' })
  confirmed!: boolean;
  @Field(() => String, { description: 'What was found; those affected read it. 认定结论' })
  finding!: string;
}

@InputType({ description: 'What was done about a confirmed incident. 登记处置情况' })
export class RecordIncidentHandlingInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the incident. 事件编号' })
  incident!: string;
  @Field(() => String, { description: 'What was done; those affected read it. 处置措施' })
  measures!: string;
  @Field(() => String, { nullable: true, description: 'Authority it was handed over to. 移送机关' })
  referral?: string | null;
  @Field(() => [String], subjects)
  subjects?: string[] | null;
}

@InputType({ description: 'Which incident is closed. 办结安全事件' })
export class CloseIncidentInput extends VersionedInput {
  @Field(() => String, { description: 'Number of the incident. 事件编号' })
  incident!: string;
}

const incident = { nullable: true, description: 'The incident. 安全事件' } as const;

@ObjectType({ description: 'The incident reported. 报告结果' })
export class ReportIncidentPayload {
  @Field(() => Incident, incident)
  incident!: Incident | null;
}
@ObjectType({ description: 'The incident looked into. 调查结果' })
export class InvestigateIncidentPayload {
  @Field(() => Incident, incident)
  incident!: Incident | null;
}
@ObjectType({ description: 'The incident decided on. 认定结果' })
export class DecideIncidentPayload {
  @Field(() => Incident, incident)
  incident!: Incident | null;
}
@ObjectType({ description: 'The incident handled. 处置结果' })
export class RecordIncidentHandlingPayload {
  @Field(() => Incident, incident)
  incident!: Incident | null;
}
@ObjectType({ description: 'The incident closed. 办结结果' })
export class CloseIncidentPayload {
  @Field(() => Incident, incident)
  incident!: Incident | null;
}
