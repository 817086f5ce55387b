import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Sql } from 'sql-template-tag';
import type { Clock } from '../../kernel/clock.js';
import { today } from '../../kernel/clock.js';
import { HubError } from '../../kernel/errors.js';
import { type DomainEvent, EventBus } from '../../kernel/events.js';
import type { Keys } from '../../kernel/keys.js';
import { type Principal, type Purpose, actorOf } from '../../kernel/principal.js';
import { sql } from '../../kernel/sql.js';
import type { ChangeType } from '../../kernel/terms.js';
import { type Look, recordLooksOfAct } from '../../db/access-record.js';
import type { Database, Transaction } from '../../db/database.js';
import { mayRetry, translateFault } from '../../db/database-error.js';
import { type Claim, claimKey, keepOutcome, keyInFlight } from './idempotency.repository.js';
import { canonical } from './idempotency.rules.js';
import { appendLedger } from './ledger.repository.js';
import { assessOfficialWords } from './official-words.rules.js';

/** Who acts, in which request, and (for a mutation that creates) under which idempotency key. */
export interface Act {
  readonly principal: Principal;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  /**
   * Called when the act is done: rows read before it are stale. `looks`: those it recorded itself, which its answer need
   * not record again.
   */
  done?(looks: readonly Look[]): void;
}

export interface AuditNote {
  /** Such as `lists.entryPublished`. */
  event: string;
  target: string;
  targetId: number;
  /** Facts of the act. Never a name or an ID number. */
  detail?: Record<string, unknown>;
}

export interface ChangeNote {
  type: ChangeType;
  target: string;
  targetId: number;
  audience: 'PUBLIC' | 'GOVERNMENT' | 'PARTIES';
  /** Organizations that must learn of it, whatever the audience. */
  parties?: number[];
  subjectId?: number | null;
  summary?: Record<string, unknown>;
  /** Who received what this change takes back and must acknowledge it (invariant 5); parties of it too. */
  recipients?: readonly ChangeRecipient[];
}

/** An organization that must acknowledge, and how it came to know what is taken back. */
export interface ChangeRecipient {
  organizationId: number;
  grounds: readonly string[];
}

export interface StatusNote {
  target: string;
  targetIds: readonly number[];
  from: string | null;
  to: string;
  reason?: string | null;
}

/** One unit of work: a transaction that ends with its audit rows and changes, or not at all. */
export class Unit implements Transaction {
  readonly audits: AuditNote[] = [];
  readonly changes: ChangeNote[] = [];
  readonly looks: Look[] = [];

  constructor(
    private readonly transaction: Transaction,
    private readonly bus: EventBus<Unit>,
    readonly act: Act,
    readonly now: Date,
    readonly today: string,
  ) {}

  get em(): SqlEntityManager {
    return this.transaction.em;
  }

  get actor(): string {
    return actorOf(this.act.principal);
  }

  rows<Row extends object>(query: Sql): Promise<Row[]> {
    return this.transaction.rows<Row>(query);
  }

  async one<Row extends object>(query: Sql): Promise<Row | null> {
    return (await this.rows<Row>(query))[0] ?? null;
  }

  withCommit(query: Sql, refused?: () => HubError): void {
    this.transaction.withCommit(query, refused);
  }

  audit(note: AuditNote): void {
    this.audits.push(note);
  }

  change(note: ChangeNote): void {
    this.changes.push(note);
  }

  /** Records with the commit what the act itself looks at, and for what. Not in a part that may be refused. */
  look(looks: readonly Look[], purpose: Purpose, operation: string): void {
    if (looks.length === 0) return;
    const { principal, requestId } = this.act;
    recordLooksOfAct(this, { ...principal, purpose }, looks, operation, requestId, this.now);
    this.looks.push(...looks);
  }

  /** Writes the life-cycle history of things, one row each, in one statement. */
  async status(note: StatusNote): Promise<void> {
    if (note.targetIds.length === 0) return;
    await this.rows(
      this.statusRows(note, sql`select each from unnest(${[...note.targetIds]}::bigint[]) as each`),
    );
  }

  /** Inserts the history of the things that `ids` selects: for a statement that brings them about. */
  statusRows(note: Omit<StatusNote, 'targetIds'>, ids: Sql): Sql {
    return sql`
      insert into status_change (target, target_id, at, from_status, to_status, organization_id, reason)
      select ${note.target}, each.id, ${this.now}::timestamptz, ${note.from}::text, ${note.to},
             ${this.act.principal.organizationId}::bigint, ${note.reason ?? null}::text
      from (${ids}) as each(id)`;
  }

  /**
   * Tries a part that may be refused: what it wrote is undone, its error returned, and the unit goes on. Other faults
   * end the unit.
   */
  async attempt<Result>(part: () => Promise<Result>): Promise<Result | HubError> {
    const [audits, changes] = [this.audits.length, this.changes.length];
    await this.rows(sql`savepoint attempt`);
    try {
      const result = await part();
      await this.rows(sql`release savepoint attempt`); // else an attempt around this one would go back to here only
      return result;
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      await this.rows(sql`rollback to savepoint attempt`);
      await this.rows(sql`release savepoint attempt`);
      this.audits.length = audits;
      this.changes.length = changes;
      return error;
    }
  }

  emit<Payload>(event: DomainEvent<Payload>): Promise<void> {
    return this.bus.emit(this, event);
  }
}

/** Runs use cases: one transaction for the effect, its audit rows, changes, looks and idempotency key (invariant 9). */
export class UnitOfWork {
  /** Keys at work on this node: a twin is told so without taking a connection. */
  readonly #inFlight = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly bus: EventBus<Unit>,
    private readonly keys: Keys,
  ) {}

  /**
   * Runs `work` as `operation`. With an idempotency key the stored result answers a repeat; the same key with other
   * input, or while the first is at work, is a CONFLICT. `work` returns plain ids: what the resolver needs to read the
   * outcome.
   */
  async run<Result>(
    act: Act,
    operation: string,
    input: unknown,
    work: (unit: Unit) => Promise<Result>,
  ): Promise<Result> {
    assessOfficialWords(act.principal.kind, operation, input);
    const claim = this.claimOf(act, operation, input);
    if (claim === null) return this.retried(act, null, work);
    if (this.#inFlight.has(claim.id)) throw keyInFlight();
    this.#inFlight.add(claim.id);
    try {
      return await this.retried(act, claim, work);
    } finally {
      this.#inFlight.delete(claim.id);
    }
  }

  private async retried<Result>(
    act: Act,
    claim: Claim | null,
    work: (unit: Unit) => Promise<Result>,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.runOnce(act, claim, work);
      } catch (error) {
        if (attempt === 3 || !mayRetry(error)) throw translateFault(error);
      }
    }
  }

  private async runOnce<Result>(
    act: Act,
    claim: Claim | null,
    work: (unit: Unit) => Promise<Result>,
  ): Promise<Result> {
    let looks: readonly Look[] = [];
    const done = await this.database.transaction(async (transaction) => {
      const unit = new Unit(transaction, this.bus, act, this.clock.now(), today(this.clock));
      looks = unit.looks;
      const earlier = claim && (await claimKey(unit, claim));
      if (earlier) return earlier.result as Result;
      const result = await work(unit);
      await unit.em.flush();
      if (claim) keepOutcome(unit, claim, result);
      appendLedger(unit); // the head of the ledger is locked last
      return result;
    });
    act.done?.(looks); // not before: what is not committed is not on record
    return done;
  }

  /** Whoever may act for several organizations or subjects has not sent the same when acting for another. */
  private claimOf({ principal, idempotencyKey: key }: Act, operation: string, input: unknown): Claim | null {
    if (key === null) return null;
    const actor = actorOf(principal);
    const capacity = [principal.organizationId, principal.subjectId, principal.capacity ?? null];
    return {
      id: this.keys.keyedHash('idempotency-key', actor, operation, key),
      actor,
      operation,
      key,
      inputHash: this.keys.keyedHash('idempotency-input', canonical([capacity, input])),
    };
  }
}
