import type { DocumentService } from '../documents/document.service.js';
import type { HubModule, Kit } from '../module.js';
import { ReportResolver, SubjectReportsResolver } from './report.resolver.js';
import { type GradeSection, ReportService } from './report.service.js';

/** `gradeSection` is how the report tells of the grade. */
export const createReportsModule = (
  { work, database, clock, config }: Kit,
  {
    documents,
    gradeSection = () => Promise.resolve(null),
  }: { documents: DocumentService; gradeSection?: GradeSection },
): HubModule & { reports: ReportService } => {
  const { contact } = config;
  const reports = new ReportService({ work, database, clock, contact, documents, gradeSection });
  return { reports, resolvers: [new ReportResolver(reports), new SubjectReportsResolver()], nodes: {} };
};
