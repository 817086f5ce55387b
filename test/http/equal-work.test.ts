import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/kernel/ids.js';
import { type TestHub, startTestHub } from '../support/hub.js';
import { statementsOf } from '../support/statements.js';
import { pairsOf } from './support/alike.js';
import { type Caller, type Reply, callerFor } from './support/caller.js';
import { roleNamed } from './support/canaries.js';
import { guessedIds } from './support/probes.js';
import { type World, hidden, person, plantWorld } from './support/world.js';

let hub: TestHub;
let world: World;
beforeAll(async () => {
  hub = await startTestHub({ HUB_HELD_SUBJECTS: '0' });
  world = await plantWorld(hub);
});
afterAll(() => hub.close());

const callers = new Map<string, Caller>();
const callerNamed = async (name: string): Promise<Caller> => {
  const role = roleNamed(name, world);
  if (!callers.has(name)) {
    callers.set(name, await callerFor(hub, role));
  }
  return callers.get(name)!;
};

/** What a question costs the database, and what came back. */
const workOf = async (ask: () => Promise<Reply>): Promise<{ reply: Reply; statements: string[] }> => {
  let reply: Reply | undefined;
  const statements = await statementsOf(async () => {
    reply = await ask();
  });
  // The quota is counted for many questions at once, whatever they are about: not with each.
  return { reply: reply!, statements: statements.filter((text) => !/^\s*insert into quota/.test(text)) };
};

describe('what is there but not for the asker costs what the unknown costs', () => {
  test('each question about one thing runs the same statements', async () => {
    const unlike: string[] = [];
    for (const { who, what, ask, forbidden, unknown } of pairsOf(world)) {
      const caller = await callerNamed(who);
      const answer = (x: string) => () =>
        ask.startsWith('/') ? caller.send(ask.replace('{x}', x)) : caller.ask(ask, { x });
      await answer(unknown)(); // a document goes another way the first time, whatever it asks about
      const { reply, statements: one } = await workOf(answer(forbidden));
      const { statements: other } = await workOf(answer(unknown));
      expect(other.length).toBeGreaterThan(0);
      expect([what, reply.text]).toEqual([what, expect.stringMatching(/:null|NOT_FOUND/)]);
      if (one.join('\n;') !== other.join('\n;')) unlike.push(`${who}, ${what}: ${difference(one, other)}`);
    }
    expect(unlike).toEqual([]);
  });

  test.each(['public', 'firm', 'another subject', 'housing', 'market without purpose', 'auditor'])(
    'every node that %s may not see',
    async (name) => {
      const caller = await callerNamed(name);
      const unlike: string[] = [];
      let withheld = 0;
      const node = (id: string) => () =>
        caller.ask('query ($x: ID!) { node(id: $x) { __typename id } }', { x: id });
      await node(toGlobalId('Check', 999_999))();
      for (const [type, ids] of Object.entries(await guessedIds(hub))) {
        const { statements: other } = await workOf(node(toGlobalId(type, 999_999)));
        for (const id of ids.slice(0, 6)) {
          const { reply, statements } = await workOf(node(id));
          if (!reply.text.includes('"node":null')) continue;
          withheld += 1;
          if (statements.join('\n;') !== other.join('\n;'))
            unlike.push(`${type}: ${difference(statements, other)}`);
        }
      }
      expect(unlike).toEqual([]);
      expect(withheld).toBeGreaterThan(0);
    },
  );

  test.each(['public', 'firm', 'housing', 'another subject', 'auditor'])(
    'a person that %s may not find',
    async (name) => {
      const caller = await callerNamed(name);
      const find = (idNumber: string, of: string) =>
        workOf(() =>
          caller.ask('query ($i: String!, $n: String!) { person(idNumber: $i, name: $n) { id } }', {
            i: idNumber,
            n: of,
          }),
        );
      await find('110101199003070038', '某某某');
      const there = await find(hidden.idNumber, hidden.name);
      const misnamed = await find(person.idNumber, '某某某');
      const nobody = await find('110101199003070038', '某某某');
      expect(nobody.reply.text).not.toContain('"id"');
      for (const each of [there, misnamed]) {
        if (each.reply.text.includes('"id"')) continue;
        expect(each.statements).toEqual(nobody.statements);
      }
    },
  );
});

const difference = (one: string[], other: string[]): string => {
  const at = one.findIndex((text, n) => text !== other[n]);
  const where = at < 0 ? one.length : at;
  const short = (text: string | undefined) => (text ?? '–').replace(/\s+/g, ' ').slice(0, 300);
  return `${one.length} and ${other.length}, first: ${short(one[where])} | ${short(other[where])}`;
};
