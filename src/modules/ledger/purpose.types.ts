import { Field, ObjectType } from 'type-graphql';
import { MatterEnum } from '../../kernel/enums.js';
import type { Matter } from '../../kernel/principal.js';

@ObjectType({ simpleResolvers: true, description: 'Why somebody reads (Henan 39). 查询目的' })
export class Purpose {
  @Field(() => MatterEnum, { description: 'The matter handled. 办理事项' })
  matter!: Matter;
  @Field(() => String, { description: 'Number of the business. 业务编号' })
  businessNumber!: string;
}
