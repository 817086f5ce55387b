import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../db/request-context.js';
import { ListEntry } from '../lists/entry.types.js';
import { Subject } from '../subjects/subject.types.js';
import { entryObjectionsLoader, subjectObjectionsLoader } from './objection.loader.js';
import { Objection } from './objection.types.js';

@Resolver(() => ListEntry)
export class EntryObjectionsResolver {
  @FieldResolver(() => [Objection], { description: 'Objections to it that the viewer may see. 异议' })
  objections(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return context.loader(entryObjectionsLoader).load(entry.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the mark says to whoever reads the entry (Henan 41). 异议标注说明',
  })
  objectionNote(@Root() entry: ListEntry): string | null {
    return entry.objected
      ? '该条目正在异议核查，核查期间惩戒措施暂不执行（实施意见五（三）；河南省社会信用条例第四十一条）'
      : null;
  }
}

@Resolver(() => Subject)
export class SubjectObjectionsResolver {
  @FieldResolver(() => [Objection], {
    description: 'Objections about it that the viewer may see, newest first. 异议',
  })
  objections(@Root() subject: Subject, @Ctx() context: RequestContext) {
    return context.loader(subjectObjectionsLoader).load(subject.id);
  }
}
