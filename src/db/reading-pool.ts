import type { Writable } from 'node:stream';
import pg from 'pg';
// @ts-expect-error -- pg's types leave out how it writes values
import { prepareValue } from 'pg/lib/utils.js';
import { HubError } from '../kernel/errors.js';
import { viewerRole } from './wall.js';
import { freshness, type Versions, versionsFrom } from './freshness.js';
import { setViewer, type Viewer, viewerValues } from './viewer.js';

/** One statement as it is prepared: its text decides its name. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** How a statement is run. */
export interface RunOptions {
  /** When it fires, nobody waits for the rows any more. */
  readonly gone?: AbortSignal | undefined;
  /** Is told, before the rows come, how fresh what is kept in memory has to be. */
  readonly told?: ((versions: Versions) => void) | undefined;
}

/** A statement as one viewer asks it, each in a transaction of its own. */
export interface Viewed {
  readonly viewer: Viewer;
  readonly statement: NamedStatement;
  readonly told?: RunOptions['told'];
}

/** Runs statements that need nothing of each other one after the other, sent at once. The rows of each. */
export type RunNamed = (asked: readonly Viewed[], gone?: AbortSignal) => Promise<object[]>[];

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

/** A column of a statement's rows, and what its text becomes. */
interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

/** What a connection has prepared: the columns by the statement's name. PostgreSQL never answers one with others. */
type PreparedColumns = Map<string, readonly Column[]>;

const viewerStatement = 'hub_viewer';
const freshnessStatement = 'hub_freshness';
const portal = '';

/**
 * Statements that are sent at once: one write and one answer for all of them, which the server takes up to their Sync
 * for one transaction. Before each goes its viewer, where it is another, and the question how fresh memory has to be, where it is asked;
 * what was set ends with the transaction. All of them are answered, or none. pg calls it while they are answered.
 */
class StatementsAtOnce {
  readonly rows: object[][];
  /** Whose answers come, in this order: the statement's number, or who hears what comes before it. */
  readonly #turns: (number | ((fields: readonly (string | null)[]) => void))[] = [];
  #turn = 0;

  constructor(
    private readonly asked: readonly Viewed[],
    private readonly prepared: PreparedColumns,
    private readonly types: Pick<typeof pg.types, 'getTypeParser'>,
    private readonly settle: { resolve: (rows: object[][]) => void; reject: (error: unknown) => void },
  ) {
    this.rows = asked.map(() => []);
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

  private send(wire: Wire, { viewer, told, statement: { name, text, values } }: Viewed, n: number): void {
    if (viewer !== this.asked[n - 1]?.viewer)
      this.run(wire, viewerStatement, viewerValues(viewer), () => undefined);
    if (told) this.run(wire, freshnessStatement, [], (fields) => told(versionsFrom(fields)));
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

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    const columns = fields.map(({ name, dataTypeID }) => ({
      name,
      read: this.types.getTypeParser(dataTypeID, 'text') as Column['read'],
    }));
    this.prepared.set(this.statementAt(this.#turns[this.#turn] as number).name, columns);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const turn = this.#turns[this.#turn]!;
    if (typeof turn !== 'number') return turn(fields);
    const row: Record<string, unknown> = {};
    const columns = this.prepared.get(this.statementAt(turn).name)!;
    for (let n = 0; n < columns.length; n += 1) {
      const text = fields[n]!;
      row[columns[n]!.name] = text === null ? null : columns[n]!.read(text);
    }
    this.rows[turn]!.push(row);
  }

  handleCommandComplete(): void {
    const turn = this.#turns[this.#turn]!;
    if (typeof turn === 'number' && !this.prepared.has(this.statementAt(turn).name))
      this.prepared.set(this.statementAt(turn).name, []); // it has no rows to describe
    this.#turn += 1;
  }

  handleEmptyQuery(): void {
    this.#turn += 1;
  }

  handleReadyForQuery(): void {
    this.settle.resolve(this.rows);
  }

  handleError(error: unknown): void {
    this.settle.reject(error);
  }

  private statementAt(n: number): NamedStatement {
    return this.asked[n]!.statement;
  }
}

const nobodyWaits = () =>
  new HubError('SERVICE_UNAVAILABLE', 'The connection was closed before the answer was ready. Ask again.');

/** What goes before each statement is prepared before the first; a connection on which that fails is not used. */
const prepareBoth = (client: pg.PoolClient, ready: (fault?: Error) => void): void => {
  const viewer = { name: viewerStatement, text: setViewer, values: ['', '', '', viewerRole] };
  client
    .query(viewer)
    .then(() => client.query({ name: freshnessStatement, text: freshness }))
    .then(() => ready(), ready);
};

/** Reads on PostgreSQL: a pool whose connections have no viewer of their own, so that one forgotten shows nothing. */
export const openReadingPool = (
  config: pg.PoolConfig,
): { pool: pg.Pool; run: RunNamed; close: () => Promise<void> } => {
  const pool = new pg.Pool({ ...config, verify: prepareBoth } as pg.PoolConfig);
  const types = (config as { types?: pg.TypeOverrides }).types ?? pg.types;
  // As the login role itself: it alone may cancel what it runs. Open only while somebody goes.
  const cancelling = new pg.Pool({ connectionString: config.connectionString!, max: 1 });
  for (const each of [pool, cancelling]) each.on('error', () => undefined); // a dropped connection is replaced on the next query

  const cancel = async (client: pg.PoolClient): Promise<void> => {
    const { processID } = client as unknown as { processID: number };
    await cancelling.query('select pg_cancel_backend($1)', [processID]).catch(() => undefined);
  };

  const answers = async (asked: readonly Viewed[], gone?: AbortSignal): Promise<object[][]> => {
    if (gone?.aborted) throw nobodyWaits();
    const client = await pool.connect();
    let cancelled: Promise<void> | null = null;
    const onGone = (): void => {
      cancelled = cancel(client);
    };
    try {
      if (gone?.aborted) throw nobodyWaits();
      gone?.addEventListener('abort', onGone, { once: true });
      return await answersOf(client, asked);
    } finally {
      gone?.removeEventListener('abort', onGone);
      // A cancel that comes late must not meet the next statement of this connection: an empty one takes it.
      if (cancelled)
        await (cancelled as Promise<void>).then(() => client.query('select')).catch(() => undefined);
      client.release();
    }
  };

  const preparedOn = new WeakMap<pg.PoolClient, PreparedColumns>();
  const answersOf = (client: pg.PoolClient, asked: readonly Viewed[]): Promise<object[][]> =>
    new Promise((resolve, reject) => {
      const prepared: PreparedColumns = preparedOn.get(client) ?? new Map();
      preparedOn.set(client, prepared);
      const sendable = asked.map(({ statement, ...each }) => ({
        ...each,
        statement: { ...statement, values: statement.values.map((value): unknown => prepareValue(value)) },
      }));
      const statements = new StatementsAtOnce(sendable, prepared, types, { resolve, reject });
      client.query(statements as unknown as pg.Submittable);
    });

  const run: RunNamed = (asked, gone) => {
    const all = answers(asked, gone);
    return asked.map(async (_, n) => (await all)[n]!);
  };
  return { pool, run, close: async () => void (await Promise.all([pool.end(), cancelling.end()])) };
};
