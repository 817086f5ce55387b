import type { DeadlineService } from '../deadlines/deadline.service.js';
import type { HubModule, Kit } from '../module.js';
import { DeliveryService } from './delivery.service.js';
import { ChangeRecipientResolver, DeliveryResolver } from './recipient.resolver.js';

export const createDeliveryModule = (
  { work, bus }: Kit,
  lower: { deadlines: DeadlineService },
): HubModule & { delivery: DeliveryService } => {
  const delivery = new DeliveryService(work, lower.deadlines);
  delivery.react(bus);
  return {
    delivery,
    resolvers: [new DeliveryResolver(delivery), new ChangeRecipientResolver()],
    nodes: {},
  };
};
