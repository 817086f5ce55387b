import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { maskIdNumbersIn } from '../kernel/codes.js';
import { HubError, errorCatalogue } from '../kernel/errors.js';
import { translateFault } from '../db/database-error.js';
import { withoutSuggestion } from './schema-names.js';

/** The id of the request being answered: Apollo formats errors without saying whose they are. */
export const requestInHand = new AsyncLocalStorage<string>();

/** Codes Apollo gives before execution, in the words of our catalogue. */
const requestFaults = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/**
 * What of an error a caller may see: ours and request faults as they are, everything else only as a fault of the hub.
 * A request fault quotes what was sent; an ID number in it is masked, since errors end up in logs (invariant 6).
 */
export const formatErrorWith = (report: (error: unknown, requestId: string) => void) => {
  const format = formatWith(report);
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const shown = format(formatted, error);
    const { http: _status, ...extensions } = shown.extensions ?? {}; // told in the status line
    return { ...shown, message: maskIdNumbersIn(shown.message), extensions };
  };
};

const formatWith =
  (report: (error: unknown, requestId: string) => void) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    // Apollo gives what a validation rule refuses a code of its own.
    const refused = error instanceof GraphQLError ? error.originalError : undefined;
    if (refused instanceof HubError) return { ...formatted, extensions: { ...refused.extensions } };
    const code = String(formatted.extensions?.['code'] ?? '');
    if (requestFaults.has(code) || (code in errorCatalogue && code !== 'INTERNAL_SERVER_ERROR'))
      return { ...formatted, message: withoutSuggestion(formatted.message) };
    const translated = translateFault(unwrapResolverError(error));
    if (translated instanceof HubError) {
      return { ...formatted, message: translated.message, extensions: { ...translated.extensions } };
    }
    const requestId = requestInHand.getStore() ?? randomUUID();
    report(translated, requestId);
    return {
      message: 'The hub failed on this. Nothing was changed; report the request id to the credit office.',
      ...(error instanceof GraphQLError && error.path ? { path: error.path } : {}),
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
    };
  };
