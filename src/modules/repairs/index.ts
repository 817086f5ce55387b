import type { HubModule } from '../module.js';

export const createRepairsModule = (): HubModule => ({ resolvers: [], nodes: {} });
