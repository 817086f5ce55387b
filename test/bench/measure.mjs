import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';

/**
 * Measures one scenario: each contender is warmed up, then rounds are taken in turns (A B C A B C …), so that a slow
 * minute of the machine hits all of them. Returns the medians by contender.
 */
export const measure = async (scenario, contenders, setting, { rounds, seconds, warmUp, connections }) => {
  let turn = 0;
  const cpu = async (contender) => ({ own: await contender.cpuMs(), database: setting.databaseCpuMs() });
  const round = async (contender, length) => {
    const make = scenario.requests[contender.name];
    const before = await cpu(contender);
    const result = await load(
      contender.url,
      () => make(++turn, setting),
      length,
      scenario.connections ?? connections,
    );
    if (result.faults > 0) {
      throw new Error(
        `${scenario.name}: ${contender.name} failed ${result.faults} requests: ${result.sample}`,
      );
    }
    await pause(200); // requests cut off at the end of a round come to their end
    const after = await cpu(contender);
    return {
      ...result,
      ownMs: (after.own - before.own) / result.answered,
      databaseMs: (after.database - before.database) / result.answered,
    };
  };
  for (const contender of contenders) await round(contender, warmUp);
  const taken = new Map(contenders.map(({ name }) => [name, []]));
  for (let each = 0; each < rounds; each++) {
    for (const contender of contenders) taken.get(contender.name).push(await round(contender, seconds));
  }
  return Object.fromEntries([...taken].map(([name, results]) => [name, summary(results)]));
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
  const perSecond = results.map((each) => each.perSecond);
  const medianOf = (field) => median(results.map((each) => each[field]));
  return {
    perSecond: median(perSecond),
    slowest: Math.min(...perSecond),
    fastest: Math.max(...perSecond),
    p50: medianOf('p50'),
    p99: medianOf('p99'),
    ownMs: medianOf('ownMs'),
    databaseMs: medianOf('databaseMs'),
  };
};

const median = (values) => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
