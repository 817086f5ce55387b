import type { Writable } from 'node:stream';
import pg from 'pg';
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

/** The parts of pg's connection that one statement is sent with. */
interface Wire {
  bind(of: { portal: string; statement: string; values: string[] }): void;
  execute(of: { portal: string; rows: number }): void;
}

/** A row as it comes over the wire. */
interface DataRow {
  readonly fields: readonly (string | null)[];
}

/** What pg calls on a statement that is being answered; its types leave it out. */
interface Answered {
  callback: (error: Error | null | undefined, result: pg.QueryResult) => void;
  prepare(wire: Wire): void;
  handleDataRow(message: DataRow): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}

/* eslint-disable no-restricted-syntax -- pg's names, not ours */
const PreparedQuery = pg.Query as unknown as new (of: object) => Answered & pg.Submittable;

const viewerStatement = 'hub_viewer';
const freshnessStatement = 'hub_freshness';

/**
 * A statement with its viewer before it, and with the question how fresh memory has to be: one round trip, which the
 * server takes up to its Sync for one transaction; the viewer ends with it. Answers that come first are not the rows.
 */
class ViewedQuery extends PreparedQuery {
  /** How many answers come before the statement's own. */
  readonly #before: number;
  #answered = 0;

  readonly #viewer: Viewer;
  readonly #told: RunOptions['told'];

  constructor({ viewer, statement, told }: Viewed) {
    super(statement);
    this.#viewer = viewer;
    this.#told = told;
    this.#before = told ? 2 : 1;
  }

  override prepare(wire: Wire): void {
    wire.bind({ portal: '', statement: viewerStatement, values: viewerValues(this.#viewer) });
    wire.execute({ portal: '', rows: 0 });
    if (this.#told) {
      wire.bind({ portal: '', statement: freshnessStatement, values: [] });
      wire.execute({ portal: '', rows: 0 });
    }
    super.prepare(wire);
  }

  override handleDataRow(message: DataRow): void {
    if (this.#answered === this.#before) super.handleDataRow(message);
    else if (this.#answered === 1) this.#told!(versionsFrom(message.fields));
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#answered === this.#before) super.handleCommandComplete(message, wire);
    else this.#answered += 1;
  }
}

/* eslint-enable no-restricted-syntax */

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
  const pool = new pg.Pool({ ...config, pipeline: true, verify: prepareBoth } as pg.PoolConfig);
  // As the login role itself: it alone may cancel what it runs. Open only while somebody goes.
  const cancelling = new pg.Pool({ connectionString: config.connectionString!, max: 1 });
  for (const each of [pool, cancelling]) each.on('error', () => undefined); // a dropped connection is replaced on the next query

  const cancel = async (client: pg.PoolClient): Promise<void> => {
    const { processID } = client as unknown as { processID: number };
    await cancelling.query('select pg_cancel_backend($1)', [processID]).catch(() => undefined);
  };

  const answers = async (asked: readonly Viewed[], gone?: AbortSignal): Promise<Promise<object[]>[]> => {
    if (gone?.aborted) throw nobodyWaits();
    const client = await pool.connect();
    let cancelled: Promise<void> | null = null;
    const onGone = (): void => {
      cancelled = cancel(client);
    };
    const leave = async (): Promise<void> => {
      gone?.removeEventListener('abort', onGone);
      // A cancel that comes late must not meet the next statement of this connection: an empty one takes it.
      if (cancelled) await cancelled.then(() => client.query('select')).catch(() => undefined);
      client.release();
    };
    if (gone?.aborted) {
      await leave();
      throw nobodyWaits();
    }
    gone?.addEventListener('abort', onGone, { once: true });
    const sent = sentAtOnce(client, asked);
    void Promise.allSettled(sent).then(leave);
    return sent;
  };

  const run: RunNamed = (asked, gone) => {
    const all = answers(asked, gone);
    return asked.map(async (_, n) => (await all)[n]!);
  };
  return { pool, run, close: async () => void (await Promise.all([pool.end(), cancelling.end()])) };
};

/** One write of the socket for all of them. */
const sentAtOnce = (client: pg.PoolClient, asked: readonly Viewed[]): Promise<object[]>[] => {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  try {
    return asked.map((each) => answerOf(client, new ViewedQuery(each)));
  } finally {
    stream.uncork();
  }
};

const answerOf = (client: pg.PoolClient, query: ViewedQuery): Promise<object[]> =>
  new Promise((resolve, reject) => {
    query.callback = (error, result) => (error ? reject(error) : resolve(result.rows as object[]));
    client.query(query);
  });
