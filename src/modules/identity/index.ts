import type { HubModule } from '../module.js';

export const createIdentityModule = (): HubModule => ({ resolvers: [], nodes: {} });
