import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startPostgres as startServer } from '../support/postgres-server.mjs';

const password = 'bench';

/** Settings that keep the server's own housekeeping out of the rounds; commits stay durable (fsync on). */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  autovacuum: 'off',
};

/** A PostgreSQL server of its own, which goes with its folder when the process exits, whatever the reason. */
export const startPostgres = async () => {
  const server = await startServer({ name: 'bench', password, settings });
  await server.createDatabase('hub');
  const url = (username) => Object.assign(new URL(server.url), { username, pathname: '/hub' }).href;
  const { folder } = server;
  const postmaster = Number(readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    folder,
    url: url('postgres'),
    readerUrl: url('reader'),
    cpuMs: () => cpuMsOfChildren(postmaster),
    stop: () => server.stop(),
  };
};

const msPerTick = 10;

/** Processor time the server's connections have used, from /proc; NaN where there is none (other than Linux). */
const cpuMsOfChildren = (parent) => {
  if (!existsSync('/proc/self/stat')) return NaN;
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const [, state = ''] = statOf(pid).split(') ');
    const fields = state.split(' ');
    if (Number(fields[1]) === parent) ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * msPerTick;
};

const statOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
};

/** One connection. When the bench is ended, the server goes first: that is no fault then. */
export const connect = async (url) => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

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
 * What PostGraphile needs: a role that may only read the tables of the scenarios and sees no others, and, as it has
 * no filter by several codes, the function its documentation recommends for such a case.
 */
export const addReader = async (url) => {
  const client = await connect(url);
  await client.query(`create role reader login password '${password}'`);
  await client.query(`grant usage on schema public to reader`);
  await client.query(`grant select on ${readable.join(', ')} to reader`);
  await client.query(`create function subjects_by_codes(codes text[]) returns setof subject stable language sql
    as $$ select * from subject where code = any(codes) $$`);
  await client.end();
};
