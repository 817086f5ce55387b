import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { type TestHub, startTestHub } from '../support/hub.js';
import { type Caller, callerFor } from './support/caller.js';
import { type Asker, type ContractCase, askers, outcomeOf } from './support/contract.js';
import { mutationCases } from './support/contract-mutations.js';
import { queryCases } from './support/contract-queries.js';
import { type World, everybody, plantWorld } from './support/world.js';

let hub: TestHub;
let world: World;
const callers = new Map<string, Caller>();
const cases = new Map<string, ContractCase[]>();
beforeAll(async () => {
  hub = await startTestHub();
  world = await plantWorld(hub);
  const [office, approver, market, tax] = await everybody(hub);
  for (const each of [...queryCases(world), ...mutationCases({ office, approver, market, tax })])
    cases.set(each.field, [...(cases.get(each.field) ?? []), each]);
});
afterAll(() => hub.close());

const callerAs = async (name: Asker): Promise<Caller> => {
  if (!callers.has(name)) {
    const secret = name === 'subject' ? { secret: world.ownerSecret } : {};
    callers.set(name, await callerFor(hub, { name, ...askers[name], ...secret }));
  }
  return callers.get(name)!;
};

const printed = buildSchema(readFileSync('schema/hub.graphql', 'utf8'));
const rootFields = [printed.getQueryType()!, printed.getMutationType()!].flatMap((type) =>
  Object.keys(type.getFields()),
);

describe('each root field answers as the contract says', () => {
  test.each(rootFields)('%s', async (field) => {
    const mine = cases.get(field) ?? [];
    expect(mine.length).toBeGreaterThan(0); // a new root field has its case in support/contract-*.ts
    for (const each of mine) {
      const told: Record<string, string> = { when: each.when ?? '' };
      let request = '';
      for (const asker of Object.keys(each.answers) as Asker[]) {
        // Whoever is refused may be refused what another used up; whoever is not gets something fresh.
        if (request === '' || each.answers[asker] === 'data')
          request = typeof each.ask === 'string' ? each.ask : await each.ask();
        const reply = await (await callerAs(asker)).ask(request);
        told[asker] = outcomeOf(field, reply);
        if (told[asker] === 'data' && each.gives) expect(reply.json.data[field]).toMatchObject(each.gives);
      }
      expect(told).toEqual({ when: each.when ?? '', ...each.answers });
    }
  });

  test('none is in the table that the schema does not have', () => {
    expect([...cases.keys()].filter((field) => !rootFields.includes(field))).toEqual([]);
  });
});
