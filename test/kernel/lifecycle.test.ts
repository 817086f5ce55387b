import { describe, expect, it } from '@jest/globals';
import {
  assertTransition,
  canBecome,
  defineLifecycle,
  isFinal,
  statesBefore,
} from '../../src/kernel/lifecycle.js';

type Door = 'OPEN' | 'SHUT' | 'BRICKED_UP';

const door = defineLifecycle<Door>({
  name: 'Door',
  initial: ['OPEN'],
  transitions: { OPEN: ['SHUT'], SHUT: ['OPEN', 'BRICKED_UP'], BRICKED_UP: [] },
});

describe('a life cycle', () => {
  it('refuses a table with a state no way leads to', () => {
    expect(() =>
      defineLifecycle<Door>({
        name: 'Door',
        initial: ['OPEN'],
        transitions: { OPEN: ['SHUT'], SHUT: ['OPEN'], BRICKED_UP: ['SHUT'] },
      }),
    ).toThrow('Door: no way leads to BRICKED_UP');
  });

  it('allows what the table says and nothing else', () => {
    expect(canBecome(door, 'SHUT', 'BRICKED_UP')).toBe(true);
    expect(canBecome(door, 'OPEN', 'BRICKED_UP')).toBe(false);
    expect(canBecome(door, 'OPEN', 'OPEN')).toBe(false);
    expect(() => assertTransition(door, 'OPEN', 'SHUT')).not.toThrow();
    expect(() => assertTransition(door, 'BRICKED_UP', 'OPEN')).toThrow('Door is BRICKED_UP');
  });

  it('knows where a state is reached from, and which are final', () => {
    expect(statesBefore(door, 'OPEN')).toEqual(['SHUT']);
    expect(statesBefore(door, 'BRICKED_UP')).toEqual(['SHUT']);
    expect(isFinal(door, 'BRICKED_UP')).toBe(true);
    expect(isFinal(door, 'OPEN')).toBe(false);
  });
});
