import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hubSettings } from '../data/hub-settings.mjs';
import { median } from '../figures.mjs';
import { startPeer } from '../peers/process.mjs';

/** How long a process is left alone before its memory is read. */
const restSeconds = 5;

/** From nothing running to the first answer, in seconds, and the memory at rest in MiB. */
const startOnce = async (place, cores) => {
  const began = performance.now();
  const hub = await startPeer('hub', place, { cores });
  try {
    const answer = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ creditLists(first: 1) { nodes { code } } }' }),
    });
    const { errors } = await answer.json();
    if (errors) throw new Error(`The first answer was ${JSON.stringify(errors)}`);
    const seconds = (performance.now() - began) / 1000;
    await pause(restSeconds * 1000);
    return { seconds, resident: hub.resident() };
  } finally {
    await hub.stop();
  }
};

/** Starts the hub again and again: from an empty folder, on that folder, and on the server that has everything. */
export const measureStarts = async ({ server, embedded, rounds, cores }) => {
  const ways = {
    'empty folder': async () => {
      rmSync(path.join(hubSettings(embedded).HUB_DATA_DIR), { recursive: true, force: true });
      return startOnce(embedded, cores);
    },
    'same folder': () => startOnce(embedded, cores),
    server: () => startOnce(server, cores),
  };
  const taken = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  for (let each = 0; each < rounds; each++)
    for (const [way, start] of Object.entries(ways)) taken[way].push(await start());
  const figures = (found) => ({
    median: median(found.map(({ seconds }) => seconds)),
    fastest: Math.min(...found.map(({ seconds }) => seconds)),
    residentMb: Math.round(median(found.map(({ resident }) => resident))),
  });
  return {
    name: 'start',
    title: 'Start to first answer',
    about: 'a process from nothing to its first answer; its memory after it was left alone',
    rows: 0,
    jobs: Object.fromEntries(Object.entries(taken).map(([way, found]) => [way, figures(found)])),
    ratios: {},
  };
};
