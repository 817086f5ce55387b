import type { FastifyRequest } from 'fastify';
import { badInput } from './errors.js';

/** `Idempotency-Key` of a request that changes something; null where none was sent. */
export const idempotencyKeyOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | null => {
  const sent = headers['idempotency-key'];
  const key = Array.isArray(sent) ? sent.join(',') : sent;
  if (key === undefined || key === '') return null;
  if (!/^[\x21-\x7e]{1,100}$/.test(key))
    throw badInput('Idempotency-Key', 'Idempotency-Key must be 1 to 100 visible ASCII characters.');
  return key;
};
