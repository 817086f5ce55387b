import pg from 'pg';
import { HubError } from '../kernel/errors.js';
import { viewerRole } from './wall.js';
import { setViewer, type Viewer, viewerValues } from './viewer.js';

/** Runs one named statement for one viewer. When `gone` fires, nobody waits for it any more. */
export type RunNamed = (
  viewer: Viewer,
  name: string,
  text: string,
  values: unknown[],
  gone?: AbortSignal,
) => Promise<object[]>;

/** The parts of pg's connection that one statement is sent with. */
interface Wire {
  bind(of: { portal: string; statement: string; values: string[] }): void;
  execute(of: { portal: string; rows: number }): void;
}

/** What pg calls on a statement that is being answered; its types leave it out. */
interface Answered {
  callback: (error: Error | null | undefined, result: pg.QueryResult) => void;
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}

/* eslint-disable no-restricted-syntax -- pg's names, not ours */
const PreparedQuery = pg.Query as unknown as new (of: object) => Answered & pg.Submittable;

const viewerStatement = 'hub_viewer';

/**
 * A statement with its viewer before it, in one round trip: the server takes both up to one Sync for one transaction,
 * and the viewer ends with it. The first answer is the viewer's and is passed over.
 */
class ViewedQuery extends PreparedQuery {
  #viewerSet = false;

  constructor(
    private readonly viewer: Viewer,
    of: { name: string; text: string; values: unknown[] },
  ) {
    super(of);
  }

  override prepare(wire: Wire): void {
    wire.bind({ portal: '', statement: viewerStatement, values: viewerValues(this.viewer) });
    wire.execute({ portal: '', rows: 0 });
    super.prepare(wire);
  }

  override handleDataRow(message: unknown): void {
    if (this.#viewerSet) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#viewerSet) super.handleCommandComplete(message, wire);
    this.#viewerSet = true;
  }
}

/* eslint-enable no-restricted-syntax */

const nobodyWaits = () =>
  new HubError('SERVICE_UNAVAILABLE', 'The connection was closed before the answer was ready. Ask again.');

/** Reads on PostgreSQL: a pool whose connections have no viewer of their own, so that one forgotten shows nothing. */
export const openReadingPool = (
  config: pg.PoolConfig,
): { pool: pg.Pool; run: RunNamed; close: () => Promise<void> } => {
  const pool = new pg.Pool(config);
  // As the login role itself: it alone may cancel what it runs. Open only while somebody goes.
  const cancelling = new pg.Pool({ connectionString: config.connectionString!, max: 1 });
  for (const each of [pool, cancelling]) each.on('error', () => undefined); // a dropped connection is replaced on the next query
  pool.on('connect', (client) => {
    // Queued before whatever the connection was opened for, which fails if this did.
    client
      .query({ name: viewerStatement, text: setViewer, values: ['', '', '', viewerRole] })
      .catch(() => undefined);
  });

  const cancel = async (client: pg.PoolClient): Promise<void> => {
    const { processID } = client as unknown as { processID: number };
    await cancelling.query('select pg_cancel_backend($1)', [processID]).catch(() => undefined);
  };

  const run: RunNamed = async (viewer, name, text, values, gone) => {
    if (gone?.aborted) throw nobodyWaits();
    const client = await pool.connect();
    let cancelled: Promise<void> | null = null;
    const onGone = (): void => {
      cancelled = cancel(client);
    };
    try {
      if (gone?.aborted) throw nobodyWaits();
      gone?.addEventListener('abort', onGone, { once: true });
      return await answerOf(client, new ViewedQuery(viewer, { name, text, values }));
    } finally {
      gone?.removeEventListener('abort', onGone);
      // A cancel that comes late must not meet the next statement of this connection: an empty one takes it.
      if (cancelled)
        await (cancelled as Promise<void>).then(() => client.query('select')).catch(() => undefined);
      client.release();
    }
  };
  return { pool, run, close: async () => void (await Promise.all([pool.end(), cancelling.end()])) };
};

const answerOf = (client: pg.PoolClient, query: ViewedQuery): Promise<object[]> =>
  new Promise((resolve, reject) => {
    query.callback = (error, result) => (error ? reject(error) : resolve(result.rows as object[]));
    client.query(query);
  });
