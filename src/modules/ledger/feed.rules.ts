import { HubError } from '../../kernel/errors.js';

/** The channel on which a node tells the others that the feed went on. The message is the position of its head. */
export const feedChannel = 'hub_change';

/** Subscriptions run on the hub's sockets alone, where each event is authorised anew. */
export const overSocketOnly = (): never => {
  throw new HubError('BAD_USER_INPUT', 'Subscribe over ws /graphql, in the protocol graphql-transport-ws.');
};
