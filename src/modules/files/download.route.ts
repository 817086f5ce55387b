import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, today } from '../../kernel/clock.js';
import { HubError, notFound } from '../../kernel/errors.js';
import type { Principal } from '../../kernel/principal.js';
import type { Database } from '../../db/database.js';
import { isGovernment } from '../../db/row-scope.js';
import { ScopedReader } from '../../db/scoped-reader.js';

export interface DownloadParts {
  principalOf: (request: FastifyRequest) => Promise<Principal>;
  database: Database;
  clock: Clock;
}

export interface Download {
  bytes: Buffer;
  mediaType: string;
  fileName: string;
  /** Shown where it is rather than saved. */
  inline: boolean;
}

/**
 * Reads one thing as who asks, and sends its bytes once the look is on record (invariant 7). Unknown and forbidden
 * answer alike; a government viewer without a purpose is told that one is needed, whatever it asked for.
 */
export const sendDownload = async (
  { principalOf, database, clock }: DownloadParts,
  request: FastifyRequest,
  reply: FastifyReply,
  read: (reader: ScopedReader) => Promise<Download | null>,
): Promise<FastifyReply> => {
  const principal = await principalOf(request);
  if (principal.kind === 'PUBLIC')
    throw new HubError('UNAUTHENTICATED', 'This needs a token. Get one at POST /oauth/token.');
  const reader = new ScopedReader(database, principal, today(clock));
  const found = await read(reader);
  if (!found) throw missing(reader);
  const operation = `${request.method} ${request.routeOptions.url}`;
  await reader.recordAccess(operation, String(request.id), clock.now());
  return reply
    .type(found.mediaType)
    .header('content-disposition', disposition(found))
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(found.bytes);
};

const missing = (reader: ScopedReader): HubError =>
  isGovernment(reader) && !reader.mayReadNonPublic
    ? new HubError(
        'PURPOSE_REQUIRED',
        'This reads non-public data. Send x-purpose: <matter>;<business number>, percent-encoded.',
        { field: 'x-purpose' },
      )
    : notFound('What this address names', 'number');

const disposition = ({ inline, fileName }: Download): string => {
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded}`;
};
