import type { DocumentService } from '../documents/document.service.js';
import type { HubModule, Kit } from '../module.js';
import { ReportResolver, SubjectReportsResolver } from './report.resolver.js';
import { ReportService } from './report.service.js';

export const createReportsModule = (
  { work, database, clock, config }: Kit,
  { documents }: { documents: DocumentService },
): HubModule & { reports: ReportService } => {
  const { contact } = config;
  const reports = new ReportService({ work, database, clock, contact, documents });
  return { reports, resolvers: [new ReportResolver(reports), new SubjectReportsResolver()], nodes: {} };
};
