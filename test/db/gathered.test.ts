import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { GatheredStatements, type RunNamed } from '../../src/db/gathered-statements.js';
import { type Gone, noteFailedStatement } from '../../src/db/statements-at-once.js';
import { hubItself, type Viewer } from '../../src/db/viewer.js';

const agency: Viewer = { kind: 'AGENCY', organizationId: 7, subjectId: null };
const office: Viewer = { kind: 'OFFICE', organizationId: 1, subjectId: null };
const crowd = {};

/** What was sent in each round trip; a statement answers with its own text, `bad` fails. */
const recorded = () => {
  const trips: string[][] = [];
  const goneOf: (AbortSignal | undefined)[] = [];
  const run: RunNamed = async (asked, gone) => {
    const texts = asked.map(({ statement }) => statement!.text);
    trips.push(texts);
    goneOf.push(gone);
    if (texts.includes('lost')) throw new Error('the connection is lost');
    const bad = texts.indexOf('bad');
    if (bad >= 0) {
      const error = new Error('this one is bad');
      noteFailedStatement(error, bad);
      throw error;
    }
    return texts.map((text) => [{ text }]);
  };
  const gathered = new GatheredStatements(run);
  const ask = (
    text: string,
    { viewer = agency, with: company, gone }: { viewer?: Viewer; with?: object; gone?: Gone } = {},
  ) =>
    gathered.ask(
      { viewer: { ...viewer }, statement: { name: text, text, values: [] } },
      { gone, ...(company ? { company: () => company } : {}) },
    );
  return { trips, goneOf, ask, gathered };
};

describe('statements asked in one turn', () => {
  it('go in one round trip, each with its own rows', async () => {
    const { trips, ask } = recorded();
    const rows = await Promise.all(['a', 'b', 'c'].map((text) => ask(text, { with: crowd })));
    expect(trips).toEqual([['a', 'b', 'c']]);
    expect(rows).toEqual([[{ text: 'a' }], [{ text: 'b' }], [{ text: 'c' }]]);
    await ask('later', { with: crowd });
    expect(trips[1]).toEqual(['later']);
  });

  it('are nobody any more once they are answered, also where one of them failed', async () => {
    const { gathered, ask, trips } = recorded();
    const own = {};
    const asked = [
      ask('a', { with: crowd }),
      ask('b', { with: own }),
      ask('bad', { with: own }).catch(() => 0),
    ];
    expect(gathered.companies).toBe(2);
    await Promise.all(asked);
    await new Promise((later) => setTimeout(later, 10));
    expect(gathered.companies).toBe(0);
    await ask('c', { with: crowd });
    expect(trips.at(-1)).toEqual(['c']);
  });

  it('stand together by viewer, and otherwise in the order asked', async () => {
    const { trips, ask } = recorded();
    await Promise.all([
      ask('a1', { with: crowd }),
      ask('h1', { with: crowd, viewer: hubItself }),
      ask('a2', { with: crowd }),
      ask('o1', { with: crowd, viewer: office }),
      ask('h2', { with: crowd, viewer: hubItself }),
    ]);
    expect(trips).toEqual([['a1', 'a2', 'h1', 'h2', 'o1']]);
  });

  it('go apart where they keep apart: another company, none, or too many', async () => {
    const { trips, ask } = recorded();
    const own = {};
    await Promise.all([
      ask('alone'),
      ask('a', { with: own }),
      ask('b', { with: crowd }),
      ask('c', { with: own }),
    ]);
    expect(trips).toEqual([['alone'], ['a', 'c'], ['b']]);
    await Promise.all(Array.from({ length: 25 }, (_, n) => ask(String(n), { with: crowd })));
    expect(trips.slice(3).map(({ length }) => length)).toEqual([24, 1]);
  });

  it('are asked once more without the one that fails', async () => {
    const { trips, ask } = recorded();
    const told = await Promise.allSettled([
      ask('good', { with: crowd }),
      ask('bad', { with: crowd }),
      ask('fine', { with: crowd }),
    ]);
    expect(told).toMatchObject([
      { status: 'fulfilled', value: [{ text: 'good' }] },
      { status: 'rejected', reason: { message: 'this one is bad' } },
      { status: 'fulfilled', value: [{ text: 'fine' }] },
    ]);
    expect(trips).toEqual([
      ['good', 'bad', 'fine'],
      ['good', 'fine'],
    ]);
    await expect(ask('bad', { with: crowd })).rejects.toThrow('this one is bad');
    expect(trips.slice(2)).toEqual([['bad']]);
  });

  it('have all failed where none is to blame alone: what was done is not known, and not done twice', async () => {
    const { trips, ask } = recorded();
    const told = await Promise.allSettled([ask('lost', { with: crowd }), ask('good', { with: crowd })]);
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(trips).toEqual([['lost', 'good']]);
  });

  it('are given up only for whom they all are', async () => {
    const { goneOf, ask } = recorded();
    const [one, other] = [new AbortController(), new AbortController()].map(
      ({ signal }) =>
        () =>
          signal,
    ) as [Gone, Gone];
    await Promise.all([ask('a', { with: crowd, gone: one }), ask('b', { with: crowd, gone: other })]);
    await Promise.all([ask('a', { with: crowd, gone: one }), ask('b', { with: crowd, gone: one })]);
    expect(goneOf).toEqual([undefined, one()]);
  });
});

describe('statements asked before those of their company are answered', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => void jest.useRealTimers());

  /** Round trips that are answered when the test says so. */
  const answeredByHand = () => {
    const trips: { texts: string[]; answer: () => void; fail: () => void }[] = [];
    const run: RunNamed = (asked) => {
      const { promise, resolve, reject } = Promise.withResolvers<object[][]>();
      trips.push({
        texts: asked.map(({ statement }) => statement!.text),
        answer: () => resolve(asked.map(() => [])),
        fail: () => reject(new Error('the connection is lost')),
      });
      return promise;
    };
    const gathered = new GatheredStatements(run);
    const ask = (text: string, company?: object) =>
      gathered.ask(
        { viewer: agency, statement: { name: text, text, values: [] } },
        company ? { company: () => company } : {},
      );
    return { trips, ask, sent: () => trips.map(({ texts }) => texts) };
  };
  /** Every turn that is due has been taken. */
  const settled = async () => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  it('wait for the answer and go together then', async () => {
    const { trips, ask, sent } = answeredByHand();
    const first = ask('first', crowd);
    await settled();
    const later = [ask('second', crowd)];
    await new Promise((resolve) => setImmediate(resolve));
    later.push(ask('third', crowd));
    trips[0]!.answer();
    await first;
    await settled();
    expect(sent()).toEqual([['first'], ['second', 'third']]);
    trips[1]!.answer();
    await Promise.all(later);
  });

  it('go all the same after a while: a slow statement holds up nobody', async () => {
    const { trips, ask, sent } = answeredByHand();
    const slow = ask('slow', crowd);
    await settled();
    const quick = ask('quick', crowd);
    await settled();
    expect(sent()).toEqual([['slow']]);
    jest.advanceTimersByTime(5);
    expect(sent()).toEqual([['slow'], ['quick']]);
    trips[1]!.answer();
    await quick;
    trips[0]!.answer();
    await slow;
  });

  it('go at once when they fill a round trip', async () => {
    const { trips, ask, sent } = answeredByHand();
    const first = ask('first', crowd);
    await settled();
    const many: Promise<unknown>[] = [];
    for (let n = 0; n < 24; n += 1) {
      many.push(ask(String(n), crowd));
      await new Promise((resolve) => setImmediate(resolve)); // each in a turn of its own
    }
    expect(sent().map(({ length }) => length)).toEqual([1, 24]);
    for (const { answer } of trips) answer();
    await Promise.all([first, ...many]);
  });

  it('are not held up by other companies, nor by what failed before them', async () => {
    const { trips, ask, sent } = answeredByHand();
    const lost = ask('lost', crowd);
    await settled();
    const other = ask('other', {});
    const alone = ask('alone');
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent()).toEqual([['lost'], ['alone'], ['other']]);
    const next = ask('next', crowd);
    trips[0]!.fail();
    await expect(lost).rejects.toThrow('the connection is lost');
    await settled();
    expect(sent().at(-1)).toEqual(['next']);
    for (const { answer } of trips) answer();
    await Promise.all([other, alone, next]);
  });
});
