import type { Clock } from '../../kernel/clock.js';
import type { Principal } from '../../kernel/principal.js';
import type { Database } from '../../db/database.js';
import type { ProofService } from './proof.service.js';
import { tokenHolder } from './token.repository.js';

/** A token as a request presents it: as Bearer, or as DPoP with a proof. */
export interface PresentedToken {
  token: string;
  scheme: 'bearer' | 'dpop';
  proof: string | null;
  method: string;
  /** Address of the request without query. */
  url: string;
}

/**
 * Turns a token into who asks; null when it is unknown, expired, revoked, or bound to a key of which there is no proof.
 * Nothing is kept between requests.
 */
export const authenticateWith =
  (database: Database, clock: Clock, proofs: ProofService, demoAllowed: boolean) =>
  async ({ token, scheme, proof, method, url }: PresentedToken): Promise<Principal | null> => {
    const holder = await tokenHolder(database, token, clock.now(), demoAllowed);
    if (!holder) return null;
    const {
      kind,
      organizationId,
      subjectId,
      clientId,
      clientScopes,
      tokenScopes,
      boundTo,
      trustedDocumentsOnly,
    } = holder;
    if ((boundTo === null) !== (scheme === 'bearer')) return null;
    if (boundTo !== null) {
      const proven = proof !== null && (await proofs.thumbprintOf({ proof, method, url, token }, boundTo));
      if (!proven) return null;
    }
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
