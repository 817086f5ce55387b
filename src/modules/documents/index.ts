import type { HubModule } from '../module.js';
import { DocumentService } from './document.service.js';

export const createDocumentsModule = (): HubModule & { documents: DocumentService } => ({
  documents: new DocumentService(),
  resolvers: [],
  nodes: {},
});
