import type { FastifyRequest } from 'fastify';
import { holdsIdNumber } from './codes.js';
import { badInput } from './errors.js';

/** Characters of the longest key. */
export const longestIdempotencyKey = 100;
const form = new RegExp(`^[\\x21-\\x7e]{1,${longestIdempotencyKey}}$`);

/** `Idempotency-Key` of a request that changes something; null where none was sent. */
export const idempotencyKeyOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | null => {
  const sent = headers['idempotency-key'];
  const key = Array.isArray(sent) ? sent.join(',') : sent;
  if (key === undefined || key === '') return null;
  if (!form.test(key))
    throw badInput(
      'Idempotency-Key',
      `Idempotency-Key must be 1 to ${longestIdempotencyKey} visible ASCII characters.`,
    );
  // It is kept as it is, beside the outcome.
  if (holdsIdNumber(key))
    throw badInput(
      'Idempotency-Key',
      'There is an ID number in Idempotency-Key. Send a random one, such as a UUID.',
    );
  return key;
};
