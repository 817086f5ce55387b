import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuMsOf, pin, residentOf } from '../processes.mjs';

/** Connections to PostgreSQL, the same for every peer. */
export const poolSize = 8;

/** Only what a process needs of ours: settings of a hub may stand in the environment of who runs the bench. */
const environment = { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR };

/**
 * Starts a peer as one process of its own and waits until it listens. `settings` reaches it as its first argument; it
 * ends with the bench, even when the bench is killed.
 */
export const startPeer = async (name, settings, { cores, nodeOptions = [] } = {}) => {
  const child = fork(fileURLToPath(new URL(`${name}.mjs`, import.meta.url)), [JSON.stringify(settings)], {
    execArgv: nodeOptions,
    env: { ...environment, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code} before it listened`)));
  });
  pin(child.pid, cores);
  return {
    name,
    url,
    cpuMs: () => cpuMsOf(child.pid),
    resident: () => residentOf(child.pid),
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};

/** The peer's side: reads its settings, listens, tells where, and ends when the bench does. */
export const runPeer = async (listen) => {
  const { url, stop = () => undefined } = await listen(JSON.parse(process.argv[2]));
  process.once('disconnect', async () => {
    await stop();
    process.exit(0);
  });
  process.on('SIGINT', () => undefined); // the bench ends its peers itself
  process.send(url);
};

/** Listens on a free port of loopback. */
export const listenOn = async (server) => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}` };
};
