import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startPostgres as startServer } from '../support/postgres-server.mjs';
import { cpuMsOfChildren } from './processes.mjs';

const password = 'bench';

/** Settings that keep the server's own housekeeping out of the rounds; commits stay durable (fsync on). */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '512MB',
  max_wal_size: '8GB',
  autovacuum: 'off',
};

/** A PostgreSQL server of its own, which goes with its folder when the process exits, whatever the reason. */
export const startPostgres = async () => {
  const server = await startServer({ name: 'bench', password, settings });
  const { folder } = server;
  const url = (username, database) =>
    Object.assign(new URL(server.url), { username, password, pathname: `/${database}` }).href;
  const postmaster = Number(readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    folder,
    postmaster,
    /** As the owner of the tables, as the hub's login, and as who may only read. */
    urlsOf: (database) => ({
      database,
      folder,
      ownerUrl: url('postgres', database),
      url: url('hub', database),
      readerUrl: url('reader', database),
    }),
    cpuMs: () => cpuMsOfChildren(postmaster),
    stop: () => server.stop(),
  };
};

/** One connection. When the bench is ended, the server goes first: that is no fault then. */
export const connect = async (url) => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** Runs statements on a connection of their own. */
export const within = async (url, run) => {
  const client = await connect(url);
  try {
    return await run(client);
  } finally {
    await client.end();
  }
};

/** The hub's login as the README makes it: a member of the hub's role and no more. */
export const addLogins = (client) =>
  client.query(`
    create role hub_app nologin noinherit;
    create role hub login password '${password}' in role hub_app;
    create role reader login password '${password}'`);

const readable = [
  'subject',
  'list_entry',
  'credit_list',
  'organization',
  'memorandum',
  'memorandum_list',
  'clause',
  'measure',
  'instruction',
];

/**
 * What PostGraphile needs: a role that may only read the tables of the scenarios and sees no others, and, as it has no
 * filter by several codes, the function its documentation recommends for such a case. Row security is not for it.
 */
export const addReader = (client) =>
  client.query(`
    alter role reader bypassrls;
    grant usage on schema public to reader;
    grant select on ${readable.join(', ')} to reader;
    create function subjects_by_codes(codes text[]) returns setof subject stable language sql
      as $$ select * from subject where code = any(codes) $$`);
