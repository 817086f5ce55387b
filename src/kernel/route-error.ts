import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, type ErrorDetails, HubError, badInput } from './errors.js';

/** A file is longer than what is taken. Over HTTP this is a 413. */
export class FileTooLarge extends HubError {
  constructor(maxBytes: number) {
    const message = `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB: make it smaller or split it.`;
    super('BAD_USER_INPUT', message, { field: 'body' });
  }
}

const httpStatus: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  BAD_USER_INPUT: 400,
  PURPOSE_REQUIRED: 400,
  SERVICE_UNAVAILABLE: 503,
};

/**
 * How routes beside GraphQL answer errors: the same catalogue as GraphQL; what the framework refuses is told in its words.
 * `contentTypes`: what a body may be sent as.
 */
export const answerRouteErrors =
  (contentTypes: readonly string[] = []) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const known = knownError(error, contentTypes);
    if (known.code === 'INTERNAL_SERVER_ERROR') {
      request.log.error(
        { fault: { name: (error as Error).name, code: (error as { code?: string }).code } },
        'request failed',
      );
    }
    // What is left of a refused body is read past, so that the client comes to read the answer.
    request.raw.resume();
    const { headers } = (known.extensions['http'] as ErrorDetails['http']) ?? {};
    if (headers) void reply.headers(Object.fromEntries(headers));
    const id = known.code === 'INTERNAL_SERVER_ERROR' ? { requestId: String(request.id) } : {};
    void reply
      .code(statusOf(error, known))
      .send({ code: known.code, message: known.message, ...detailsOf(known), ...id });
  };

const statusOf = (error: unknown, known: HubError): number => {
  if (known instanceof FileTooLarge) return 413;
  if (error !== known && isRefusal(error)) return error.statusCode;
  return (known.extensions['http'] as ErrorDetails['http'])?.status ?? httpStatus[known.code] ?? 500;
};

/** What the framework refuses before a route is asked: an address, a header or a body that cannot be read. */
const isRefusal = (error: unknown): error is { statusCode: number } => {
  const { statusCode = 500 } = error as { statusCode?: number };
  return statusCode >= 400 && statusCode < 500;
};

const knownError = (error: unknown, contentTypes: readonly string[]): HubError => {
  if (error instanceof HubError) return error;
  if (isRefusal(error) && (error.statusCode !== 415 || contentTypes.length === 0))
    return new HubError(
      'BAD_USER_INPUT',
      'The request cannot be read: its address, headers or body are malformed.',
    );
  if (isRefusal(error)) {
    return badInput(
      'content-type',
      `Send the file itself as the body, with one of: ${contentTypes.join(', ')}.`,
    );
  }
  return new HubError(
    'INTERNAL_SERVER_ERROR',
    'The hub failed on this. Report the request id to the credit office.',
  );
};

const detailsOf = ({ extensions: { code: _code, http: _http, ...details } }: HubError) => details;
