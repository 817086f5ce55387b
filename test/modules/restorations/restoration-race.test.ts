import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { restorationTaskKinds } from '../../../src/kernel/terms.js';
import { fulfilled, overtake, rounds, together } from '../enforcement/in-flight.js';
import { type Loop, startLoop } from '../lists/support.js';
import { acknowledgeRestoration, complete, revoked, statusOf, timesDone, waitingFor } from './support.js';

let hub: Loop;
beforeAll(async () => {
  hub = await startLoop();
});
afterAll(() => hub.close());

/** A restoration for which but two last acts are missing, and those acts. */
const almostDone = async (last: 'two acknowledgements' | 'an acknowledgement and a task') => {
  const { restoration } = await revoked(hub);
  const waiting = await waitingFor(hub, restoration);
  const withTask = last !== 'two acknowledgements';
  const [one, other] = waiting.splice(0, withTask ? 1 : 2);
  for (const key of waiting) await acknowledgeRestoration(hub, key, restoration);
  for (const kind of restorationTaskKinds)
    if (!withTask || kind !== 'APOLOGY') await complete(hub, 'market', restoration, kind);
  expect(await statusOf(hub, restoration)).toBe('OPEN');
  return {
    restoration,
    acts: [
      () => acknowledgeRestoration(hub, one!, restoration),
      withTask
        ? () => complete(hub, 'market', restoration, 'APOLOGY')
        : () => acknowledgeRestoration(hub, other!, restoration),
    ] as const,
  };
};

it.each(['two acknowledgements', 'an acknowledgement and a task'] as const)(
  '%s at once, the last ones: done, once',
  async (last) => {
    for (let round = -2; round < rounds; round++) {
      const { restoration, acts } = await almostDone(last);
      const [one, other] = round === -1 ? [acts[1], acts[0]] : acts;
      const outcomes = round < 0 ? await overtake(hub, one, other) : await together(round, one, other);
      for (const outcome of outcomes) fulfilled(outcome);
      expect([round, await statusOf(hub, restoration), await timesDone(hub, restoration)]).toEqual([
        round,
        'DONE',
        1,
      ]);
    }
  },
);

it('the same acknowledgement twice at once counts once', async () => {
  for (let round = -1; round < rounds; round++) {
    const { restoration } = await revoked(hub);
    const [key] = await waitingFor(hub, restoration);
    const act = () => acknowledgeRestoration(hub, key!, restoration);
    const outcomes = round < 0 ? await overtake(hub, act, act) : await together(round, act, act);
    for (const outcome of outcomes) fulfilled(outcome);
    expect(await waitingFor(hub, restoration)).not.toContain(key);
  }
});
