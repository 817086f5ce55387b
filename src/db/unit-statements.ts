import { CompiledQuery } from 'kysely';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { HubError } from '../kernel/errors.js';
import { type Sql, sql } from '../kernel/sql.js';
import { mayRetry } from './database-error.js';
import { type NamedStatement, failedStatement } from './statements-at-once.js';
import type { StatementNames } from './statement-names.js';
import { hubRole } from './wall.js';

/** Statements of one transaction that go to the database in one round trip. */
export class StatementGroup {
  constructor(
    readonly statements: readonly NamedStatement[],
    /** They need no answer of their own: they may go with what comes next, the commit at the latest. */
    readonly mayWait: boolean,
  ) {}
}

/** The group that the ORM was given to hand on, in place of a statement's values; null: a statement of its own. */
export const groupAmong = (values: unknown): StatementGroup | null =>
  Array.isArray(values) && values[0] instanceof StatementGroup ? values[0] : null;

interface Waiting {
  readonly statement: NamedStatement;
  readonly resolve: (rows: object[]) => void;
  readonly reject: (error: unknown) => void;
}

interface LastWrite {
  readonly query: Sql;
  readonly refused: (() => HubError) | undefined;
}

/** A unit of work acts on what it has checked itself: as the hub, from its first statement to its last. */
const asHub = sql`select set_config('role', ${hubRole}, true)`;

/**
 * The SQL of one transaction. What is asked before anything of it is waited for goes in one round trip, in the order
 * asked; when one of it fails, all of it has failed, and with it the transaction.
 */
export class UnitStatements {
  #waiting: Waiting[] = [];
  #sent: Promise<void> = Promise.resolve();
  #last: LastWrite[] = [];
  #over = false;
  #failure: { error: unknown } | null = null;

  constructor(
    readonly em: SqlEntityManager,
    private readonly names: StatementNames,
  ) {}

  async begin(): Promise<void> {
    await this.run([this.named(asHub)], true);
  }

  rows<Row extends object>(query: Sql): Promise<Row[]> {
    if (this.#over) return Promise.reject(new Error('The unit of work is over.'));
    const { promise, resolve, reject } = Promise.withResolvers<object[]>();
    if (this.#waiting.push({ statement: this.named(query), resolve, reject }) === 1)
      process.nextTick(() => (this.#sent = this.#sent.then(() => this.send())));
    return promise as Promise<Row[]>;
  }

  /** Writes what nothing in the transaction waits for, with its commit. `refused`: what it means when that fails. */
  withCommit(query: Sql, refused?: () => HubError): void {
    this.#last.push({ query, refused });
  }

  async end(): Promise<void> {
    this.#over = true;
    if (this.#last.length === 0) return;
    const last = this.#last.map(({ query }) => this.named(query));
    await this.run(last, true);
  }

  /** It failed: what was asked meanwhile is not sent behind its end, where it would be a transaction of its own. */
  giveUp(error: unknown): void {
    this.#over = true;
    this.#failure = { error };
    this.#last = [];
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting = [];
  }

  /** What an error means: a last write that failed may say so. They are counted from behind, as nobody waited for them. */
  meaningOf(error: unknown): unknown {
    const n = failedStatement(error) ?? 0;
    const refused = n < 0 && !mayRetry(error) ? this.#last.at(n)?.refused : undefined;
    return refused?.() ?? error;
  }

  private async send(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    try {
      await this.em.flush(); // what was created as an entity must stand before SQL builds on it
      if (this.#failure) throw this.#failure.error;
      const rows = await this.run(
        waiting.map(({ statement }) => statement),
        false,
      );
      waiting.forEach(({ resolve }, n) => resolve(rows[n]!));
    } catch (error) {
      waiting[failedStatement(error) ?? -1]?.reject(error);
      // Whoever waits for all of them is to hear it from the one that failed, as that one tells it.
      setImmediate(() => {
        for (const { reject } of waiting) reject(error);
      });
    }
  }

  /** The ORM holds the transaction's connection: the group goes through it, past what it would do with a statement. */
  private async run(statements: readonly NamedStatement[], mayWait: boolean): Promise<object[][]> {
    const group = new StatementGroup(statements, mayWait);
    const result = await this.em.getKysely().executeQuery(CompiledQuery.raw('', [group]));
    return result.rows as object[][];
  }

  private named({ text, values }: Sql): NamedStatement {
    return { name: this.names.give(text), text, values: values as unknown[] };
  }
}
