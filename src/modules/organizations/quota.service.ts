import type { Clock } from '../../kernel/clock.js';
import { HubError } from '../../kernel/errors.js';
import type { Keys } from '../../kernel/keys.js';
import type { Principal } from '../../kernel/principal.js';
import type { Database } from '../../db/database.js';
import type { QuotaStanding } from '../../db/request-context.js';
import { chargeQuota, deleteQuotasBefore } from './quota.repository.js';
import { type QuotaShare, leaseFrom, networkOf, quotaWindow, shareAfter, windowOf } from './quota.rules.js';

export interface QuotaLimits {
  /** Cost units of one window: of a client, and of an address or a person signed in. */
  readonly quotaCost: number;
  readonly quotaCostPublic: number;
}

const networksKept = 10_000;

/**
 * What each client, person and address may ask of the hub in a minute. Counted in the database: it outlives a restart
 * and holds for all nodes. A node takes units in advance, which count as spent; what a node that stopped had left is lost
 * until the window ends.
 */
export class QuotaService {
  readonly #shares = new Map<string, QuotaShare>();
  /** Holders by network, as long as a window lasts: an address is hashed once in it. */
  readonly #networks = new Map<string, string>();
  #windowAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keys: Keys,
    private readonly limits: QuotaLimits,
  ) {}

  /** Charges before anything is done. Without a count nothing is done: SERVICE_UNAVAILABLE. */
  async charge(principal: Principal | null, address: string, cost: number): Promise<QuotaStanding> {
    const { holder, limit } = this.holderOf(principal, address);
    const windowAt = windowOf(this.clock.now()).getTime();
    const share = this.#shares.get(holder);
    if (share?.windowAt === windowAt && share.lease >= cost) {
      const after = { ...share, lease: share.lease - cost };
      this.#shares.set(holder, after);
      return standingOf(limit, after, cost, false);
    }
    return this.chargeAtDatabase(holder, limit, windowAt, cost);
  }

  private async chargeAtDatabase(
    holder: string,
    limit: number,
    windowAt: number,
    cost: number,
  ): Promise<QuotaStanding> {
    const known = this.#shares.get(holder);
    const share = known?.windowAt === windowAt ? known : undefined;
    const taken = leaseFrom(limit, share);
    const due = cost - (share?.lease ?? 0) + taken; // what is left of the lease is spent first
    if (share) this.#shares.set(holder, { ...share, lease: 0 });
    const counted = await chargeQuota(this.database, holder, new Date(windowAt), due).catch(() => {
      throw new HubError('SERVICE_UNAVAILABLE', 'The hub cannot count this request now. Try again later.');
    });
    const countedAt = counted.windowAt.getTime();
    const held = this.#shares.get(holder); // others may have charged meanwhile
    const kept = held?.windowAt === countedAt ? held.lease : 0;
    const after = shareAfter(limit, { windowAt: countedAt, spent: counted.spent, taken, kept });
    this.keep(holder, after);
    return standingOf(limit, after, cost, counted.spent - taken > limit);
  }

  /** A new window makes all that was known of earlier ones worthless. */
  private keep(holder: string, share: QuotaShare): void {
    if (share.windowAt > this.#windowAt) {
      this.#shares.clear();
      this.#networks.clear();
      this.#windowAt = share.windowAt;
    }
    this.#shares.set(holder, share);
  }

  /** Whole seconds until the window ends, at least one. */
  secondsLeft({ resetAt }: Pick<QuotaStanding, 'resetAt'>): number {
    return Math.max(1, Math.ceil((resetAt.getTime() - this.clock.now().getTime()) / 1000));
  }

  /** Deletes windows that are over, which count nothing; returns how many. */
  sweep(): Promise<number> {
    return deleteQuotasBefore(this.database, windowOf(this.clock.now()));
  }

  private holderOf(principal: Principal | null, address: string): { holder: string; limit: number } {
    const { quotaCost, quotaCostPublic } = this.limits;
    if (principal?.clientId) return { holder: `client:${principal.clientId}`, limit: quotaCost };
    if (principal?.personId) return { holder: principal.personId, limit: quotaCostPublic };
    return { holder: this.holderAt(networkOf(address)), limit: quotaCostPublic };
  }

  private holderAt(network: string): string {
    const known = this.#networks.get(network);
    if (known !== undefined) return known;
    const holder = `address:${this.keys.keyedHash('quota', network)}`;
    if (this.#networks.size === networksKept) this.#networks.clear();
    this.#networks.set(network, holder);
    return holder;
  }
}

const standingOf = (
  limit: number,
  { windowAt, spent, lease }: QuotaShare,
  cost: number,
  exceeded: boolean,
): QuotaStanding => ({
  limit,
  remaining: Math.max(0, Math.min(limit, limit - spent + lease)),
  resetAt: new Date(windowAt + quotaWindow),
  cost,
  exceeded,
});
