import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import {
  CheckDigitEnum,
  ListColourEnum,
  PractitionerGroupEnum,
  SubjectKindEnum,
} from '../../kernel/enums.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { CheckDigitStatus, ListColour, PractitionerGroup, SubjectKind } from '../../kernel/terms.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A subject of credit: organisation or person. 信用主体',
})
export class Subject extends Node {
  @Field(() => String, {
    description: "Unified code of an organisation; the hub's own code of a person. 主体代码",
  })
  code!: string;
  @Field(() => SubjectKindEnum, { description: 'Kind. 类别' })
  kind!: SubjectKind;
  @Field(() => String, { description: 'Name; masked for persons where the viewer may not see it. 名称' })
  name!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Unified social credit code (Henan 16). 统一社会信用代码',
  })
  unifiedCode!: string | null;
  @Field(() => CheckDigitEnum, {
    nullable: true,
    description: 'Whether that code passes its check digit. 校验位状态',
  })
  checkDigit!: CheckDigitStatus | null;
  @Field(() => String, { nullable: true, description: 'What is odd about the code. 代码提示' })
  codeWarning!: string | null;
  @Field(() => String, { nullable: true, description: 'ID number with its middle hidden. 证件号码（脱敏）' })
  idNumberMasked!: string | null;
  @Field(() => String, { nullable: true, description: 'ID number in clear. 证件号码' })
  idNumber!: string | null;
  @Field(() => PractitionerGroupEnum, {
    nullable: true,
    description: 'Profession of which credit is looked at specially (Policy 一(二)3). 重点职业人群',
  })
  group!: PractitionerGroup | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Raised by each change of the group: send it as `expectedVersion`. 版本',
  })
  version!: number | null;
  @Field(() => DateTimeScalar, { description: 'When the hub first knew it. 建档时间' })
  createdAt!: Date;
  // Not fields of the type: what loaders and the policy look at.
  clear!: boolean;
  identifiedByViewer!: boolean;
  /** Its own id under the name rules ask for. */
  subjectId!: number;
  /** What the idNumber field decrypts, where the viewer may see it. */
  idNumberCipher!: string | null;
}

export const SubjectConnection = connectionOf('Subject', () => Subject);

@InputType({ description: 'Which subjects. 主体筛选' })
export class SubjectFilter {
  @Field(() => SubjectKindEnum, { nullable: true, description: 'Kind. 类别' })
  kind?: SubjectKind | null;
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name of an organisation, at least 2 characters. 名称包含',
  })
  nameContains?: string | null;
  @Field(() => ListColourEnum, {
    nullable: true,
    description: 'With a published entry of this colour. 名单类别',
  })
  colour?: ListColour | null;
}

@InputType({ description: 'A subject named by code, or a person by ID number and name. 主体标识' })
export class SubjectInput {
  @Field(() => String, {
    nullable: true,
    description: "Unified code, or the hub's code of a person. 主体代码",
  })
  code?: string | null;
  @Field(() => SubjectKindEnum, {
    nullable: true,
    description: 'Kind; needed when the subject is new to the hub. 类别',
  })
  kind?: SubjectKind | null;
  @Field(() => String, { nullable: true, description: 'ID number of a person. 证件号码' })
  idNumber?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Name; needed with an ID number and for a new subject. 名称',
  })
  name?: string | null;
}
