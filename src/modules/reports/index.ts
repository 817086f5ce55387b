import type { HubModule } from '../module.js';

export const createReportsModule = (): HubModule => ({ resolvers: [], nodes: {} });
