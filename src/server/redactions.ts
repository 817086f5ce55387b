import type { Redaction, RequestContext } from '../db/request-context.js';

/** What a government viewer is told once when rows were read without a purpose. */
const leftOut: Redaction = {
  path: [],
  reason: 'This was read without a purpose: rows and fields that are not public may have been left out.',
  grant: 'Send x-purpose: <matter>;<business number>, percent-encoded.',
};

/** What is told of an answer that shows less than there is. */
export const redactionsOf = ({ redactions, reader }: RequestContext): Redaction[] => [
  ...redactions,
  ...(reader.leftOut ? [leftOut] : []),
];
