import type { Clock } from '../../kernel/clock.js';
import { HubError } from '../../kernel/errors.js';
import type { Keys } from '../../kernel/keys.js';
import type { Principal } from '../../kernel/principal.js';
import type { Database } from '../../db/database.js';
import type { QuotaStanding } from '../../db/request-context.js';
import { chargeQuota, deleteQuotasBefore } from './quota.repository.js';
import { networkOf, quotaWindow, windowOf } from './quota.rules.js';

export interface QuotaLimits {
  /** Cost units of one window: of a client, and of an address or a person signed in. */
  readonly quotaCost: number;
  readonly quotaCostPublic: number;
}

/** What each client, person and address may ask of the hub in a minute. Counted in the database: it outlives a restart and holds for all nodes. */
export class QuotaService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keys: Keys,
    private readonly limits: QuotaLimits,
  ) {}

  /** Charges before anything is done. Without a count nothing is done: SERVICE_UNAVAILABLE. */
  async charge(principal: Principal | null, address: string, cost: number): Promise<QuotaStanding> {
    const { holder, limit } = this.holderOf(principal, address);
    const { spent, windowAt } = await chargeQuota(
      this.database,
      holder,
      windowOf(this.clock.now()),
      cost,
    ).catch(() => {
      throw new HubError('SERVICE_UNAVAILABLE', 'The hub cannot count this request now. Try again later.');
    });
    return {
      limit,
      remaining: Math.max(0, limit - spent),
      resetAt: new Date(windowAt.getTime() + quotaWindow),
      cost,
      exceeded: spent > limit,
    };
  }

  /** Whole seconds until the window ends, at least one. */
  secondsLeft({ resetAt }: Pick<QuotaStanding, 'resetAt'>): number {
    return Math.max(1, Math.ceil((resetAt.getTime() - this.clock.now().getTime()) / 1000));
  }

  /** Windows that are over count nothing. */
  async sweep(): Promise<void> {
    await deleteQuotasBefore(this.database, windowOf(this.clock.now()));
  }

  private holderOf(principal: Principal | null, address: string): { holder: string; limit: number } {
    const { quotaCost, quotaCostPublic } = this.limits;
    if (principal?.clientId) return { holder: `client:${principal.clientId}`, limit: quotaCost };
    if (principal?.personId) return { holder: principal.personId, limit: quotaCostPublic };
    return {
      holder: `address:${this.keys.keyedHash('quota', networkOf(address))}`,
      limit: quotaCostPublic,
    };
  }
}
