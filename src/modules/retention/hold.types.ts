import { Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { DateScalar, DateTimeScalar } from '../../kernel/scalars.js';
import { Organization } from '../organizations/organization.types.js';
import { Subject } from '../subjects/subject.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What keeps data beyond its term; it discloses nothing longer (Henan 25, PIPL 47). 依法留存',
})
export class LegalHold extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => Subject, {
    nullable: true,
    description: 'Whose data are held, or whom the matter is about. 主体',
  })
  subject!: Subject | null;
  @Field(() => String, {
    nullable: true,
    description: 'Number of the one matter held; null: all there is of the subject. 事项编号',
  })
  matter!: string | null;
  @Field(() => String, { description: 'Why. 理由' })
  reason!: string;
  @Field(() => String, { description: 'Number of the paper it rests on. 依据文号' })
  reference!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Last day; null: until it is lifted. 截止日期' })
  until!: string | null;
  @Field(() => Boolean, { description: 'Whether it holds today. 是否生效' })
  inForce!: boolean;
  @Field(() => Organization, { nullable: true, description: 'Who placed it. 留存单位' })
  placedBy!: Organization | null;
  @Field(() => DateTimeScalar, { description: 'When it was placed. 留存时间' })
  placedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was lifted. 解除时间' })
  liftedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it was lifted. 解除理由' })
  liftReason!: string | null;
  // Not fields of the type: what loaders and the policy look at.
  subjectId!: number | null;
  placedById!: number;
}

export const LegalHoldConnection = connectionOf('LegalHold', () => LegalHold);

@InputType({ description: 'Which holds. 留存筛选' })
export class LegalHoldFilter {
  @Field(() => String, { nullable: true, description: 'Of this subject or its matters. 主体代码' })
  subjectCode?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether they hold today. 是否生效' })
  inForce?: boolean | null;
}

@InputType({ description: 'What is to be kept beyond its term: a subject or one matter. 设置依法留存' })
export class PlaceLegalHoldInput {
  @Field(() => String, { nullable: true, description: 'Code of the subject of which all is kept. 主体代码' })
  subject?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Number of the matter: an entry, record, objection, repair, restoration, outcome, incident or import. 事项编号',
  })
  matter?: string | null;
  @Field(() => String, { description: 'Why; nothing personal, the subject reads it. 理由' })
  reason!: string;
  @Field(() => String, { description: 'Number of the paper it rests on. 依据文号' })
  reference!: string;
  @Field(() => DateScalar, { nullable: true, description: 'Last day; none: until it is lifted. 截止日期' })
  until?: string | null;
}

@InputType({ description: 'Which hold is lifted, and why. 解除依法留存' })
export class LiftLegalHoldInput {
  @Field(() => String, { description: 'Number of the hold. 留存编号' })
  hold!: string;
  @Field(() => String, { description: 'Why; nothing personal, the subject reads it. 理由' })
  reason!: string;
}

const legalHold = { nullable: true, description: 'The hold. 依法留存' } as const;

@ObjectType({ description: 'The hold placed. 设置结果' })
export class PlaceLegalHoldPayload {
  @Field(() => LegalHold, legalHold)
  legalHold!: LegalHold | null;
}
@ObjectType({ description: 'The hold lifted. 解除结果' })
export class LiftLegalHoldPayload {
  @Field(() => LegalHold, legalHold)
  legalHold!: LegalHold | null;
}
