import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../db/request-context.js';
import { objectionDocumentsLoader } from '../documents/document.loader.js';
import { Document } from '../documents/document.types.js';
import { objectionFilesLoader } from '../files/file.loader.js';
import { Attachment } from '../files/file.types.js';
import { Objection } from './objection.types.js';

/** What was sent with an objection, and what it was answered with. */
@Resolver(() => Objection)
export class ObjectionPaperResolver {
  @FieldResolver(() => [Attachment], { description: 'Evidence attached to it (Henan 41). 证明材料附件' })
  files(@Root() row: Objection, @Ctx() context: RequestContext) {
    return context.loader(objectionFilesLoader).load(row.id);
  }

  @FieldResolver(() => [Document], { description: 'Papers made out on it. 文书' })
  documents(@Root() row: Objection, @Ctx() context: RequestContext) {
    return context.loader(objectionDocumentsLoader).load(row.id);
  }
}
