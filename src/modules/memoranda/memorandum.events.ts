import { defineEvent } from '../../kernel/events.js';

/** The memorandum reaches the entries of its lists from now on, also those published before. */
export const memorandumInForce = defineEvent<{ memorandumId: number }>('memoranda.memorandumInForce');

/** The memorandum reaches nobody any more: what is still being carried out under it has to stop. */
export const memorandumEnded = defineEvent<{ memorandumId: number; reason: string }>(
  'memoranda.memorandumEnded',
);
