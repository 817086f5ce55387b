import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../db/request-context.js';
import { documentLoader } from '../documents/document.loader.js';
import { Document } from '../documents/document.types.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import { documentNoticesLoader, noticeLoader } from './instruction.loader.js';
import { Notice } from './instruction.types.js';
import type { NoticeService } from './notice.service.js';
import {
  PrepareNoticeInput,
  PrepareNoticePayload,
  ServeDocumentInput,
  ServeDocumentPayload,
} from './notice.types.js';

@Resolver(() => Notice)
export class NoticeResolver {
  constructor(private readonly notices: NoticeService) {}

  @Mutation(() => PrepareNoticePayload, {
    description: 'Makes the paper of a notice out before it is served; the newest counts. 制作告知书',
  })
  async prepareNotice(
    @Arg('input', () => PrepareNoticeInput) input: PrepareNoticeInput,
    @Ctx() context: RequestContext,
  ) {
    const { documentId } = await this.notices.prepareNotice(context, input);
    return { document: await context.loader(documentLoader).load(documentId) };
  }

  @Mutation(() => ServeDocumentPayload, {
    description: 'Records that the paper of a decision was served, once (Henan 41). 送达文书',
  })
  async serveDocument(
    @Arg('input', () => ServeDocumentInput) input: ServeDocumentInput,
    @Ctx() context: RequestContext,
  ) {
    const { noticeId } = await this.notices.serveDocument(context, input);
    return { notice: await context.loader(noticeLoader).load(noticeId) };
  }

  @FieldResolver(() => Subject, { nullable: true, description: 'To whom. 被告知主体' })
  subject(@Root() notice: Notice, @Ctx() context: RequestContext) {
    return context.loader(subjectLoader).load(notice.subjectId);
  }

  @FieldResolver(() => Document, { nullable: true, description: 'The paper that was served. 文书' })
  document(@Root() notice: Notice, @Ctx() context: RequestContext) {
    return notice.documentId === null ? null : context.loader(documentLoader).load(notice.documentId);
  }
}

/** What enforcement adds to a paper. */
@Resolver(() => Document)
export class DocumentNoticeResolver {
  @FieldResolver(() => Notice, { nullable: true, description: 'Its service; null until then. 送达记录' })
  async notice(@Root() paper: Document, @Ctx() context: RequestContext) {
    return (await context.loader(documentNoticesLoader).load(paper.id))[0] ?? null;
  }
}
