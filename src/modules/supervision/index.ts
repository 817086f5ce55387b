import type { DocumentService } from '../documents/document.service.js';
import type { HubModule, Kit } from '../module.js';
import { incidentLoader } from './incident.loader.js';
import { IncidentResolver, IncidentStepResolver } from './incident.resolver.js';
import { IncidentService } from './incident.service.js';
import { StatisticsResolver } from './statistics.resolver.js';

export const createSupervisionModule = (
  { database, clock, work, config: { contact } }: Kit,
  { documents }: { documents: DocumentService },
): HubModule & { incidents: IncidentService } => {
  const incidents = new IncidentService({ work, documents, contact });
  return {
    incidents,
    resolvers: [
      new StatisticsResolver(database, clock),
      new IncidentResolver(),
      new IncidentStepResolver(incidents),
    ],
    nodes: { Incident: incidentLoader },
  };
};
