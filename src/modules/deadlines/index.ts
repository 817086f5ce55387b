import type { HubModule, Kit } from '../module.js';
import { deadlineLoader } from './deadline.loader.js';
import { DeadlineResolver } from './deadline.resolver.js';
import { DeadlineService } from './deadline.service.js';

export const createDeadlinesModule = ({ work }: Kit): HubModule & { deadlines: DeadlineService } => ({
  deadlines: new DeadlineService(work),
  resolvers: [new DeadlineResolver()],
  nodes: { Deadline: deadlineLoader },
});
