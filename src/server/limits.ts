import { pageLimit } from '../kernel/page.js';

/**
 * What one request to /graphql may be; beyond it is refused before anything is read. The README's table is made from
 * this (`limit-table.ts`). What a client may spend in a minute is a setting (HUB_QUOTA_COST).
 */
export const limits = {
  bodyBytes: { most: 256 * 1024, about: 'body of a request, bytes', refusal: '413 `BAD_REQUEST`' },
  nesting: {
    most: 32,
    about: 'objects and arrays of the body within each other',
    refusal: '400 `BAD_REQUEST`',
  },
  tokens: { most: 2_000, about: 'words and signs of the document', refusal: '400 `GRAPHQL_PARSE_FAILED`' },
  depth: {
    most: 12,
    about: 'fields within each other, fragments counted where they stand',
    refusal: '400 `QUERY_TOO_COMPLEX`',
  },
  aliases: { most: 30, about: 'aliases of the document', refusal: '400 `QUERY_TOO_COMPLEX`' },
  directives: { most: 30, about: 'directives of the document', refusal: '400 `QUERY_TOO_COMPLEX`' },
  rootFields: { most: 20, about: 'root fields of the operation', refusal: '400 `QUERY_TOO_COMPLEX`' },
  cost: {
    most: 30_000,
    about: 'cost: the objects an operation may bring at most',
    refusal: '400 `QUERY_TOO_COMPLEX`',
  },
  page: { most: pageLimit, about: '`first`: rows of a page', refusal: '`BAD_USER_INPUT`' },
} as const;

/** What one socket of subscriptions may be; beyond it the socket is closed with the code named. */
export const socketLimits = {
  initMs: { most: 3_000, about: 'socket: ms until `connection_init`', refusal: 'closed, 4408' },
  messageBytes: { most: 64 * 1024, about: 'socket: bytes of a message', refusal: 'closed, 1009' },
  messages: { most: 60, about: 'socket: messages in 10 seconds', refusal: 'closed, 4429' },
  operations: { most: 10, about: 'socket: subscriptions at a time', refusal: '`RATE_LIMITED`' },
  perHolder: { most: 10, about: 'sockets of a client or person, on a node', refusal: 'closed, 4429' },
  perAddress: { most: 20, about: 'sockets of an address not signed in yet, on a node', refusal: '429' },
  perNode: { most: 500, about: 'sockets of a node', refusal: '503' },
  slowMs: {
    most: 10_000,
    about: 'socket: ms an event waits for a slow reader',
    refusal: 'closed, 4413, naming where to resume',
  },
} as const;
