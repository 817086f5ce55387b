import { createHash } from 'node:crypto';
import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from 'jose';
import type { Clock } from '../../kernel/clock.js';
import type { Database } from '../../db/database.js';
import { signingAlgorithms } from './client-key.rules.js';
import { spendOnce } from './token.repository.js';

/** How far the clock of a client may be from the hub's, and so how long its proof counts, in seconds. */
export const longestProof = 60;
const longestId = 200;

/** What a proof has to be of (RFC 9449, 4.3). */
export interface Proven {
  proof: string;
  method: string;
  /** Address of the request without query. */
  url: string;
  /** The access token it comes with; none where the token is only asked for. */
  token: string | null;
}

/** Checks proofs of possession (DPoP, RFC 9449). A proof counts once, on all nodes. */
export class ProofService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Thumbprint of the key the proof was made with; null when it proves nothing here. */
  async thumbprintOf(proven: Proven, boundTo: string | null = null): Promise<string | null> {
    const read = await this.read(proven);
    if (!read || (boundTo !== null && read.thumbprint !== boundTo)) return null;
    const until = new Date(this.clock.now().getTime() + 2 * longestProof * 1000);
    const fresh = await spendOnce(this.database, 'DPoP', `${read.thumbprint}.${read.id}`, until);
    return fresh ? read.thumbprint : null;
  }

  private async read({ proof, method, url, token }: Proven) {
    try {
      const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
        algorithms: [...signingAlgorithms],
        typ: 'dpop+jwt',
        currentDate: this.clock.now(),
        clockTolerance: longestProof,
        requiredClaims: ['iat', 'jti', 'htm', 'htu'],
      });
      const { jti, htm, htu, iat, ath } = payload as Record<string, unknown>;
      const age = this.clock.now().getTime() / 1000 - Number(iat);
      if (Math.abs(age) > longestProof || htm !== method || !sameAddress(htu, url)) return null;
      if (typeof jti !== 'string' || jti === '' || jti.length > longestId) return null;
      if (token !== null && ath !== createHash('sha256').update(token).digest('base64url')) return null;
      return { id: jti, thumbprint: await calculateJwkThumbprint(protectedHeader.jwk!) };
    } catch {
      return null; // whatever is wrong with it, it proves nothing
    }
  }
}

const sameAddress = (claimed: unknown, url: string): boolean => {
  const address = typeof claimed === 'string' ? URL.parse(claimed) : null;
  if (!address) return false;
  address.hash = address.search = '';
  return address.href === new URL(url).href;
};
