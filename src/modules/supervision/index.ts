import type { DocumentService } from '../documents/document.service.js';
import type { HubModule, Kit } from '../module.js';
import { incidentLoader } from './incident.loader.js';
import { IncidentResolver, IncidentStepResolver } from './incident.resolver.js';
import { IncidentService } from './incident.service.js';
import { foldCounts } from './statistics.repository.js';
import { AgencyCountResolver, StatisticsResolver } from './statistics.resolver.js';

export const createSupervisionModule = (
  { database, clock, work, config: { contact } }: Kit,
  { documents }: { documents: DocumentService },
): HubModule & { incidents: IncidentService; foldCounts: () => Promise<unknown> } => {
  const incidents = new IncidentService({ work, documents, contact });
  return {
    incidents,
    foldCounts: () => foldCounts(database),
    resolvers: [
      new StatisticsResolver(database, clock),
      new AgencyCountResolver(),
      new IncidentResolver(),
      new IncidentStepResolver(incidents),
    ],
    nodes: { Incident: incidentLoader },
  };
};
