import pg from 'pg';
import { HubError } from '../kernel/errors.js';
import { freshness } from './freshness.js';
import type { RunNamed } from './gathered-statements.js';
import { answersOf, freshnessStatement, viewerStatement } from './statements-at-once.js';
import { nameFor } from './statement-names.js';
import { hubItself, setViewer } from './viewer.js';
import { viewerRole } from './wall.js';

const nobodyWaits = () =>
  new HubError('SERVICE_UNAVAILABLE', 'The connection was closed before the answer was ready. Ask again.');

/** What goes before each statement is prepared before the first; a connection on which that fails is not used. */
const prepareFirst = (client: pg.PoolClient, ready: (fault?: Error) => void): void => {
  const viewer = { name: viewerStatement, text: setViewer, values: ['', '', '', viewerRole] };
  client
    .query(viewer)
    .then(() => client.query({ name: freshnessStatement, text: freshness, values: [''] }))
    .then(() => client.query({ name: nameFor(hubItself, freshnessStatement), text: freshness, values: [''] }))
    .then(() => ready(), ready);
};

/** Reads on PostgreSQL: a pool whose connections have no viewer of their own, so that one forgotten shows nothing. */
export const openReadingPool = (
  config: pg.PoolConfig,
): { pool: pg.Pool; run: RunNamed; close: () => Promise<void> } => {
  const pool = new pg.Pool({ ...config, verify: prepareFirst } as pg.PoolConfig);
  const types = (config as { types?: pg.TypeOverrides }).types ?? pg.types;
  // As the login role itself: it alone may cancel what it runs. Open only while somebody goes.
  const cancelling = new pg.Pool({ connectionString: config.connectionString!, max: 1 });
  for (const each of [pool, cancelling]) each.on('error', () => undefined); // a dropped connection is replaced on the next query

  const cancel = async (client: pg.PoolClient): Promise<void> => {
    const { processID } = client as unknown as { processID: number };
    await cancelling.query('select pg_cancel_backend($1)', [processID]).catch(() => undefined);
  };

  const run: RunNamed = async (asked, gone) => {
    if (gone?.aborted) throw nobodyWaits();
    const client = await pool.connect();
    let cancelled: Promise<void> | null = null;
    const onGone = (): void => {
      cancelled = cancel(client);
    };
    try {
      if (gone?.aborted) throw nobodyWaits();
      gone?.addEventListener('abort', onGone, { once: true });
      return await answersOf(client, asked, types);
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
