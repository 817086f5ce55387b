import type { Clock } from '../../kernel/clock.js';
import type { Principal } from '../../kernel/principal.js';
import type { Database } from '../../db/database.js';
import { shortOnes } from '../../db/gathered-statements.js';
import { hubItself } from '../../db/viewer.js';
import type { ProofService } from './proof.service.js';
import { type TokenHolder, hashToken, tokenHolder } from './token.repository.js';

/** A token as a request presents it: as Bearer, or as DPoP with a proof. */
export interface PresentedToken {
  token: string;
  scheme: 'bearer' | 'dpop';
  proof: string | null;
  method: string;
  /** Address of the request without query. */
  url: string;
}

/** Who held a token when the database was asked last, and the version of all tokens and clients then. */
export interface RecalledHolder {
  readonly principal: Principal;
  readonly standing: number;
}

interface Known extends RecalledHolder {
  readonly expiresAt: Date;
}

/** Holders kept in memory; who has not asked for longest makes room. */
const room = 10_000;

/** Turns tokens into who asks. */
export class TokenService {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly proofs: ProofService,
    private readonly demoAllowed: boolean,
  ) {}

  /** Null when it is unknown, expired, revoked, or bound to a key of which there is no proof. Asks the database. */
  async authenticate({ token, scheme, proof, method, url }: PresentedToken): Promise<Principal | null> {
    let standing: number | null = null;
    const told = (versions: { standing: number }) => {
      standing = versions.standing;
    };
    const hash = hashToken(token);
    const at = this.database.as(hubItself, { told, company: shortOnes });
    const holder = await tokenHolder(at, hash, this.clock.now(), this.demoAllowed);
    if (!holder) return null;
    const { boundTo } = holder;
    if ((boundTo === null) !== (scheme === 'bearer')) return null;
    if (boundTo !== null) {
      const proven =
        proof !== null && (await this.proofs.thumbprintOf({ proof, method, url, token }, boundTo));
      return proven ? principalOf(holder) : null;
    }
    const principal = principalOf(holder);
    if (standing !== null) this.keep(hash, { principal, standing, expiresAt: holder.expiresAt });
    return principal;
  }

  /**
   * Who held a bearer token when it was last asked for. It counts only if the database tells the same `standing` while
   * it answers; null: ask it.
   */
  recall(token: string): RecalledHolder | null {
    const known = this.#known.get(hashToken(token));
    return known && known.expiresAt > this.clock.now() ? known : null;
  }

  private keep(hash: string, known: Known): void {
    this.#known.delete(hash); // to the end of the queue
    this.#known.set(hash, known);
    if (this.#known.size > room) this.#known.delete(this.#known.keys().next().value!);
  }
}

const principalOf = ({ clientScopes, tokenScopes, ...holder }: TokenHolder): Principal => ({
  kind: holder.kind,
  organizationId: holder.organizationId,
  subjectId: holder.subjectId,
  clientId: holder.clientId,
  personId: null,
  scopes: new Set(tokenScopes.split(' ').filter((scope) => clientScopes.includes(scope))),
  purpose: null,
  trustedDocumentsOnly: holder.trustedDocumentsOnly,
});
