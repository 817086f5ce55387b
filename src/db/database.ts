import { createHash } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { PGlite } from '@electric-sql/pglite';
import { CompiledQuery } from 'kysely';
import type { Sql } from 'sql-template-tag';

type RunNamed = (name: string, text: string, values: unknown[]) => Promise<object[]>;

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
}

/** The hub's database. Reads run as named prepared statements; writes run in `transaction`. */
export class Database {
  readonly #names = new Map<string, string>();

  constructor(
    readonly orm: MikroORM<any>,
    private readonly runNamed: RunNamed,
    private readonly closeReader: () => Promise<void>,
    /** The embedded database itself, null on PostgreSQL. */
    readonly embedded: PGlite | null,
    /** Hears what is notified on a channel; `lost` is called when the connection for it ends. Returns what ends it. */
    readonly listen: Listen,
  ) {}

  /** Reads outside a transaction. */
  async rows<Row extends object>(query: Sql): Promise<Row[]> {
    const text = query.text;
    return (await this.runNamed(this.nameOf(text), text, query.values as unknown[])) as Row[];
  }

  async one<Row extends object>(query: Sql): Promise<Row | null> {
    return (await this.rows<Row>(query))[0] ?? null;
  }

  /** Runs `work` in one transaction: all of it happens or none. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const forked = this.orm.em.fork() as unknown as SqlEntityManager;
    return forked.transactional((em) => work({ em, rows: (query) => rowsIn(em, query) }));
  }

  /** Brings the schema to the newest migration; each runs in its own transaction. Returns the names of those that ran. */
  async migrate(): Promise<string[]> {
    return (await this.orm.migrator.up()).map(({ name }) => name);
  }

  async close(): Promise<void> {
    await this.orm.close(true);
    await this.closeReader();
  }

  /** A statement's text decides its name; texts are finite because values never stand in them. */
  private nameOf(text: string): string {
    let name = this.#names.get(text);
    if (name === undefined) {
      name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
      this.#names.set(text, name);
    }
    return name;
  }
}

const rowsIn = async <Row extends object>(em: SqlEntityManager, query: Sql): Promise<Row[]> => {
  await em.flush(); // what was created as an entity must stand before SQL builds on it
  const result = await em.getKysely().executeQuery(CompiledQuery.raw(query.text, query.values as unknown[]));
  return result.rows as Row[];
};
