import type { HubModule } from '../module.js';

export const createDeliveryModule = (): HubModule => ({ resolvers: [], nodes: {} });
