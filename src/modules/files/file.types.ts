import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../../kernel/connection.types.js';
import { DateTimeScalar } from '../../kernel/scalars.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A file sent as evidence, or drawn from a paper (Henan 41). 附件',
})
export class Attachment extends Node {
  @Field(() => String, { description: 'Number, under which it is attached and fetched. 编号' })
  number!: string;
  @Field(() => String, { description: 'Name it was sent under. 文件名' })
  name!: string;
  @Field(() => String, { description: 'Media type, by its bytes. 文件类型' })
  mediaType!: string;
  @Field(() => Int, { description: 'Size in bytes. 大小' })
  size!: number;
  @Field(() => String, { description: 'SHA-256 of the content, hexadecimal. 内容哈希' })
  hash!: string;
  @Field(() => DateTimeScalar, { description: 'When it was sent. 上传时间' })
  uploadedAt!: Date;
  @Field(() => String, { description: 'Where to fetch it, with the same token. 下载地址' })
  url!: string;
  // Not fields of the type: what loaders and the policy look at.
  /** Whom the thing it is attached to is about; who sent it while it waits. */
  subjectId!: number | null;
  target!: string | null;
  targetId!: number | null;
}
