import { HubError } from '../kernel/errors.js';

interface PostgresFault {
  code?: string;
  constraint?: string;
  cause?: unknown;
}

/** The PostgreSQL fault inside whatever wrapper the driver or ORM put around it. */
export const postgresFault = (error: unknown): PostgresFault | null => {
  for (
    let each = error as PostgresFault | undefined;
    each && typeof each === 'object';
    each = each.cause as PostgresFault
  ) {
    if (typeof each.code === 'string' && /^[0-9A-Z]{5}$/.test(each.code)) return each;
  }
  return null;
};

/** What a unit of work saw changed while it waited: as a serialization failure, it is run again. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
  readonly code = '40001';
}

/**
 * Deadlock, serialization failure, a business number drawn that something else has, or the guard of instructions: it
 * refuses what services have checked only when a measure or memorandum ended meanwhile. The whole transaction may be run
 * again: it sees what is so then, and draws other numbers.
 */
export const mayRetry = (error: unknown): boolean => {
  const { code = '', constraint = '' } = postgresFault(error) ?? {};
  return (
    ['40001', '40P01'].includes(code) ||
    constraint === 'instruction_lawful' ||
    constraint.endsWith('_number_unique')
  );
};

/** Says what a database refusal means; anything else stays as it is. Never shows values of rows. */
export const translateFault = (error: unknown): unknown => {
  const fault = postgresFault(error);
  if (fault?.code === '23505') {
    return new HubError(
      'CONFLICT',
      'This exists already, or somebody was faster. Read it again before you go on.',
    );
  }
  if (fault?.code === '23514' || fault?.code === '40001' || fault?.code === '40P01') {
    return new HubError(
      'CONFLICT',
      `The database refused this: it breaks a rule (${fault.constraint ?? 'concurrent change'}). Read the current state and try again.`,
    );
  }
  if (fault?.code === '57014') {
    return new HubError(
      'QUERY_TOO_COMPLEX',
      'The database did not finish this in time (HUB_STATEMENT_SECONDS) and was stopped. Ask for less at a time: a smaller page, a narrower filter, fewer nested fields.',
    );
  }
  // Class 22: a value PostgreSQL cannot take, such as a character U+0000 or a text longer than its column.
  if (fault?.code?.startsWith('22')) {
    return new HubError(
      'BAD_USER_INPUT',
      'A value cannot be stored: it is too long, out of range, or holds a character U+0000. Shorten or correct it.',
    );
  }
  return error;
};
