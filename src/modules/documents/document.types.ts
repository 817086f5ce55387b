import { Field, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { DocumentKindEnum } from '../../kernel/enums.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { DocumentKind } from '../../kernel/terms.js';
import { Organization } from '../organizations/organization.types.js';
import { Subject } from '../subjects/subject.types.js';
import type { DocumentContent } from './content.rules.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A paper the hub made out, kept as it was said (Henan 28, 41). 文书',
})
export class Document extends Node {
  @Field(() => String, { description: 'Number. 编号' })
  number!: string;
  @Field(() => DocumentKindEnum, { description: 'Kind. 文书种类' })
  kind!: DocumentKind;
  @Field(() => String, { description: 'Title. 标题' })
  title!: string;
  @Field(() => Subject, { nullable: true, description: 'Whom it is about. 信用主体' })
  subject!: Subject | null;
  @Field(() => Organization, {
    nullable: true,
    description: 'In whose name; null for what a subject takes itself. 制作单位',
  })
  organization!: Organization | null;
  @Field(() => DateTimeScalar, { description: 'When it was made out. 制作时间' })
  createdAt!: Date;
  @Field(() => String, { description: 'The whole of it as one page, printable. 网页版全文' })
  html!: string;
  @Field(() => String, { description: 'Where to fetch that page, with the same token. 网页版地址' })
  htmlUrl!: string;
  @Field(() => String, { description: 'Where to fetch it as PDF, with the same token. PDF 地址' })
  pdfUrl!: string;
  // Not fields of the type: what loaders and the policy look at.
  content!: DocumentContent;
  subjectId!: number;
  organizationId!: number | null;
  target!: string;
  targetId!: number;
}

export const DocumentConnection = connectionOf('Document', () => Document);
