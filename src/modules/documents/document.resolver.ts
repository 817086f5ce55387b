import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import { documentByNumber, documentPage } from './document.repository.js';
import { Document, DocumentConnection } from './document.types.js';
import { htmlOf } from './html.rules.js';

@Resolver(() => Document)
export class DocumentResolver {
  @Query(() => Document, { nullable: true, description: 'A paper by its number. 按编号查文书' })
  document(@Arg('number', () => String) number: string, @Ctx() context: RequestContext) {
    return documentByNumber(context.reader, number);
  }

  @FieldResolver(() => Subject, { nullable: true, description: 'Whom it is about. 信用主体' })
  subject(@Root() paper: Document, @Ctx() context: RequestContext) {
    return context.loader(subjectLoader).load(paper.subjectId);
  }

  @FieldResolver(() => Organization, {
    nullable: true,
    description: 'In whose name; null for what a subject takes itself. 制作单位',
  })
  organization(@Root() paper: Document, @Ctx() context: RequestContext) {
    return paper.organizationId === null
      ? null
      : context.loader(organizationLoader).load(paper.organizationId);
  }

  @FieldResolver(() => String, { description: 'The whole of it as one page, printable. 网页版全文' })
  html(@Root() { number, content }: Document) {
    return htmlOf(number, content);
  }
}

/** What this module adds to a subject. */
@Resolver(() => Subject)
export class SubjectDocumentsResolver {
  @FieldResolver(() => DocumentConnection, { description: 'Papers about it that the viewer may see. 文书' })
  documents(@Root() subject: Subject, @Args(() => PageArgs) page: PageArgs, @Ctx() context: RequestContext) {
    return documentPage(context.reader, subject.id, page);
  }
}
