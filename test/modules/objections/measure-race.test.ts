import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../src/kernel/sql.js';
import type { SubjectInput } from '../../../src/modules/subjects/subject.types.js';
import {
  type Outcome,
  codeOfOutcome,
  fulfilled,
  overtake,
  rounds,
  together,
} from '../enforcement/in-flight.js';
import {
  type Loop,
  type StoredEntry,
  type StoredInstruction,
  apply,
  as,
  check,
  decide,
  instructionFor,
  instructionsOf,
  newCompany,
  object,
  published,
  serveOn,
  startLoop,
  storedEntry,
} from '../lists/support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

const listed = async (): Promise<{ subject: SubjectInput; entry: StoredEntry }> => {
  const subject = newCompany();
  return { subject, entry: await published(hub, { subject }) };
};
const objecting = (instruction: string) => () => object(hub, { instruction });
const now = async (entry: StoredEntry, id: number): Promise<StoredInstruction> =>
  (await instructionsOf(hub, entry.id)).find((each) => each.id === id)!;
const feedbackOf = async (id: number) =>
  (await hub.database.one<{ n: number }>(
    sql`select count(*)::int as n from feedback where instruction_id = ${id}`,
  ))!.n;

describe('an objection to a measure received while its feedback is in flight', () => {
  const ready = async () => {
    const { entry } = await listed();
    const { id, number } = await instructionFor(hub, entry.id, 'market');
    await hub.executions.acknowledgeInstruction(as(hub, 'market'), { instruction: number });
    await serveOn(hub, 'market', number);
    return { entry, id, number, applying: () => apply(hub, 'market', number) };
  };
  const expectHeld = async (entry: StoredEntry, id: number, applied: Outcome) => {
    const wasApplied = codeOfOutcome(applied) === null;
    expect(await now(entry, id)).toMatchObject({
      status: 'SUSPENDED',
      before: wasApplied ? 'APPLIED' : 'ACKNOWLEDGED',
    });
    expect(await feedbackOf(id)).toBe(wasApplied ? 1 : 0);
  };

  it('that is done but for the commit: it counts, and is suspended as applied', async () => {
    const { entry, id, number, applying } = await ready();
    const [applied, objected] = await overtake(hub, applying, objecting(number));
    fulfilled(objected);
    expect(codeOfOutcome(applied)).toBeNull();
    await expectHeld(entry, id, applied);
  });

  it('that comes after the receipt: it waits, and is refused', async () => {
    const { entry, id, number, applying } = await ready();
    const [objected, applied] = await overtake(hub, objecting(number), applying);
    fulfilled(objected);
    expect(codeOfOutcome(applied)).toBe('ILLEGAL_TRANSITION');
    await expectHeld(entry, id, applied);
  });

  it('at any moment: applied and stored, or refused and not', async () => {
    for (let round = 0; round < rounds; round++) {
      const { entry, id, number, applying } = await ready();
      const [applied, objected] = await together(round, applying, objecting(number));
      fulfilled(objected!);
      await expectHeld(entry, id, applied!);
    }
  });
});

describe('an objection to a measure received while a check is in flight', () => {
  /** The measure of one business is contested while another business of the agency is checked. */
  const race = async (
    run: (works: [() => Promise<unknown>, () => Promise<unknown>]) => Promise<Outcome[]>,
  ) => {
    const { subject, entry } = await listed();
    await check(hub, 'services', 'BIDDING', `A-${entry.number}`, subject);
    const contested = (await instructionsOf(hub, entry.id)).find(({ trigger }) => trigger === 'ON_CHECK')!;
    const checking = () => check(hub, 'services', 'BIDDING', `B-${entry.number}`, subject);
    for (const each of await run([checking, objecting(contested.number)])) fulfilled(each);
    expect(await now(entry, contested.id)).toMatchObject({ status: 'SUSPENDED' });
    // What the other business got it got before the receipt; from then on nothing more is issued of this clause.
    const before = (await instructionsOf(hub, entry.id)).length;
    await check(hub, 'services', 'BIDDING', `C-${entry.number}`, subject);
    const after = await instructionsOf(hub, entry.id);
    const late = after.slice(before).filter(({ clauseId }) => clauseId === contested.clauseId);
    expect(late).toEqual([]);
    return after.filter(({ clauseId }) => clauseId === contested.clauseId).length;
  };

  it('that is done but for the commit: its instruction stands beside the suspended one', async () => {
    expect(await race(([checking, objects]) => overtake(hub, checking, objects))).toBe(2);
  });

  it('that comes after the receipt: it waits, and issues nothing of the contested clause', async () => {
    expect(await race(async ([checking, objects]) => overtake(hub, objects, checking))).toBe(1);
  });

  it('at any moment', async () => {
    for (let round = 0; round < rounds; round++)
      expect([1, 2]).toContain(await race((works) => together(round, ...works)));
  });
});

describe('an objection to a measure beside other acts', () => {
  it('on its entry: both brakes are on, and both decided bring it back once', async () => {
    for (let round = 0; round < rounds; round++) {
      const { entry } = await listed();
      const { id, number } = await instructionFor(hub, entry.id, 'market');
      const raised = await together(round, objecting(number), () => object(hub, { entry: entry.number }));
      raised.forEach(fulfilled);
      expect(await now(entry, id)).toMatchObject({ status: 'SUSPENDED', before: 'ISSUED' });
      const numbers = raised.map((each) => (each as PromiseFulfilledResult<string>).value);
      const decided = await together(round, ...numbers.map((each) => () => decide(hub, each, false)));
      decided.forEach(fulfilled);
      expect(await now(entry, id)).toMatchObject({ status: 'ISSUED', before: null });
      expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED', objected: false });
    }
  });

  it('while the entry comes back: it stays suspended', async () => {
    for (let round = 0; round < rounds; round++) {
      const { entry } = await listed();
      const { id, number } = await instructionFor(hub, entry.id, 'market');
      const first = await object(hub, { entry: entry.number });
      const outcomes = await together(round, () => decide(hub, first, false), objecting(number));
      outcomes.forEach(fulfilled);
      expect(await now(entry, id)).toMatchObject({ status: 'SUSPENDED', before: 'ISSUED' });
      expect(await storedEntry(hub, entry.id)).toMatchObject({ status: 'PUBLISHED' });
    }
  });

  it('while the entry is revoked: it ends, whichever came first', async () => {
    for (let round = 0; round < Math.min(rounds, 6); round++) {
      const { entry } = await listed();
      const { id, number } = await instructionFor(hub, entry.id, 'market');
      const revoking = () =>
        hub.modules.lists.publications.revokeEntry(as(hub, 'office'), {
          entry: entry.number,
          reason: '撤销',
        });
      const [revoked, objected] = await together(round, revoking, objecting(number));
      fulfilled(revoked!);
      fulfilled(objected!);
      expect(await now(entry, id)).toMatchObject({ status: 'CANCELLED' });
      await decide(hub, (objected as PromiseFulfilledResult<string>).value, false);
      expect(await now(entry, id)).toMatchObject({ status: 'CANCELLED' });
    }
  });
});
