import type { HubModule } from '../module.js';

export const createGradesModule = (): HubModule => ({ resolvers: [], nodes: {} });
