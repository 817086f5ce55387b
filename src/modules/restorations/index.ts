import type { HubModule } from '../module.js';

export const createRestorationsModule = (): HubModule => ({ resolvers: [], nodes: {} });
