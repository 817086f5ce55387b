import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { median, pairRatios } from './figures.mjs';

/**
 * Measures one scenario: everybody is warmed up, then rounds are taken in turns, each beginning with another, so that a
 * slow minute of the machine and the place behind somebody hit all alike. `peers` by name.
 */
export const measure = async (scenario, peers, setting, { rounds, seconds, warmUp, connections }) => {
  let turn = 0;
  const askers = Object.entries(scenario.askers).map(([name, { peer = name, request }]) => ({
    name,
    peer: peers[peer],
    next: () => request(++turn, setting),
  }));
  const open = scenario.connections ?? connections;
  const length = seconds * (scenario.stretch ?? 1);
  for (const asker of askers) await round(scenario, asker, setting, warmUp, open);
  const taken = Object.fromEntries(askers.map(({ name }) => [name, []]));
  for (let each = 0; each < rounds; each++) {
    for (let place = 0; place < askers.length; place++) {
      const asker = askers[(each + place) % askers.length];
      taken[asker.name].push(await round(scenario, asker, setting, length, open));
    }
  }
  return {
    name: scenario.name,
    title: scenario.title,
    about: scenario.about,
    askers: Object.fromEntries(Object.entries(taken).map(([name, results]) => [name, summary(results)])),
    ratios: Object.fromEntries(
      Object.entries(scenario.ratios).map(([key, other]) => [
        key,
        pairRatios(taken.hub.map(perSecond), taken[other].map(perSecond)),
      ]),
    ),
  };
};

const perSecond = (result) => result.perSecond;

const round = async ({ name }, { name: asker, peer, next }, setting, length, connections) => {
  const cpu = () => ({ own: peer.cpuMs(), database: setting.databaseCpuMs(), load: process.cpuUsage() });
  const before = cpu();
  const began = performance.now();
  const result = await load(peer.url, next, length, connections);
  if (result.faults > 0) {
    throw new Error(`${name}: ${asker} failed ${result.faults} requests: ${result.sample}`);
  }
  const loadUsed = process.cpuUsage(before.load);
  const took = performance.now() - began;
  await pause(100); // requests cut off at the end of a round come to their end
  const after = cpu();
  return {
    ...result,
    ownMs: (after.own - before.own) / result.answered,
    databaseMs: (after.database - before.database) / result.answered,
    loadShare: (loadUsed.user + loadUsed.system) / 1000 / took,
    resident: peer.resident(),
  };
};

const load = async (url, next, duration, connections) => {
  let sample = '';
  const running = autocannon({
    url,
    method: 'POST',
    connections,
    duration,
    sampleInt: 250,
    verifyBody: (body) => !String(body).includes('"errors"'),
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
  });
  running.on('reqMismatch', (body) => (sample ||= String(body).slice(0, 500)));
  const result = await running;
  return {
    answered: result['2xx'],
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    faults: result.non2xx + result.errors + result.mismatches,
    sample,
  };
};

const summary = (results) => {
  const all = results.map(perSecond);
  const medianOf = (field) => median(results.map((each) => each[field]));
  return {
    perSecond: median(all),
    slowest: Math.min(...all),
    fastest: Math.max(...all),
    p50: medianOf('p50'),
    p99: medianOf('p99'),
    ownMs: medianOf('ownMs'),
    databaseMs: medianOf('databaseMs'),
    loadShare: medianOf('loadShare'),
    residentMb: Math.round(Math.max(...results.map((each) => each.resident))),
  };
};
