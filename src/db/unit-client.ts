import pg from 'pg';
import {
  type NamedStatement,
  answersOf,
  failedStatement,
  noteFailedStatement,
} from './statements-at-once.js';
import { groupAmong } from './unit-statements.js';

const begin: NamedStatement = { name: 'hub_begin', text: 'begin', values: [] };
const commit: NamedStatement = { name: 'hub_commit', text: 'commit', values: [] };

const nothing = { command: '', rowCount: 0, rows: [] as object[][] };

/**
 * The connection of a unit of work, as the ORM drives it. What nobody waits for (the beginning of a transaction, its last
 * writes) goes with what comes next, and a group of statements in one round trip.
 */
export class UnitClient extends pg.Client {
  #held: readonly NamedStatement[] = [];

  override query(...sent: any[]): any {
    const [text, values] = sent as [unknown, unknown];
    const group = groupAmong(values);
    if (group?.mayWait || text === 'begin') {
      this.#held = [...this.#held, ...(group?.statements ?? [begin])];
      return Promise.resolve(nothing);
    }
    if (group) return this.answered(group.statements);
    if (this.#held.length === 0 || typeof text !== 'string') return super.query(...(sent as [string]));
    if (text === 'commit') return this.answered([commit]);
    if (text === 'rollback') return this.rolledBack();
    return this.answered([]).then(() => super.query(...(sent as [string])));
  }

  /** Sends what was held and these; the rows of these. */
  private async answered(statements: readonly NamedStatement[]): Promise<typeof nothing> {
    const held = this.#held;
    this.#held = [];
    const sent = [...held, ...statements].map((statement) => ({ statement }));
    try {
      const rows = await answersOf(this, sent, this);
      return { ...nothing, rows: rows.slice(held.length) };
    } catch (error) {
      const n = failedStatement(error);
      if (n !== undefined) noteFailedStatement(error as object, n - held.length);
      throw error;
    }
  }

  /** Nothing of a transaction was sent whose beginning is still held; else what was held is left out. */
  private async rolledBack(): Promise<unknown> {
    const unsent = this.#held[0] === begin;
    this.#held = [];
    return unsent ? nothing : super.query('rollback');
  }
}
