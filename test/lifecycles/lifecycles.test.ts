import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HubError } from '../../src/kernel/errors.js';
import {
  type Lifecycle,
  assertTransition,
  canBecome,
  isFinal,
  statesBefore,
} from '../../src/kernel/lifecycle.js';

const modulesFolder = path.join(process.cwd(), 'src', 'modules');

/** Every life cycle there is: found by the name of its file, so that a new one is tested too. */
const files = readdirSync(modulesFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.lifecycle.ts'))
  .sort();

const isLifecycle = (value: unknown): value is Lifecycle<string> =>
  typeof value === 'object' && value !== null && 'transitions' in value && 'initial' in value;

const lifecycles: Lifecycle<string>[] = [];
for (const file of files) {
  const module = (await import(path.join(modulesFolder, file))) as Record<string, unknown>;
  lifecycles.push(...Object.values(module).filter(isLifecycle));
}

const statesOf = (lifecycle: Lifecycle<string>): string[] => Object.keys(lifecycle.transitions);

const reachableFrom = (lifecycle: Lifecycle<string>, from: readonly string[]): Set<string> => {
  const reached = new Set(from);
  for (const state of reached) for (const next of lifecycle.transitions[state]!) reached.add(next);
  return reached;
};

it('each file declares one life cycle', () => {
  expect(lifecycles.length).toBe(files.length);
  expect(lifecycles.length).toBeGreaterThanOrEqual(7);
});

it('each life cycle is printed for people', () => {
  const printed = readFileSync('schema/LIFECYCLES.md', 'utf8');
  const headings = [...printed.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
  expect(headings.sort()).toEqual(lifecycles.map((each) => each.name).sort());
});

describe.each(lifecycles.map((each) => [each.name, each] as const))('%s', (_, lifecycle) => {
  const states = statesOf(lifecycle);

  it('speaks only of its own states, each target once, none of itself', () => {
    expect(states).toEqual(expect.arrayContaining([...lifecycle.initial]));
    for (const state of states) {
      const targets = lifecycle.transitions[state]!;
      expect(states).toEqual(expect.arrayContaining([...targets]));
      expect(new Set(targets).size).toBe(targets.length);
      expect(targets).not.toContain(state);
    }
  });

  it('reaches every state', () => {
    expect([...reachableFrom(lifecycle, lifecycle.initial)].sort()).toEqual([...states].sort());
  });

  it('has an end, and a way to an end from everywhere', () => {
    for (const state of states) {
      const ends = [...reachableFrom(lifecycle, [state])].filter((each) => isFinal(lifecycle, each));
      expect(ends).not.toEqual([]);
    }
  });

  it('does not begin with its end', () => {
    for (const state of lifecycle.initial) expect(isFinal(lifecycle, state)).toBe(false);
  });

  it('knows backwards what it says forwards', () => {
    for (const to of states) {
      expect(statesBefore(lifecycle, to)).toEqual(
        states.filter((from) => lifecycle.transitions[from]!.includes(to)),
      );
    }
  });

  it('on any walk takes the steps of its table, refuses all others with the state it has, and rests at an end', () => {
    const start = fc.constantFrom(...lifecycle.initial);
    const wishes = fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(start, wishes, (first, wanted) => {
        let state = first;
        for (const wish of wanted) {
          if (canBecome(lifecycle, state, wish)) {
            assertTransition(lifecycle, state, wish);
            expect(lifecycle.transitions[state]).toContain(wish);
            state = wish;
          } else {
            const refused = refusalOf(lifecycle, state, wish);
            expect(refused.extensions).toEqual({ code: 'ILLEGAL_TRANSITION', state });
          }
          if (isFinal(lifecycle, state)) {
            for (const other of states) expect(canBecome(lifecycle, state, other)).toBe(false);
          }
        }
      }),
    );
  });
});

const refusalOf = (lifecycle: Lifecycle<string>, from: string, to: string): HubError => {
  try {
    assertTransition(lifecycle, from, to);
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
  throw new Error(`${lifecycle.name} went from ${from} to ${to}`);
};

describe('what design section 4 and the law ask of the tables', () => {
  const of = (name: string): Lifecycle<string> => {
    const found = lifecycles.find((each) => each.name === name);
    if (!found) throw new Error(`no life cycle ${name}`);
    return found;
  };

  /** Can one get from a state to another without passing through a third? */
  const avoiding = (lifecycle: Lifecycle<string>, from: string, avoided: string): Set<string> => {
    const reached = new Set([from]);
    for (const state of reached) {
      for (const next of lifecycle.transitions[state]!) if (next !== avoided) reached.add(next);
    }
    return reached;
  };

  it('no local entry is published unless the subject was told (Henan 28)', () => {
    expect(avoiding(of('ListEntry'), 'PROPOSED', 'NOTIFIED')).not.toContain('PUBLISHED');
  });

  it('an entry that ended does not come back', () => {
    for (const end of ['REMOVED', 'EXPIRED', 'REVOKED', 'REJECTED', 'WITHDRAWN']) {
      expect(isFinal(of('ListEntry'), end)).toBe(true);
    }
  });

  it('an instruction is acknowledged before it is applied, and what was applied is lifted, not cancelled', () => {
    expect(of('Instruction').transitions['ISSUED']).not.toContain('APPLIED');
    expect(of('Instruction').transitions['APPLIED']).not.toContain('CANCELLED');
    expect(of('Instruction').transitions['APPLIED']).not.toContain('DECLINED');
    expect(of('Instruction').transitions['APPLIED']).toContain('LIFTED');
  });

  it('every binding instruction can be suspended and return to what it was (Henan 41)', () => {
    for (const state of ['ISSUED', 'ACKNOWLEDGED', 'APPLIED']) {
      expect(canBecome(of('Instruction'), state, 'SUSPENDED')).toBe(true);
      expect(canBecome(of('Instruction'), 'SUSPENDED', state)).toBe(true);
    }
  });

  it('an objection is verified before it is decided (Henan 41)', () => {
    const undecided = avoiding(of('Objection'), 'SUBMITTED', 'VERIFYING');
    expect(undecided).not.toContain('UPHELD');
    expect(undecided).not.toContain('DISMISSED');
  });

  it('a memorandum binds only after it was signed', () => {
    expect(avoiding(of('Memorandum'), 'DRAFT', 'SIGNING')).not.toContain('IN_FORCE');
  });
});
