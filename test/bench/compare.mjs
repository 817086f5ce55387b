import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bulk, measureJob } from './bulk/index.mjs';
import { measureStarts } from './bulk/start.mjs';
import { agencyClient, bodyCode, matter } from './data/catalogue.mjs';
import { embeddedIn, loadEmbedded } from './data/embedded.mjs';
import { loadData } from './data/load.mjs';
import { measure } from './measure.mjs';
import { startPeer } from './peers/process.mjs';
import { addLogins, addReader, connect, within } from './postgres.mjs';
import { scenarios } from './scenarios/index.mjs';
import { verify } from './verify.mjs';

/** From an empty server to the results; what it starts it puts into `peers`, for whoever has to end it. */
export const compare = async (options, server, peers, cores, say) => {
  const wanted = scenarios.filter(({ name }) => options.only.includes(name));
  const jobs = bulk.filter(({ name }) => options.only.includes(name));
  const places = {
    large: server.urlsOf('hub'),
    small: server.urlsOf('small'),
    embedded: embeddedIn(server.folder),
  };
  await prepareDatabases(options, places, say);
  await startPeers(options, places, peers, cores, wanted);
  const database = await connect(places.large.ownerUrl);
  try {
    const setting = await settingOf(options, server, peers, database);
    const results = await runScenarios(wanted, options, { peers, setting, database, say });
    results.push(...(await runJobs(jobs, options, setting, say)));
    if (options.only.includes('start')) results.push(await runStarts(options, places, server, cores, say));
    results.push({ name: 'size', ratios: {}, databaseMb: await sizeOf(database) });
    return results;
  } finally {
    await database.end();
  }
};

/** The hub makes its schema and first data itself, once; the loader adds subjects to that and to a copy of it. */
const prepareDatabases = async ({ subjects, small, only }, { large, small: few, embedded }, say) => {
  const anywhere = large.ownerUrl.replace(/hub$/, 'postgres');
  await within(anywhere, async (client) => {
    await client.query(`create database ${large.database}`);
    await addLogins(client);
  });
  say('First start of the hub …');
  const first = await startPeer('hub', large);
  await first.stop();
  if (only.includes('embedded')) {
    say(`Loading ${small} subjects into the embedded database …`);
    await (await startPeer('hub', embedded)).stop();
    await loadEmbedded(embedded, small);
  }
  if (only.includes('growth') || only.includes('embedded')) {
    say(`Loading ${small} subjects …`);
    await within(anywhere, (client) =>
      client.query(`create database ${few.database} template ${large.database}`),
    );
    await within(few.ownerUrl, (client) => loadData(client, small));
  }
  say(`Loading ${subjects} subjects …`);
  await within(large.ownerUrl, async (client) => {
    await loadData(client, subjects);
    await addReader(client);
  });
};

/** Until a hub has read into memory what it holds of subjects. */
const untilFilled = async (url) => {
  for (let last = -1, held = await heldBy(url); held !== last;) {
    await wait(1_000);
    last = held;
    held = await heldBy(url);
  }
};

const heldBy = async (url) =>
  Number(/^hub_held_subjects (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())[1]);

const startPeers = async ({ profile, held }, { large, small, embedded }, peers, cores, wanted) => {
  const needed = new Set(
    wanted.flatMap(({ askers }) => Object.entries(askers).map(([name, { peer = name }]) => peer)),
  );
  needed.add('hub');
  const profiled = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profile)}`];
  const agencyId = await within(large.ownerUrl, agencyIdIn);
  for (const name of needed) {
    const hubAt = { 'hub-small': small, 'hub-embedded': embedded }[name];
    const isHub = name === 'hub' || hubAt !== undefined;
    peers[name] = await startPeer(
      isHub ? 'hub' : name,
      { ...(hubAt ?? { ...large, agencyId }), held },
      {
        cores: cores?.server,
        nodeOptions: name === 'hub' ? profiled : [],
      },
    );
    if (isHub) await untilFilled(peers[name].url);
  }
};

const sizeOf = async (client) =>
  (await client.query('select pg_database_size(current_database()) / 1024 / 1024 as mb')).rows[0].mb * 1;

const agencyIdIn = async (client) =>
  (await client.query('select id from organization where code = $1', [bodyCode('services')])).rows[0].id;

const settingOf = async ({ subjects, small }, { cpuMs, folder }, peers, database) => {
  const urls = Object.fromEntries(Object.entries(peers).map(([name, { url }]) => [name, url]));
  const at = async (name, sign) => (urls[name] ? sign(urls[name]) : null);
  const asImporterAt = (url) => signIn(url, 'demo-agency-market');
  return {
    subjects,
    smallSubjects: small,
    agencyId: await agencyIdIn(database),
    asAgency: await asAgencyAt(urls.hub),
    asAgencyOfSmall: await at('hub-small', asAgencyAt),
    asAgencyOfEmbedded: await at('hub-embedded', asAgencyAt),
    asImporter: await asImporterAt(urls.hub),
    asImporterOfSmall: await at('hub-small', asImporterAt),
    asImporterOfEmbedded: await at('hub-embedded', asImporterAt),
    asPublisher: await signIn(urls.hub, 'demo-office-approver'),
    databaseCpuMs: cpuMs,
    database,
    urls,
    hub: urls.hub,
    folder,
    mark: process.pid,
  };
};

const runScenarios = async (wanted, options, { peers, setting, database, say }) => {
  const prepared = { ...setting };
  for (const scenario of wanted) {
    Object.assign(prepared, await scenario.prepare?.(prepared));
    await verify(scenario, setting.urls, prepared, database);
  }
  say('All say the same of the samples.');
  const results = [];
  for (const scenario of wanted) {
    say(`${scenario.title}: ${scenario.about} …`);
    results.push(await measure(scenario, peers, prepared, options));
  }
  return results;
};

const runJobs = async (jobs, { jobs: rounds, imports, publications }, setting, say) => {
  const results = [];
  for (const job of jobs) {
    const rows = job.name === 'fanout' ? publications : imports;
    say(`${job.title}, ${rows} entries: ${job.about} …`);
    results.push(await measureJob(job, setting, { rounds, rows }));
  }
  return results;
};

/** In a folder of their own, so that nothing of what was measured before is met. */
const runStarts = async ({ jobs: rounds }, { large }, { folder }, cores, say) => {
  say('Starts of the hub …');
  return measureStarts({
    server: large,
    embedded: embeddedIn(folder, 'start'),
    rounds,
    cores: cores?.server,
  });
};

/** Headers with which the hub is asked as the checking agency: its token, and what it asks for. */
const asAgencyAt = async (url) => ({
  ...(await signIn(url, agencyClient)),
  'x-purpose': `${matter};BENCH-SCREENING`,
});

const signIn = async (url, client) => {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:demo`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token, error } = await answer.json();
  if (!token) throw new Error(`${client} got no token: ${answer.status} ${error}`);
  return { authorization: `Bearer ${token}` };
};
