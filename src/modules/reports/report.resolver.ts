import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../db/request-context.js';
import { documentLoader } from '../documents/document.loader.js';
import { Document } from '../documents/document.types.js';
import { Subject } from '../subjects/subject.types.js';
import { subjectReportsLoader } from './report.loader.js';
import { freePerYear, standingNote } from './report.rules.js';
import type { ReportService } from './report.service.js';
import { Report, ReportStanding, TakeReportInput, TakeReportPayload } from './report.types.js';

@Resolver(() => Report)
export class ReportResolver {
  constructor(private readonly service: ReportService) {}

  @Mutation(() => TakeReportPayload, {
    description: 'Takes a credit report of oneself: counted, never refused, free (Henan 40). 获取信用报告',
  })
  async takeReport(
    @Arg('input', () => TakeReportInput) input: TakeReportInput,
    @Ctx() context: RequestContext,
  ) {
    const { subjectId, documentId } = await this.service.takeReport(context, input);
    const reports = await context.loader(subjectReportsLoader).load(subjectId);
    return { report: reports.find((report) => report.documentId === documentId) };
  }

  @FieldResolver(() => Document, { nullable: true, description: 'The paper itself. 文书' })
  document(@Root() report: Report, @Ctx() context: RequestContext) {
    return context.loader(documentLoader).load(report.documentId);
  }
}

/** What this module adds to a subject. */
@Resolver(() => Subject)
export class SubjectReportsResolver {
  @FieldResolver(() => [Report], {
    description: 'Reports it took of itself, newest first; seen by itself only. 信用报告',
  })
  reports(@Root() subject: Subject, @Ctx() context: RequestContext) {
    return context.loader(subjectReportsLoader).load(subject.id);
  }

  @FieldResolver(() => ReportStanding, {
    nullable: true,
    description: 'How many reports it took this year (Henan 40). 信用报告获取情况',
  })
  async reportStanding(@Root() subject: Subject, @Ctx() context: RequestContext): Promise<ReportStanding> {
    const year = Number(context.reader.today.slice(0, 4));
    const reports = await context.loader(subjectReportsLoader).load(subject.id);
    const takenThisYear = reports.filter((report) => report.year === year).length;
    return { freePerYear, takenThisYear, note: standingNote(takenThisYear + 1, '下一份') };
  }
}
