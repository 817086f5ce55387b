import type { HubModule, Kit } from '../module.js';
import { StatisticsResolver } from './statistics.resolver.js';

export const createSupervisionModule = ({ database, clock }: Kit): HubModule => ({
  resolvers: [new StatisticsResolver(database, clock)],
  nodes: {},
});
