import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestHub, startTestHub } from '../support/hub.js';
import { pairsOf } from './support/alike.js';
import { type Caller, type Reply, callerFor } from './support/caller.js';
import { type Canary, canariesOf, roleNamed, rolesOf } from './support/canaries.js';
import { crawlDocuments, nodeDocuments } from './support/crawler.js';
import { captureLog } from './support/log.js';
import { guessedIds, handwritten, plainRequests, rootArguments } from './support/probes.js';
import { type World, plantWorld } from './support/world.js';

let hub: TestHub;
let world: World;
let canaries: Canary[];
let log: { text(): string };
let documents: string[];
beforeAll(async () => {
  hub = await startTestHub();
  log = captureLog(hub);
  world = await plantWorld(hub);
  canaries = canariesOf(world);
  documents = [
    ...crawlDocuments(hub.schema, rootArguments(world)),
    ...nodeDocuments(hub.schema, await guessedIds(hub)),
    ...handwritten(world),
  ];
});
afterAll(() => hub.close());

/** Which canaries a text gives away. */
const canariesIn = (text: string): string[] =>
  canaries.filter(({ value }) => text.includes(value)).map(({ name }) => name);

/** Everything a caller gets to read, whichever way it asks. */
const everythingFor = async (caller: Caller): Promise<string> => {
  const seen: string[] = [];
  for (const document of documents) {
    const reply = await caller.ask(document);
    const code =
      /INTERNAL_SERVER_ERROR|GRAPHQL_(PARSE|VALIDATION)_FAILED|QUERY_TOO_COMPLEX|RATE_LIMITED/.exec(
        reply.text,
      )?.[0];
    if (code) throw new Error(`${code} for ${caller.name}: ${document}\n${reply.text.slice(0, 500)}`);
    seen.push(reply.wire);
  }
  for (const { path, method = 'GET' } of plainRequests(world)) {
    seen.push((await caller.send(path, { method, headers: { 'apollo-require-preflight': '1' } })).wire);
  }
  return seen.join('\n');
};

describe('canaries: who sees what, whichever way they ask', () => {
  const names = rolesOf({ ownerSecret: '' }).map(({ name }) => name);
  test.each(names)('%s', async (name) => {
    const role = roleNamed(name, world);
    const seen = await everythingFor(await callerFor(hub, role));
    const expected = canaries.filter(({ seenBy }) => seenBy.includes(name)).map((each) => each.name);
    expect(canariesIn(seen)).toEqual(expected);
  });

  test('nobody in the log, however much is logged', () => {
    expect(log.text()).toContain('"route":"/graphql"');
    expect(canariesIn(log.text())).toEqual([]);
    expect(log.text()).not.toMatch(/ZZ-CRAWL|Bearer|listEntries/);
  });
});

describe('what is there but not for the asker', () => {
  test('answers to the byte like what is not there', async () => {
    const callers = new Map<string, Caller>();
    const unlike: string[] = [];
    for (const { who, what, ask, forbidden, unknown } of pairsOf(world)) {
      const role = roleNamed(who, world);
      if (!callers.has(who)) callers.set(who, await callerFor(hub, role));
      const caller = callers.get(who)!;
      const answer = (x: string) =>
        ask.startsWith('/') ? caller.send(ask.replace('{x}', x)) : caller.ask(ask, { x });
      const [one, other] = [await answer(forbidden), await answer(unknown)];
      const told = (reply: Reply, x: string) => `${reply.status} ${reply.text.replaceAll(x, '…')}`;
      if (told(one, forbidden) !== told(other, unknown) || !/:null|NOT_FOUND/.test(other.text))
        unlike.push(`${who}, ${what}: ${one.text} | ${other.text}`);
    }
    expect(unlike).toEqual([]);
  });
});
