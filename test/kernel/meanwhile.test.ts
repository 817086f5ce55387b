import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { meanwhile } from '../../src/kernel/meanwhile.js';

describe('work done while something is awaited', () => {
  it('begins once what was asked has gone out, and does not wait for its answer', async () => {
    const steps: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    process.nextTick(() => steps.push('asked'));
    await meanwhile(promise, () => steps.push('worked'));
    resolve();
    await promise.then(() => steps.push('answered'));
    expect(steps).toEqual(['asked', 'worked', 'answered']);
  });

  it('leaves a failure to whoever waits for the answer, and ends no process with it', async () => {
    const unheard: unknown[] = [];
    const note = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', note);
    try {
      const asked = Promise.reject(new Error('no answer'));
      expect(await meanwhile(asked, () => 7)).toBe(7);
      await setImmediate();
      expect(unheard).toEqual([]);
      await expect(asked).rejects.toThrow('no answer');
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('tells its own failure', async () => {
    await expect(
      meanwhile(Promise.resolve(), () => {
        throw new Error('cannot');
      }),
    ).rejects.toThrow('cannot');
  });
});
