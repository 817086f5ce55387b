import { Field, InputType, ObjectType } from 'type-graphql';
import { NoticeChannelEnum } from '../../kernel/enums.js';
import { DateScalar } from '../../kernel/scalars.js';
import type { NoticeChannel } from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { Document } from '../documents/document.types.js';
import { Notice } from './instruction.types.js';

@InputType({
  description: 'Of which entry or instruction the paper of the notice is made out (Henan 28). 制作告知书',
})
export class PrepareNoticeInput extends VersionedInput {
  @Field(() => String, { nullable: true, description: 'Number of the entry; or else instruction. 条目编号' })
  entry?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the instruction; or else entry. 任务编号' })
  instruction?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Reason told to the subject; for an entry its ground unless given. 理由',
  })
  reason?: string | null;
}

@InputType({ description: 'The paper of a decision that was served (Henan 41). 送达文书' })
export class ServeDocumentInput {
  @Field(() => String, { description: 'Number of the paper. 文书编号' })
  document!: string;
  @Field(() => DateScalar, { description: 'Day it was served. 送达日期' })
  servedOn!: string;
  @Field(() => NoticeChannelEnum, { description: 'How. 送达方式' })
  channel!: NoticeChannel;
  @Field(() => String, { description: 'Proof of service. 送达凭证' })
  proof!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The paper made out. 制作结果' })
export class PrepareNoticePayload {
  @Field(() => Document, { description: 'The paper, to be served. 文书' })
  document!: Document;
}

@ObjectType({ simpleResolvers: true, description: 'The service recorded. 送达结果' })
export class ServeDocumentPayload {
  @Field(() => Notice, { description: 'The notice: that, how and when it was served. 送达记录' })
  notice!: Notice;
}
