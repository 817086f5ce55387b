import type { HubModule, Kit } from '../module.js';
import { FileService } from './file.service.js';

export const createFilesModule = ({ work, keys }: Kit): HubModule & { files: FileService } => ({
  files: new FileService(work, keys),
  resolvers: [],
  nodes: {},
});
