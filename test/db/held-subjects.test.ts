import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HeldSubjects, type HeldPart, type HeldPeople } from '../../src/db/held-subjects.js';

/**
 * A database that says of each subject when it was changed last; what it is asked it reads and answers, or fails to, when
 * told to.
 */
class Model {
  readonly ids = [1, 2, 3, 4, 5];
  readonly commits: number[][] = [];
  readonly changedAt = new Map<number, number>();
  server = 1;
  forgottenUpTo = 0;
  today = '2026-11-27';
  readonly asked: { read(): void; answer(): void; fail(): void; isRead: boolean }[] = [];
  readonly part: HeldPart<null, { changedAt: number }>;
  readonly people: HeldPeople<null, { code: string; changedAt: number }>;
  readonly memory = new HeldSubjects<null>(0);
  #moments = 0;

  constructor(readonly most: number) {
    const rowsOf = (ids: number[]) =>
      this.ask(() => new Map(ids.map((id) => [id, { code: `S${id}`, changedAt: this.lastChangeOf(id) }])));
    this.part = { read: (_, ids) => rowsOf(ids) };
    this.people = {
      read: (_, ids) => rowsOf(ids),
      idsBelow: (_, before) =>
        this.ask(() =>
          this.ids
            .filter((id) => id < before)
            .reverse()
            .slice(0, 2),
        ),
    };
    this.hold();
  }

  hold(): void {
    const { part, people, most } = this;
    this.memory.hold({
      people,
      parts: [part],
      today: () => this.today,
      readerAt: () => null,
      prove: () => this.prove(),
      most,
    });
  }

  commit(ids: number[]): void {
    this.commits.push(ids);
    this.change(ids);
  }

  /** The server comes back in an earlier state, and counts on from there. */
  restore(): void {
    this.server += 1;
    this.commits.splice(Math.floor(this.commits.length / 2));
    this.change(this.ids);
  }

  private change(ids: readonly number[]): void {
    this.#moments += 1;
    for (const id of ids) this.changedAt.set(id, this.#moments);
  }

  private lastChangeOf(id: number): number {
    return this.changedAt.get(id) ?? 0;
  }

  private touchedAfter(commit: number): number[] {
    return [...new Set(this.commits.slice(Math.max(commit, this.forgottenUpTo)).flat())];
  }

  ask<Told>(read: () => Told): Promise<Told> {
    return new Promise((resolve, reject) => {
      let told: Told;
      const question = {
        isRead: false,
        read: () => {
          told = read();
          question.isRead = true;
        },
        answer: () => resolve(told),
        fail: () => reject(new Error('the connection was lost')),
      };
      this.asked.push(question);
    });
  }

  /** As a request does: it may see nothing older than what stood when it asked. */
  async prove(): Promise<void> {
    const stood = new Map(this.ids.map((id) => [id, this.lastChangeOf(id)]));
    const { since } = this.memory;
    const touches = await this.ask(() => ({
      since,
      snapshot: `at ${this.commits.length}`,
      server: String(this.server),
      subjectIds: since === '' ? [] : this.touchedAfter(Number(since.slice(3))),
      forgotten: since !== '' && Number(since.slice(3)) < this.forgottenUpTo,
    }));
    this.memory.heard(touches);
    for (const [id, change] of stood) {
      const kept = [this.part, this.people].map((part) => this.memory.of(part, id, this.today)?.changedAt);
      for (const each of kept) expect(each ?? change).toBeGreaterThanOrEqual(change);
      expect(this.memory.idOf(`S${id}`, this.today)).toBe(kept[0] === undefined ? undefined : id);
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
const seldom = fc.oneof(
  fc.record({
    kind: fc.constantFrom('day' as const, 'forget' as const, 'restore' as const, 'again' as const),
  }),
  fc.record({ kind: fc.constant('fail' as const), which: fc.nat(9) }),
);
const steps = fc.array(fc.oneof({ weight: 30, arbitrary: step }, { weight: 2, arbitrary: seldom }), {
  minLength: 20,
  maxLength: 100,
});

const pick = <Each>(all: readonly Each[], which: number): Each | undefined => all[which % all.length];

type Step = typeof steps extends fc.Arbitrary<(infer Each)[]> ? Each : never;

const taken = (model: Model, which: number, isRead: boolean) => {
  const question = pick(
    model.asked.filter((each) => each.isRead === isRead),
    which,
  );
  if (question) model.asked.splice(model.asked.indexOf(question), 1);
  return question;
};

const walk = async (model: Model, each: Step): Promise<void> => {
  if (each.kind === 'commit') model.commit(each.ids);
  if (each.kind === 'forget') model.forgottenUpTo = model.commits.length;
  if (each.kind === 'restore') model.restore();
  if (each.kind === 'day') model.today = '2026-11-28';
  if (each.kind === 'again') {
    void model.memory.stop();
    model.hold();
  }
  if (each.kind === 'read')
    pick(
      model.asked.filter(({ isRead }) => !isRead),
      each.which,
    )?.read();
  if (each.kind === 'answer') taken(model, each.which, true)?.answer();
  if (each.kind === 'fail') taken(model, each.which, false)?.fail();
  await (each.kind === 'turn' ? new Promise((resolve) => setTimeout(resolve, 1)) : turn());
};

/** A request whose connection is lost is told so, and shows nothing. */
const unlessLost = (error: Error): void => {
  if (error.message !== 'the connection was lost') throw error;
};

describe('subjects in memory', () => {
  it('are never older than what stood when a request asked, however questions and commits overtake each other', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(3, 10), fc.boolean(), async (walked, most, filled) => {
        const model = new Model(most);
        if (filled) await model.settle();
        const proofs: Promise<void>[] = [];
        for (const each of walked)
          if (each.kind === 'prove') proofs.push(model.prove().catch(unlessLost));
          else await walk(model, each);
        await model.settle();
        await Promise.all([...proofs, model.prove(), model.settle()]);
        await Promise.all([model.prove(), model.settle()]);
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
    expect(model.memory.of(model.part, 1, model.today)).toEqual({ code: 'S1', changedAt: 0 });
    model.commit([1]);
    question!.read();
    question!.answer();
    await late;
    await Promise.all([model.prove(), model.settle()]);
  });

  it('are held as far as there is room, and anew once they were touched', async () => {
    const model = new Model(3);
    await model.settle();
    expect(model.memory.size).toBe(3);
    model.commit([5, 1]);
    const proof = model.prove();
    const proven = model.settle();
    await proof;
    expect(model.memory.of(model.part, 5, model.today)).toBeUndefined();
    await proven;
    await model.settle();
    expect(model.memory.size).toBe(3);
    const next = model.prove();
    expect(model.asked).toHaveLength(1);
    model.asked[0]!.read();
    model.asked.splice(0)[0]!.answer();
    await next;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(model.asked).toEqual([]); // all is read
  });

  it('are none where none are to be held, nor of another day', async () => {
    const none = new Model(0);
    await none.settle();
    expect(none.memory.size).toBe(0);
    const model = new Model(10);
    await model.settle();
    expect(model.memory.of(model.part, 1, model.today)).toEqual({ code: 'S1', changedAt: 0 });
    expect(model.memory.of(model.part, 1, '2026-11-26')).toBeUndefined();
    expect(model.memory.of(model.part, 1, '2026-11-28')).toBeUndefined();
    expect(model.memory.size).toBe(0);
  });
});
