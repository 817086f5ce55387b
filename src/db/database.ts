import type { MikroORM } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { PGlite } from '@electric-sql/pglite';
import type { HubError } from '../kernel/errors.js';
import type { Sql } from '../kernel/sql.js';
import type { Migrate } from './owner.js';
import type { ScopedReader } from './scoped-reader.js';
import { HeldCatalogue, type Told, type Versions, forgetTouches } from './freshness.js';
import { HeldSubjects } from './held-subjects.js';
import { GatheredStatements, type RunNamed } from './gathered-statements.js';
import type { RunOptions, Viewed } from './statements-at-once.js';
import { type StatementNames, nameFor } from './statement-names.js';
import { UnitStatements } from './unit-statements.js';
import { hubItself, type Viewer } from './viewer.js';

/** Hears what is notified on a channel; `lost` is called when the connection for it ends. Returns what ends it. */
export type Listen = (
  channel: string,
  told: (message: string) => void,
  lost: () => void,
) => Promise<() => Promise<void>>;

/** Whatever runs SQL: a unit of work inside its transaction, or the database outside one. */
export interface Rows {
  rows<Row extends object>(query: Sql): Promise<Row[]>;
}

/** One database transaction: entities for single things, SQL for sets. */
export interface Transaction extends Rows {
  readonly em: SqlEntityManager;
  /**
   * Writes what nothing in the transaction waits for, with its commit. Not in a part that may be refused: it would be
   * written all the same. `refused`: what it means when it fails.
   */
  withCommit(query: Sql, refused?: () => HubError): void;
}

/** How the database was opened: what differs between PostgreSQL and the embedded one. */
export interface DatabaseParts {
  readonly orm: MikroORM<any>;
  readonly runNamed: RunNamed;
  readonly names: StatementNames;
  readonly migrate: Migrate;
  readonly closeReader: () => Promise<void>;
  /** The embedded database itself, null on PostgreSQL. */
  readonly embedded: PGlite | null;
  readonly listen: Listen;
}

/**
 * The hub's database. Its connections show no row by themselves: PostgreSQL is told for whom, in each transaction. What
 * this object runs itself is the hub's own work (sign-in, duties, audit, units of work); reads for who asks go through
 * `as`, as `ScopedReader` does. Reads run as named prepared statements; writes run in `transaction`.
 */
export class Database {
  readonly orm: MikroORM<any>;
  readonly embedded: PGlite | null;
  readonly listen: Listen;
  /** What this process keeps of the catalogue in memory. */
  readonly held = new HeldCatalogue();
  /** What it keeps of subjects. */
  readonly heldSubjects = new HeldSubjects<ScopedReader>();
  readonly #gathered: GatheredStatements;

  constructor(private readonly parts: DatabaseParts) {
    this.orm = parts.orm;
    this.embedded = parts.embedded;
    this.listen = parts.listen;
    this.#gathered = new GatheredStatements(parts.runNamed);
  }

  /** Reads for one viewer: PostgreSQL itself shows no other rows. When `gone` fires, what runs is stopped. */
  as(viewer: Viewer, options?: RunOptions): Rows {
    return { rows: (query) => this.read(viewer, query, options) };
  }

  /** Asks nothing but how fresh memory has to be, which `told` hears. */
  async prove(viewer: Viewer, options: RunOptions): Promise<void> {
    await this.ask({ viewer, statement: null }, options);
  }

  /** The hub's own statements outside a transaction. */
  rows<Row extends object>(query: Sql): Promise<Row[]> {
    return this.read(hubItself, query);
  }

  async one<Row extends object>(query: Sql): Promise<Row | null> {
    return (await this.rows<Row>(query))[0] ?? null;
  }

  /** Runs `work` in one transaction, as the hub: all of it happens or none. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const forked = this.orm.em.fork() as unknown as SqlEntityManager;
    let statements: UnitStatements | null = null;
    const done = forked.transactional(async (em) => {
      const unit = (statements = new UnitStatements(em, this.parts.names));
      await unit.begin();
      const result = await work(unit).catch((error: unknown) => {
        unit.giveUp(error);
        throw error;
      });
      await unit.end();
      return result;
    });
    return done.catch((error: unknown) => {
      throw statements ? statements.meaningOf(error) : error;
    });
  }

  /** Brings schema and wall to the newest, each migration in its own transaction. Returns the names of those that ran. */
  migrate(): Promise<string[]> {
    return this.parts.migrate();
  }

  /** Keeps the notes of what was touched short. */
  async forgetTouches(): Promise<void> {
    await this.rows(forgetTouches);
  }

  async close(): Promise<void> {
    await this.heldSubjects.stop();
    await this.orm.close(true);
    await this.parts.closeReader();
  }

  private read<Row extends object>(viewer: Viewer, query: Sql, options: RunOptions = {}): Promise<Row[]> {
    const { text } = query;
    const name = nameFor(viewer, this.parts.names.give(text));
    const statement = { name, text, values: query.values as unknown[] };
    return this.ask({ viewer, statement }, options) as Promise<Row[]>;
  }

  private ask(asked: Omit<Viewed, 'told'>, options: RunOptions): Promise<object[]> {
    const told = options.told && this.toldWith(options.told);
    return this.#gathered.ask({ ...asked, told }, options);
  }

  /** Memory hears of what was touched before anybody takes of it because he was told. */
  private toldWith(told: (versions: Versions) => void): Told {
    const { heldSubjects } = this;
    return {
      since: () => heldSubjects.since,
      hear: (versions) => {
        heldSubjects.heard(versions.touches);
        told(versions);
      },
    };
  }
}
