import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import {
  BasisRankEnum,
  LevelEnum,
  ListColourEnum,
  MatterEnum,
  MeasureKindEnum,
  MeasureStatusEnum,
} from '../../kernel/enums.js';
import type { Matter } from '../../kernel/principal.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { BasisRank, Level, ListColour, MeasureKind, MeasureStatus } from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';

@ObjectType({ simpleResolvers: true, description: 'The legal basis of a measure. 措施依据' })
export class MeasureBasis {
  @Field(() => String, { description: 'The article. 依据条文' })
  text!: string;
  @Field(() => BasisRankEnum, { description: 'Its rank. 位阶' })
  rank!: BasisRank;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A measure of the catalogue (Policy 四(三), Henan 29). 奖惩措施',
})
export class Measure extends Node {
  @Field(() => String, { description: 'Code. 措施代码' })
  code!: string;
  @Field(() => String, { description: 'Name. 措施名称' })
  name!: string;
  @Field(() => MeasureKindEnum, { description: 'Incentive or punishment. 性质' })
  kind!: MeasureKind;
  @Field(() => ListColourEnum, { description: 'The colour an entry needs at least. 适用名单层级' })
  tier!: ListColour;
  @Field(() => [MatterEnum], { description: 'Matters it is related to. 相关事项' })
  matters!: Matter[];
  @Field(() => MeasureBasis, { description: 'Its legal basis (Henan 29). 依据' })
  basis!: MeasureBasis;
  @Field(() => Boolean, { description: 'An "other measures" item, never carried out. 兜底项' })
  catchAll!: boolean;
  @Field(() => String, { nullable: true, description: 'Limit in words. 限制' })
  limit!: string | null;
  @Field(() => Int, { nullable: true, description: 'Statutory limit, months. 法定最长期限（月）' })
  maxMonths!: number | null;
  @Field(() => LevelEnum, { description: 'Level. 层级' })
  level!: Level;
  @Field(() => MeasureStatusEnum, { description: 'State; only PUBLISHED can run (Policy 四(三)). 状态' })
  status!: MeasureStatus;
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
  @Field(() => Int, { nullable: true, description: 'Term, months. 期限（月）' })
  termMonths!: number | null;
  @Field(() => String, { nullable: true, description: 'How it ends early. 修复方式' })
  repairPath!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published. 公布时间' })
  publishedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was retired. 停用时间' })
  retiredAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it is still a draft. 未公布原因' })
  draftReason!: string | null;
  // Not fields of the type: what loaders and the policy look at.
  basisText!: string;
  basisRank!: string;
}

export const MeasureConnection = connectionOf('Measure', () => Measure);

@InputType({ description: 'Which measures. 措施筛选' })
export class MeasureFilter {
  @Field(() => MeasureKindEnum, { nullable: true, description: 'Kind. 性质' })
  kind?: MeasureKind | null;
  @Field(() => ListColourEnum, { nullable: true, description: 'Tier. 层级' })
  tier?: ListColour | null;
  @Field(() => MatterEnum, { nullable: true, description: 'Related to this matter. 相关事项' })
  matter?: Matter | null;
  @Field(() => MeasureStatusEnum, { nullable: true, description: 'State. 状态' })
  status?: MeasureStatus | null;
}

@InputType({ description: 'A measure to draft. 起草措施' })
export class DraftMeasureInput {
  @Field(() => String, { description: 'Code, unique. 措施代码' })
  code!: string;
  @Field(() => String, { description: 'Name. 措施名称' })
  name!: string;
  @Field(() => MeasureKindEnum, { description: 'Incentive or punishment. 性质' })
  kind!: MeasureKind;
  @Field(() => ListColourEnum, { description: 'RED for incentives, WATCH or BLACK for punishments. 层级' })
  tier!: ListColour;
  @Field(() => [MatterEnum], { description: 'Matters it is related to. 相关事项' })
  matters!: Matter[];
  @Field(() => String, { description: 'The article it rests on. 依据条文' })
  basisText!: string;
  @Field(() => BasisRankEnum, { description: 'Rank of that article. 位阶' })
  basisRank!: BasisRank;
  @Field(() => Boolean, { nullable: true, description: 'An "other measures" item. 兜底项' })
  catchAll?: boolean | null;
  @Field(() => [String], { description: 'Codes of who may carry it out. 实施主体代码' })
  implementers!: string[];
  @Field(() => String, { nullable: true, description: 'Limit in words. 限制' })
  limit?: string | null;
  @Field(() => Int, { nullable: true, description: 'Statutory limit, months. 法定最长期限（月）' })
  maxMonths?: number | null;
  @Field(() => LevelEnum, { description: 'Level. 层级' })
  level!: Level;
  @Field(() => Int, { nullable: true, description: 'Term, months. 期限（月）' })
  termMonths?: number | null;
  @Field(() => String, { nullable: true, description: 'How it ends early. 修复方式' })
  repairPath?: string | null;
}

@InputType({ description: 'Which measure. 公布措施' })
export class PublishMeasureInput extends VersionedInput {
  @Field(() => String, { description: 'Its code. 措施代码' })
  measure!: string;
}

@InputType({ description: 'Which measure. 停用措施' })
export class RetireMeasureInput extends VersionedInput {
  @Field(() => String, { description: 'Its code. 措施代码' })
  measure!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The measure. 起草结果' })
export class DraftMeasurePayload {
  @Field(() => Measure, { description: 'The measure. 措施' })
  measure!: Measure;
}

@ObjectType({ simpleResolvers: true, description: 'The measure. 公布结果' })
export class PublishMeasurePayload {
  @Field(() => Measure, { description: 'The measure. 措施' })
  measure!: Measure;
}

@ObjectType({ simpleResolvers: true, description: 'The measure. 停用结果' })
export class RetireMeasurePayload {
  @Field(() => Measure, { description: 'The measure. 措施' })
  measure!: Measure;
}
