import type { Writable } from 'node:stream';
import pg from 'pg';
// @ts-expect-error -- pg's types leave out how it writes values
import { prepareValue } from 'pg/lib/utils.js';
import { type Told, type Versions, versionsFrom } from './freshness.js';
import { nameFor } from './statement-names.js';
import { type Viewer, isSameViewer, viewerValues } from './viewer.js';

/** One statement as it is prepared: its text decides its name. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** Made only where something can be stopped by it: many requests are answered before. */
export type Gone = () => AbortSignal;

/** How a statement is run. */
export interface RunOptions {
  /** Makes what fires when nobody waits for the rows any more. */
  readonly gone?: Gone | undefined;
  /** Is told, before the rows come, how fresh what is kept in memory has to be. */
  readonly told?: ((versions: Versions) => void) | undefined;
  /** With what it goes in one round trip, when that is asked meanwhile; undefined: it goes at once and alone. */
  readonly company?: Company | undefined;
}

/** What goes together: what one request asks, or what many ask that is answered in a moment. */
export type Company = () => object;

/** A statement as one viewer asks it; null: nothing but how fresh memory has to be. */
export interface Viewed {
  readonly viewer: Viewer;
  readonly statement: NamedStatement | null;
  readonly told?: Told | undefined;
}

/** A statement that is sent; one of a unit of work is asked by the unit, as it began. */
type Sent = Pick<Viewed, 'statement' | 'told'> & { readonly viewer?: Viewer };

/** Since when it is to be told what was touched; undefined: nobody asks. */
export const sinceWhen = (asked: readonly Sent[]): string | undefined =>
  asked.find(({ told }) => told)?.told!.since();

/** The parts of pg's connection that statements are sent with. */
interface Wire {
  readonly stream: Writable;
  close(of: { type: 'S'; name: string }): void;
  parse(of: { name: string; text: string }): void;
  bind(of: { portal: string; statement: string; values: unknown[] }): void;
  describe(of: { type: 'P'; name: string }): void;
  execute(of: { portal: string; rows: number }): void;
  sync(): void;
}

/** Makes a row of the texts that came for it. */
type RowReader = (fields: readonly (string | null)[]) => object;

/** What a connection has prepared: how rows are read, by the statement's name. PostgreSQL never answers one with others. */
type PreparedReaders = Map<string, RowReader>;

export const viewerStatement = 'hub_viewer';
export const freshnessStatement = 'hub_freshness';
const portal = '';

/**
 * Statements that are sent at once: one write and one answer for all of them, which the server takes up to their Sync
 * for one transaction. Before each goes its viewer, where it is another; before all of them the question how fresh
 * memory has to be, where it is asked. What was set ends with the transaction. All are answered, or none. pg calls it
 * meanwhile.
 */
class StatementsAtOnce {
  readonly #rows: object[][];
  /** Whose answers come, in this order: the statement's number, or who hears what comes before it. */
  readonly #turns: (number | ((fields: readonly (string | null)[]) => void))[] = [];
  #turn = 0;
  #viewer: Viewer | undefined;
  #versions: Versions | null = null;
  #fault: unknown = null;

  constructor(
    private readonly asked: readonly Sent[],
    private readonly prepared: PreparedReaders,
    private readonly types: Pick<typeof pg.types, 'getTypeParser'>,
    private readonly settle: { resolve: (rows: object[][]) => void; reject: (error: unknown) => void },
  ) {
    this.#rows = asked.map(() => []);
  }

  submit(connection: Wire): Error | null {
    // One write of everything: a write of many parts costs the socket more.
    const parts: Buffer[] = [];
    const stream = { writable: true, write: (part: Buffer) => parts.push(part) };
    const wire = Object.create(connection, { stream: { value: stream } }) as Wire;
    this.asked.forEach((each, n) => this.send(wire, each, n));
    wire.sync();
    connection.stream.write(Buffer.concat(parts));
    return null;
  }

  private send(wire: Wire, { viewer, statement }: Sent, n: number): void {
    if (viewer && (statement || n === 0)) this.become(wire, viewer);
    if (n === 0 && viewer) this.askFreshness(wire, nameFor(viewer, freshnessStatement));
    if (!statement) return;
    const { name, text, values } = statement;
    const isNew = !this.prepared.has(name);
    if (isNew) {
      wire.close({ type: 'S', name }); // prepared, but never answered
      wire.parse({ name, text });
    }
    wire.bind({ portal, statement: name, values });
    if (isNew) wire.describe({ type: 'P', name: portal });
    wire.execute({ portal, rows: 0 });
    this.#turns.push(n);
  }

  private become(wire: Wire, viewer: Viewer): void {
    if (isSameViewer(viewer, this.#viewer)) return;
    this.#viewer = viewer;
    this.run(wire, viewerStatement, viewerValues(viewer), () => undefined);
  }

  private askFreshness(wire: Wire, statement: string): void {
    const since = sinceWhen(this.asked);
    if (since === undefined) return;
    this.run(wire, statement, [since], (fields) => (this.#versions = versionsFrom(fields, since)));
  }

  private run(
    wire: Wire,
    statement: string,
    values: string[],
    heard: (fields: readonly (string | null)[]) => void,
  ): void {
    wire.bind({ portal, statement, values });
    wire.execute({ portal, rows: 0 });
    this.#turns.push(heard);
  }

  /* eslint-disable no-restricted-syntax -- pg's names, not ours */
  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    const reader = rowReader(
      fields.map(({ name }) => name),
      fields.map(({ dataTypeID }) => this.types.getTypeParser(dataTypeID, 'text') as ReadText),
    );
    this.prepared.set(this.statementAt(this.#turns[this.#turn] as number).name, reader);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const turn = this.#turns[this.#turn]!;
    try {
      if (typeof turn !== 'number') return turn(fields);
      this.#rows[turn]!.push(this.prepared.get(this.statementAt(turn).name)!(fields));
    } catch (error) {
      this.#fault = error; // told once all is answered: the connection goes on
    }
  }

  handleCommandComplete(): void {
    const turn = this.#turns[this.#turn]!;
    if (typeof turn === 'number' && !this.prepared.has(this.statementAt(turn).name))
      this.prepared.set(this.statementAt(turn).name, () => ({})); // it has no rows to describe
    this.#turn += 1;
  }

  handleEmptyQuery(): void {
    this.#turn += 1;
  }

  handleReadyForQuery(): void {
    if (this.#fault !== null) return this.settle.reject(this.#fault);
    // Not before: what is asked again because of a failure is to be told anew.
    if (this.#versions) for (const { told } of this.asked) told?.hear(this.#versions);
    this.settle.resolve(this.#rows);
  }

  handleError(error: object): void {
    const turn = this.#turns[this.#turn];
    if (typeof turn === 'number') failed.set(error, turn);
    this.settle.reject(error);
  }
  /* eslint-enable no-restricted-syntax */

  private statementAt(n: number): NamedStatement {
    return this.asked[n]!.statement!;
  }
}

/** What a column's text becomes. */
type ReadText = (text: string) => unknown;

/**
 * Written out for the columns of one statement: to name each property anew for every row takes several times as long.
 * Names are put down as JSON and values never stand in it.
 */
const rowReader = (names: readonly string[], reads: readonly ReadText[]): RowReader => {
  const properties = names.map(
    (name, n) => `${JSON.stringify(name)}: fields[${n}] === null ? null : reads[${n}](fields[${n}])`,
  );
  const make = new Function('reads', 'fields', `return {${properties.join()}}`) as (
    ...given: [readonly ReadText[], Parameters<RowReader>[0]]
  ) => object;
  return (fields) => make(reads, fields);
};

/** By the error: the number of the statement it is about. */
const failed = new WeakMap<object, number>();

/** Which of several statements an error is about; undefined: none alone. */
export const failedStatement = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null ? failed.get(error) : undefined;

export const noteFailedStatement = (error: object, n: number): void => void failed.set(error, n);

/** Prepared once on each connection. */
const preparedOn = new WeakMap<pg.ClientBase, PreparedReaders>();

/** Sends statements on a connection that nobody else uses; the rows of each. */
export const answersOf = (
  client: pg.ClientBase,
  asked: readonly Sent[],
  types: Pick<typeof pg.types, 'getTypeParser'>,
): Promise<object[][]> =>
  new Promise((resolve, reject) => {
    const prepared: PreparedReaders = preparedOn.get(client) ?? new Map();
    preparedOn.set(client, prepared);
    const sendable = asked.map(({ statement, ...each }) => ({
      ...each,
      statement: statement && {
        ...statement,
        values: statement.values.map((value): unknown => prepareValue(value)),
      },
    }));
    const statements = new StatementsAtOnce(sendable, prepared, types, { resolve, reject });
    client.query(statements as unknown as pg.Submittable);
  });
