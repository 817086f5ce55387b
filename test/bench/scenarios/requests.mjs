import { codeOf } from '../data/codes.mjs';

/** A POST of GraphQL, as all GraphQL peers take it. */
export const graphql = (query, variables, headers = {}) => ({
  path: '/graphql',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query, variables }),
});

/** A POST to the peers without GraphQL. */
export const plain = (path, body) => ({
  path,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The numbers 0 to `count` - 1 in an order that jumps about but is the same in every run. */
export const spread = (count) => {
  let step = Math.max(1, Math.floor(count * 0.618)) | 1;
  while (divisor(step, count) !== 1) step += 2;
  return (turn) => (turn * step) % count;
};

const divisor = (one, other) => (other === 0 ? one : divisor(other, one % other));

/** Codes of `count` subjects for the n-th request. */
export const codesFor = (turn, count, subjects) => {
  const place = spread(subjects);
  return Array.from({ length: count }, (_, index) => codeOf(1 + place(turn * count + index)));
};

/** Minified: what a client that cares sends, and what all of them parse. */
export const compact = (text) => text.replace(/\s+/g, ' ').trim();
