import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HeldSubjects, type HeldPart, type HeldPeople } from '../../src/db/held-subjects.js';

/** A database that says of each subject how often it was changed; what it is asked it reads and answers when told to. */
class Model {
  readonly ids = [1, 2, 3, 4, 5];
  readonly commits: number[][] = [];
  forgottenUpTo = 0;
  today = '2026-11-27';
  readonly asked: { read(): void; answer(): void; isRead: boolean }[] = [];
  readonly part: HeldPart<null, number>;
  readonly people: HeldPeople<null>;
  readonly memory = new HeldSubjects<null>(0);

  constructor(readonly most: number) {
    this.part = { read: (_, ids) => this.ask(() => new Map(ids.map((id) => [id, this.changesOf(id)]))) };
    this.people = {
      read: (_, ids) =>
        this.ask(() => new Map(ids.map((id) => [id, { code: `S${id}`, changes: this.changesOf(id) }]))),
      idsBelow: (_, before, count) =>
        this.ask(() =>
          this.ids
            .filter((id) => id < before)
            .reverse()
            .slice(0, count),
        ),
    };
    const { part, people } = this;
    this.memory.hold({
      people,
      parts: [part],
      today: () => this.today,
      readerAt: () => null,
      prove: () => this.prove(),
      most,
    });
  }

  changesOf(id: number): number {
    return this.commits.filter((ids) => ids.includes(id)).length;
  }

  private touchedAfter(commit: number): number[] {
    return [...new Set(this.commits.slice(Math.max(commit, this.forgottenUpTo)).flat())];
  }

  ask<Told>(read: () => Told): Promise<Told> {
    return new Promise((resolve) => {
      let told: Told;
      const question = {
        isRead: false,
        read: () => {
          told = read();
          question.isRead = true;
        },
        answer: () => resolve(told),
      };
      this.asked.push(question);
    });
  }

  /** As a request does: it may see nothing older than what stood when it asked. */
  async prove(): Promise<void> {
    const stood = new Map(this.ids.map((id) => [id, this.changesOf(id)]));
    const { since } = this.memory;
    const touches = await this.ask(() => ({
      since,
      snapshot: `at ${this.commits.length}`,
      subjectIds: since === '' ? [] : this.touchedAfter(Number(since.slice(3))),
      forgotten: since !== '' && Number(since.slice(3)) < this.forgottenUpTo,
    }));
    this.memory.heard(touches);
    for (const [id, changes] of stood) {
      expect(this.memory.of(this.part, id, this.today) ?? changes).toBeGreaterThanOrEqual(changes);
      const person = this.memory.of(this.people, id, this.today) as { changes: number } | undefined;
      expect(person?.changes ?? changes).toBeGreaterThanOrEqual(changes);
      expect(this.memory.idOf(`S${id}`, this.today)).toBe(person && id);
    }
    expect(this.memory.size).toBeLessThanOrEqual(this.most);
  }

  /** Answers all that is asked, until nothing is any more. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 5; quiet = this.asked.length > 0 ? 0 : quiet + 1) {
      for (const each of this.asked.splice(0)) {
        if (!each.isRead) each.read();
        each.answer();
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('commit' as const), ids: fc.subarray([1, 2, 3, 4, 5], { minLength: 1 }) }),
  fc.record({ kind: fc.constant('prove' as const) }),
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('read' as const, 'answer' as const), which: fc.nat(9) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('turn' as const) }) },
);
/** Seldom enough that something comes between. */
const seldom = fc.record({ kind: fc.constantFrom('day' as const, 'forget' as const) });
const steps = fc.array(fc.oneof({ weight: 30, arbitrary: step }, { weight: 1, arbitrary: seldom }), {
  minLength: 20,
  maxLength: 100,
});

const pick = <Each>(all: readonly Each[], which: number): Each | undefined => all[which % all.length];

const walk = async (model: Model, each: (typeof steps extends fc.Arbitrary<infer S> ? S : never)[number]) => {
  if (each.kind === 'commit') model.commits.push(each.ids);
  if (each.kind === 'forget') model.forgottenUpTo = model.commits.length;
  if (each.kind === 'day') model.today = '2026-11-28';
  if (each.kind === 'read')
    pick(
      model.asked.filter(({ isRead }) => !isRead),
      each.which,
    )?.read();
  if (each.kind === 'answer') {
    const answered = pick(
      model.asked.filter(({ isRead }) => isRead),
      each.which,
    );
    if (answered) model.asked.splice(model.asked.indexOf(answered), 1);
    answered?.answer();
  }
  if (each.kind === 'turn') await new Promise((resolve) => setTimeout(resolve, 1));
  return each.kind === 'prove' ? model.prove() : turn();
};

describe('subjects in memory', () => {
  it('are never older than what stood when a request asked, however questions and commits overtake each other', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(3, 10), fc.boolean(), async (walked, most, filled) => {
        const model = new Model(most);
        if (filled) await model.settle();
        const proofs: Promise<void>[] = [];
        for (const each of walked)
          if (each.kind === 'prove') proofs.push(walk(model, each));
          else await walk(model, each);
        await model.settle();
        await Promise.all([...proofs, model.prove(), model.settle()]);
        await model.settle();
        expect(model.memory.size).toBe(Math.min(most, model.ids.length));
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('do not take the first snapshot they hear of twice: what was touched between is not known', async () => {
    const model = new Model(10);
    const late = model.prove();
    const [question] = model.asked.splice(0);
    await model.settle();
    expect(model.memory.of(model.part, 1, model.today)).toBe(0);
    model.commits.push([1]);
    question!.read();
    question!.answer();
    await late.catch(() => undefined);
    await Promise.all([model.prove(), model.settle()]);
  });

  it('are held as far as there is room, and anew once they were touched', async () => {
    const model = new Model(3);
    await model.settle();
    expect(model.memory.size).toBe(3);
    model.commits.push([5, 1]);
    const proof = model.prove();
    const proven = model.settle();
    await proof;
    expect(model.memory.of(model.part, 5, model.today)).toBeUndefined();
    await proven;
    await model.settle();
    expect(model.memory.size).toBe(3);
  });

  it('are none where none are to be held, nor of another day', async () => {
    const none = new Model(0);
    await none.settle();
    expect(none.memory.size).toBe(0);
    const model = new Model(10);
    await model.settle();
    expect(model.memory.of(model.part, 1, model.today)).toBe(0);
    expect(model.memory.of(model.part, 1, '2026-11-26')).toBeUndefined();
    expect(model.memory.of(model.part, 1, '2026-11-28')).toBeUndefined();
    expect(model.memory.size).toBe(0);
  });
});
