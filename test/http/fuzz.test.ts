import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { toGlobalId } from '../../src/kernel/ids.js';
import { type Principal, type ViewerKind, parsePurpose } from '../../src/kernel/principal.js';
import { demoClients } from '../../src/modules/organizations/index.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { type Caller, type Role, callerFor, comparable } from './support/caller.js';
import { type Canary, canariesOf, roleNamed, rolesOf } from './support/canaries.js';
import { divergences, principalWith } from './support/policy-model.js';
import { guessedIds } from './support/probes.js';
import { pickWith, randomOperation } from './support/random-operation.js';
import { type World, company, plantWorld } from './support/world.js';

// `npm run fuzz` makes this long; the seed of a failure is told and may be given again.
const runs = Number(process.env['FUZZ_RUNS'] ?? 12);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_020);
const patience = Math.max(120_000, runs * 2_000);

let hub: TestHub;
let world: World;
let canaries: Canary[];
let known: string[];
beforeAll(async () => {
  hub = await startTestHub();
  world = await plantWorld(hub);
  canaries = canariesOf(world);
  const ids = Object.values(await guessedIds(hub)).flatMap((each) => each.slice(0, 3));
  known = [
    company,
    world.stored.personCode,
    world.stored.hiddenCode,
    world.check,
    world.objection,
    world.repair,
    world.import.number,
    toGlobalId('Import', world.import.id),
    'BLACK-MARKET',
    'WATCH-PY',
    'HN32-5',
    ...Object.values(world.entries),
    ...Object.values(world.instructions),
    ...Object.values(world.records),
    ...Object.values(world.papers),
    ...ids,
  ];
}, 120_000);
afterAll(() => hub.close());

const roles = rolesOf({ ownerSecret: '' });

/** The role as the tables of rights see it. */
const principalOf = ({ clientId, purpose }: Role): Principal => {
  const client = demoClients.find((each) => each.clientId === clientId);
  const kind: ViewerKind = clientId === null ? 'PUBLIC' : (client?.kind ?? 'SUBJECT');
  const scopes = new Set<string>(client?.scopes ?? []);
  return principalWith({ kind, scopes, purpose: parsePurpose(purpose ?? undefined) });
};

/** Every role is sent other operations. */
const seedOf = (name: string): number => roles.findIndex((each) => each.name === name) * 1_000;

/** What every request changes: what is left of the quota, who looked, what was delivered. */
const movesByItself = /quota|accessEvents|audit|changes|recipients|delivered/i;

/** How the answers to the same query differ from the first; the later ones may come compiled, from memory. */
const otherwise = async (
  caller: Caller,
  first: { json: any },
  query: string,
  variables: Record<string, unknown>,
): Promise<string[]> => {
  const again = [await caller.ask(query, variables), await caller.ask(query, variables)];
  return again
    .filter(({ json }) => !isDeepStrictEqual(comparable(json), comparable(first.json)))
    .map(
      ({ text }) =>
        `asked again: ${text.slice(0, 1_000)}\nat first: ${JSON.stringify(first.json).slice(0, 1_000)}`,
    );
};

/** Sends random operations; `judge` tells what is wrong with an answer. */
const fuzz = async (
  caller: Caller,
  kind: 'query' | 'mutation',
  judge: (query: string, reply: { status: number; wire: string; json: any }) => string[],
): Promise<void> => {
  let answered = 0;
  const property = fc.asyncProperty(fc.gen(), async (gen) => {
    const { query, variables } = randomOperation(hub.schema, kind, pickWith(gen, fc.nat), known);
    expect(validate(hub.schema, parse(query))).toEqual([]);
    const reply = await caller.ask(query, variables);
    if ('data' in reply.json) answered++;
    const wrong = judge(query, reply);
    if (kind === 'query' && !movesByItself.test(query))
      wrong.push(...(await otherwise(caller, reply, query, variables)));
    if (reply.status >= 500 || /INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE/.test(reply.text))
      wrong.push(`status ${reply.status}: ${reply.text.slice(0, 300)}`);
    if (wrong.length > 0)
      throw new Error(`${wrong.join('\n')}\n${query}\n${JSON.stringify(variables).slice(0, 2_000)}`);
  });
  await fc.assert(property, { numRuns: runs, seed: seed + seedOf(caller.name), endOnFailure: true });
  expect(answered).toBeGreaterThan(0);
};

describe('random operations that are valid for the schema', () => {
  test.each(roles.map(({ name }) => name))(
    'queries of %s: no fault, no canary, nothing the tables of rights do not say',
    async (name) => {
      const role = roleNamed(name, world);
      const forbidden = canaries.filter(({ seenBy }) => !seenBy.includes(name));
      await fuzz(await callerFor(hub, role), 'query', (query, { wire, json }) => [
        ...forbidden.filter(({ value }) => wire.includes(value)).map((each) => `canary: ${each.name}`),
        ...('data' in json ? divergences(hub.schema, principalOf(role), query, json) : []),
      ]);
    },
    patience,
  );

  // What they change may put a thing into another state, so only what nobody ever sees is looked for here.
  test.each(roles.map(({ name }) => name))(
    'mutations of %s: no fault, nothing the tables of rights do not say',
    async (name) => {
      const role = roleNamed(name, world);
      const secret = canaries.filter(({ seenBy }) => seenBy.length === 0);
      await fuzz(await callerFor(hub, role), 'mutation', (query, { wire, json }) => [
        ...secret.filter(({ value }) => wire.includes(value)).map((each) => `canary: ${each.name}`),
        ...('data' in json ? divergences(hub.schema, principalOf(role), query, json) : []),
      ]);
    },
    patience,
  );
});
