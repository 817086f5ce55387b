import { median, pairRatios } from './figures.mjs';
import { load } from './load.mjs';

/**
 * Measures one scenario: everybody is warmed up, then rounds are taken in turns, each beginning with another, so that a
 * slow minute of the machine and the place behind somebody hit all alike. `peers` by name.
 */
export const measure = async (scenario, peers, setting, { rounds, seconds, warm, connections }) => {
  let turn = 0;
  const askers = Object.entries(scenario.askers).map(([name, { peer = name, request }]) => ({
    name,
    peer: peers[peer],
    next: () => request(++turn, setting),
  }));
  const open = scenario.connections ?? connections;
  const figureOf = scenario.figureOf ?? perSecond;
  const length = Math.max(seconds, scenario.atLeast ?? 0);
  for (const asker of askers) await warmUp(scenario, asker, setting, open, warm);
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
        pairRatios(taken.hub.map(figureOf), taken[other].map(figureOf)),
      ]),
    ),
  };
};

const perSecond = (result) => result.perSecond;

const round = async ({ name }, { name: asker, peer, next }, setting, seconds, connections) => {
  const cpu = () => ({ own: peer.cpuMs(), database: setting.databaseCpuMs(), load: process.cpuUsage() });
  const before = cpu();
  const began = performance.now();
  const result = await load(peer.url, next, { seconds, connections });
  if (result.fault) throw new Error(`${name}: ${asker} failed: ${result.fault}`);
  peer.answered = (peer.answered ?? 0) + result.answered;
  const took = performance.now() - began;
  const after = cpu();
  const ownLoad = after.load.user + after.load.system - before.load.user - before.load.system;
  return {
    ...result,
    ownMs: (after.own - before.own) / result.answered,
    databaseMs: (after.database - before.database) / result.answered,
    loadShare: ownLoad / 1000 / took,
    resident: peer.resident(),
  };
};

/** Until the compiler has seen enough: of a process at all, and of this question. On a slow machine patience ends it. */
const warmUp = async (scenario, asker, setting, connections, { ofProcess, ofQuestion }) => {
  const { peer } = asker;
  const seconds = (peer.answered ?? 0) < ofProcess.requests ? ofProcess.seconds : ofQuestion.seconds;
  const began = performance.now();
  let answered = 0;
  do {
    const result = await round(scenario, asker, setting, 0.5, connections);
    answered += result.answered;
  } while (
    (answered < ofQuestion.requests || peer.answered < ofProcess.requests) &&
    performance.now() - began < seconds * 1000
  );
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
