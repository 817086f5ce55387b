import { Field, InputType, Int } from 'type-graphql';

/** Input of a mutation that changes an existing thing. */
@InputType({ description: 'What a mutation expects to find. 变更条件' })
export abstract class VersionedInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'The version you read: another one is answered CONFLICT with `extensions.currentVersion`. Left out, nothing is compared. 期望版本',
  })
  expectedVersion?: number | null;
}
