import type { FastifyInstance } from 'fastify';
import type { HubModule, Kit } from '../module.js';
import type { DownloadParts } from './download.route.js';
import { attachmentLoader } from './file.loader.js';
import { mountFileRoutes } from './file.route.js';
import { FileService } from './file.service.js';

export const createFilesModule = ({ work, keys, database, clock }: Kit) => {
  const files = new FileService(work, keys);
  return {
    files,
    resolvers: [],
    nodes: { Attachment: attachmentLoader },
    mountFiles: (app: FastifyInstance, { principalOf }: Pick<DownloadParts, 'principalOf'>): void =>
      mountFileRoutes(app, { files, database, clock, principalOf }),
  } satisfies HubModule & Record<string, unknown>;
};
