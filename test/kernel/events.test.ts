import { describe, expect, it } from '@jest/globals';
import { EventBus, defineEvent } from '../../src/kernel/events.js';

const lit = defineEvent<{ lamp: number }>('lamps.lit');
const broken = defineEvent<{ lamp: number }>('lamps.broken');

describe('domain events', () => {
  it('reach every reaction of their kind, one after the other, in the unit of the emitter', async () => {
    const bus = new EventBus<string>();
    const said: string[] = [];
    bus.on(lit, async (unit, { lamp }) => {
      await new Promise((resolve) => setImmediate(resolve));
      said.push(`first ${unit} ${lamp}`);
    });
    bus.on(lit, async (unit, { lamp }) => said.push(`second ${unit} ${lamp}`));
    bus.on(broken, async () => said.push('never'));
    await bus.emit('unit', lit({ lamp: 7 }));
    expect(said).toEqual(['first unit 7', 'second unit 7']);
  });

  it('fail the emitter when a reaction fails, and stop there', async () => {
    const bus = new EventBus<string>();
    const said: string[] = [];
    bus.on(lit, async () => {
      throw new Error('refused');
    });
    bus.on(lit, async () => said.push('never'));
    await expect(bus.emit('unit', lit({ lamp: 1 }))).rejects.toThrow('refused');
    expect(said).toEqual([]);
  });

  it('that nobody waits for do nothing', async () => {
    await expect(new EventBus<string>().emit('unit', lit({ lamp: 1 }))).resolves.toBeUndefined();
  });
});
