import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Exchange } from '../db/request-context.js';
import { HubError } from '../kernel/errors.js';
import type { Principal } from '../kernel/principal.js';
import { exchangeOf } from './exchange.js';
import type { TrustedDocument } from './trusted-documents.js';

type Asked = Record<string, unknown>;

/**
 * Puts the text of a registered document where a request names its id: `documentId` (`sha256:` and hex, or the hex
 * alone) or `extensions.persistedQuery.sha256Hash`. Nothing is registered by asking.
 */
export const takeTrusted =
  (documents: ReadonlyMap<string, TrustedDocument>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const asked = (request.method === 'GET' ? request.query : request.body) as Asked | null;
    if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return undefined;
    const named = registeredIn(documents, asked);
    if (named === null) return undefined;
    if ('code' in named) return refuse(reply, named.code, named.message);
    exchangeOf(request).trusted = true;
    putText(request, asked, named.text);
    return undefined;
  };

/** The registered document a request names, or why it is not taken; null when it names none. */
export const registeredIn = (
  documents: ReadonlyMap<string, TrustedDocument>,
  asked: Asked,
): { text: string } | { code: string; message: string } | null => {
  const id = idIn(asked);
  if (id === null) return null;
  if (asked['query'] !== undefined) return { code: 'BAD_REQUEST', message: both };
  return documents.get(id) ?? { code: 'PERSISTED_QUERY_NOT_FOUND', message: unknown };
};

const both = 'Send a query or the id of a registered document, not both.';
const unknown = 'No document is registered under this id. The credit office registers them.';

const refuse = (reply: FastifyReply, code: string, message: string): FastifyReply =>
  reply.code(400).send({ errors: [{ message, extensions: { code } }] });

/** The id a request names, null when it names none. What is no id is one that nobody registered. */
const idIn = ({ documentId, extensions }: Asked): string | null => {
  if (documentId !== undefined) return String(documentId).replace(/^sha256:/, '');
  const persisted = (objectIn(extensions)?.['persistedQuery'] ?? null) as Asked | null;
  return persisted === null ? null : String(persisted['sha256Hash']);
};

/** By GET extensions are JSON in a text; what cannot be read is for GraphQL to refuse. */
const objectIn = (extensions: unknown): Asked | undefined => {
  if (typeof extensions !== 'string') return (extensions ?? undefined) as Asked | undefined;
  try {
    return (JSON.parse(extensions) ?? undefined) as Asked | undefined;
  } catch {
    return undefined;
  }
};

const putText = (request: FastifyRequest, asked: Asked, query: string): void => {
  const { documentId: _id, extensions: _extensions, ...rest } = asked;
  if (request.method !== 'GET') {
    request.body = { ...rest, query };
    return;
  }
  // Apollo reads the address itself.
  const parameters = new URLSearchParams({ ...(rest as Record<string, string>), query });
  request.raw.url = `/graphql?${parameters.toString()}`;
};

/** Some clients may send registered documents only: whoever steals their token can ask nothing else. */
export const maySend = (
  { trustedDocumentsOnly }: Principal,
  { trusted }: Pick<Exchange, 'trusted'>,
): true | HubError =>
  !trustedDocumentsOnly ||
  trusted ||
  new HubError(
    'FORBIDDEN',
    'This client may send registered documents only: send documentId in place of query. The credit office registers documents.',
  );

export const requireTrusted = (principal: Principal, exchange: Exchange): void => {
  const verdict = maySend(principal, exchange);
  if (verdict !== true) throw verdict;
};
