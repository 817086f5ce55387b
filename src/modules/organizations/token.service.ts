import type { Clock } from '../../kernel/clock.js';
import type { Principal } from '../../kernel/principal.js';
import type { Database } from '../../db/database.js';
import { tokenHolder } from './token.repository.js';

/** Turns a bearer token into who asks; null when it is unknown, expired or revoked. Nothing is kept between requests. */
export const authenticateWith =
  (database: Database, clock: Clock, demoAllowed: boolean) =>
  async (token: string): Promise<Principal | null> => {
    const holder = await tokenHolder(database, token, clock.now(), demoAllowed);
    if (!holder) return null;
    const { kind, organizationId, subjectId, clientId, clientScopes, tokenScopes, trustedDocumentsOnly } =
      holder;
    const scopes = new Set(tokenScopes.split(' ').filter((scope) => clientScopes.includes(scope)));
    return {
      kind,
      organizationId,
      subjectId,
      clientId,
      personId: null,
      scopes,
      purpose: null,
      trustedDocumentsOnly,
    };
  };
