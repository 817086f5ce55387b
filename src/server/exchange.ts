import type { FastifyRequest } from 'fastify';
import type { Exchange } from '../db/request-context.js';

const exchanges = new WeakMap<FastifyRequest, Exchange>();

/** What is known of one request beside its answer: filled on the way in, read when the answer leaves. */
export const exchangeOf = (request: FastifyRequest): Exchange => {
  const known = exchanges.get(request);
  if (known) return known;
  const begun = {
    address: request.ip,
    principal: null,
    quota: null,
    documentRefused: false,
    trusted: false,
  };
  exchanges.set(request, begun);
  return begun;
};
