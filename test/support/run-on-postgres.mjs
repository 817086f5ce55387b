/**
 * `npm run test:postgres`: the same suite on a real PostgreSQL. Starts a server of its own from npm on a free loopback
 * port, runs jest with HUB_TEST_DATABASE, and leaves nothing behind, however it ends. Arguments go to jest.
 */
import { spawn } from 'node:child_process';
import { startPostgres } from './postgres-server.mjs';

/** Runs jest to its end and returns its exit code; what asks us to stop asks jest to stop first. */
const runJest = (url) =>
  new Promise((resolve, reject) => {
    const jest = spawn(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--no-warnings',
        'node_modules/jest/bin/jest.js',
        ...process.argv.slice(2),
      ],
      { stdio: 'inherit', env: { ...process.env, HUB_TEST_DATABASE: url } },
    );
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => jest.kill(signal));
    jest.once('error', reject);
    jest.once('exit', (code) => resolve(code ?? 1));
  });

const server = await startPostgres();
let code = 1;
try {
  code = await runJest(server.url);
} finally {
  await server.stop();
}
process.exit(code);
