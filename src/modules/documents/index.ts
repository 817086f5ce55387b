import type { FastifyInstance } from 'fastify';
import type { DownloadParts } from '../files/download.route.js';
import type { FileService } from '../files/file.service.js';
import type { HubModule, Kit } from '../module.js';
import { documentLoader } from './document.loader.js';
import { DocumentResolver, SubjectDocumentsResolver } from './document.resolver.js';
import { mountDocumentRoutes } from './document.route.js';
import { DocumentService } from './document.service.js';

export const createDocumentsModule = ({ work, database, clock }: Kit, { files }: { files: FileService }) => {
  const documents = new DocumentService(work, files);
  return {
    documents,
    resolvers: [new DocumentResolver(), new SubjectDocumentsResolver()],
    nodes: { Document: documentLoader },
    mountDocuments: (app: FastifyInstance, { principalOf }: Pick<DownloadParts, 'principalOf'>): void =>
      mountDocumentRoutes(app, { documents, database, clock, principalOf }),
  } satisfies HubModule & Record<string, unknown>;
};
