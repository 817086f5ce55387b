import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../db/request-context.js';
import { Subject } from '../subjects/subject.types.js';
import { gradeLoader } from './grade.loader.js';
import { Grade } from './grade.types.js';

/** What this module adds to a subject. */
@Resolver(() => Subject)
export class SubjectGradeResolver {
  @FieldResolver(() => Grade, {
    nullable: true,
    description:
      'Its grade A to D with the reasons (Policy 一(二)3); for the office, an agency with a purpose and the subject. 信用分级',
  })
  grade(@Root() subject: Subject, @Ctx() context: RequestContext) {
    return context.loader(gradeLoader).load(subject.id);
  }
}
