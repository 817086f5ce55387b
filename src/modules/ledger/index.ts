import type { HubModule } from '../module.js';
import { accessEventLoader, changeLoader } from './change.loader.js';
import { AccessEventResolver, ChangeResolver } from './change.resolver.js';

export const createLedgerModule = (): HubModule => ({
  resolvers: [new ChangeResolver(), new AccessEventResolver()],
  nodes: { Change: changeLoader, AccessEvent: accessEventLoader },
});
