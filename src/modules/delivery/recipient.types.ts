import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { RecipientGroundEnum } from '../../kernel/enums.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { RecipientGround } from '../../kernel/terms.js';
import { Change } from '../ledger/change.types.js';
import { Organization } from '../organizations/organization.types.js';

@ObjectType({
  simpleResolvers: true,
  description: 'Who received what a change takes back, and must acknowledge it (Henan 42). 变更接收单位',
})
export class ChangeRecipient {
  @Field(() => Organization, { description: 'Who. 单位' })
  organization!: Organization;
  @Field(() => [RecipientGroundEnum], { description: 'How it came to know. 知悉途径' })
  grounds!: RecipientGround[];
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it said that it took it back; null while it has not. 回执时间',
  })
  acknowledgedAt!: Date | null;
  // Not fields of the type: what loaders and the policy look at.
  organizationId!: number;
  targetId!: number;
}

@InputType({ description: 'Which change is acknowledged. 变更回执' })
export class AcknowledgeChangeInput {
  @Field(() => ID, { description: 'Id of the change. 变更标识' })
  change!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'For the office: code of the body whose acknowledgement came on paper; the own organization when left out. 代为登记的单位代码',
  })
  organization?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'With organization: reference of the paper, 1 to 200 characters. 书面回执凭证',
  })
  proof?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The change. 回执结果' })
export class AcknowledgeChangePayload {
  @Field(() => Change, { description: 'The change. 变更' })
  change!: Change;
}
