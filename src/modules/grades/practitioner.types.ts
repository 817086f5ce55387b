import { Field, InputType, ObjectType } from 'type-graphql';
import { VersionedInput } from '../../kernel/version.types.js';
import { PractitionerGroupEnum } from '../../kernel/enums.js';
import type { PractitionerGroup } from '../../kernel/terms.js';
import { Subject, SubjectInput } from '../subjects/subject.types.js';

@InputType({
  description: 'Puts a person into a special practitioner group, or out of it. 归入或移出重点职业人群',
})
export class AssignPractitionerGroupInput extends VersionedInput {
  @Field(() => SubjectInput, { description: 'A person, or a sole trader. 信用主体' })
  subject!: SubjectInput;
  @Field(() => PractitionerGroupEnum, {
    nullable: true,
    description: 'The group; left out or null: none any more. 重点职业人群',
  })
  group?: PractitionerGroup | null;
}

@ObjectType({ description: 'The person as it is now. 归入结果' })
export class AssignPractitionerGroupPayload {
  @Field(() => Subject, { description: 'The person. 信用主体' })
  subject!: Subject;
}
