import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Connections to PostgreSQL, the same for every contender. */
export const poolSize = 8;

/**
 * Starts a contender as one process of its own and waits until it listens. `settings` reaches it as its first
 * argument; it ends with the bench, even when the bench is killed. `cpuMs` is the processor time it has used.
 */
export const startContender = async (name, settings, nodeOptions = []) => {
  const child = fork(fileURLToPath(new URL(`${name}.mjs`, import.meta.url)), [JSON.stringify(settings)], {
    execArgv: nodeOptions,
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code} before it listened`)));
  });
  return {
    name,
    url,
    cpuMs: () =>
      new Promise((resolve) => {
        child.once('message', resolve);
        child.send('cpu');
      }),
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};

/** The contender's side: reads its settings, listens, tells where, and ends when the bench does. */
export const runContender = async (listen) => {
  const url = await listen(JSON.parse(process.argv[2]));
  process.once('disconnect', () => process.exit(0));
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send((user + system) / 1000);
  });
  process.on('SIGINT', () => undefined); // the bench ends its contenders itself
  process.send(url);
};
