import {
  type Company,
  type Gone,
  type RunOptions,
  type Viewed,
  failedStatement,
} from './statements-at-once.js';
import { viewerKey } from './viewer.js';

/** Runs statements that need nothing of each other in one transaction, sent at once. The rows of each. */
export type RunNamed = (asked: readonly Viewed[], gone?: AbortSignal) => Promise<object[][]>;

/** The company of what is answered in a moment, whoever asks. */
export const shortOnes: Company = () => readers;
/** The company of the records of looks: they are committed together. */
export const looks: Company = () => recorders;
const readers = {};
const recorders = {};

/** How many statements go in one round trip: what comes first waits for the last. */
const most = 24;

interface Waiting {
  readonly viewed: Viewed;
  readonly gone: Gone | undefined;
  readonly resolve: (rows: object[] | Promise<object[]>) => void;
}

/**
 * What is asked of the database in one turn of the process goes together: a round trip costs both sides more than most
 * statements. A busy process takes in many requests in a turn, and so asks less often the busier it is; one that is
 * not busy waits for nobody.
 */
export class GatheredStatements {
  #waiting: Map<object, Waiting[]> | null = null;

  constructor(private readonly run: RunNamed) {}

  ask(viewed: Viewed, { gone, company }: RunOptions): Promise<object[]> {
    if (company === undefined) return this.alone(viewed, gone);
    const { promise, resolve } = Promise.withResolvers<object[]>();
    const key = company();
    const waiting = this.waitingNow();
    const same = waiting.get(key);
    if (same) same.push({ viewed, gone, resolve });
    else waiting.set(key, [{ viewed, gone, resolve }]);
    return promise;
  }

  private waitingNow(): Map<object, Waiting[]> {
    if (this.#waiting === null) {
      this.#waiting = new Map();
      setImmediate(() => this.send());
    }
    return this.#waiting;
  }

  private send(): void {
    const waiting = this.#waiting!;
    this.#waiting = null;
    for (const each of waiting.values())
      for (let from = 0; from < each.length; from += most)
        void this.together(byViewer(each.slice(from, from + most)));
  }

  /**
   * When one of them fails, the others are asked once more without it: what is wrong with one is not wrong with them.
   * When none is to blame alone, as where the connection was lost, nobody knows what was done, and all have failed.
   */
  private async together(group: readonly Waiting[]): Promise<void> {
    const [first] = group as [Waiting];
    try {
      const rows = await this.run(
        group.map(({ viewed }) => viewed),
        group.every(({ gone }) => gone === first.gone) ? first.gone?.() : undefined,
      );
      group.forEach(({ resolve }, n) => resolve(rows[n]!));
    } catch (error) {
      const bad = failedStatement(error);
      for (const [n, { resolve }] of group.entries())
        if (bad === undefined || n === bad) resolve(Promise.reject(error as Error));
      const others = bad === undefined ? [] : group.filter((_, n) => n !== bad);
      if (others.length > 0) await this.together(others);
    }
  }

  private async alone(viewed: Viewed, gone: Gone | undefined): Promise<object[]> {
    return (await this.run([viewed], gone?.()))[0]!;
  }
}

/** Those of one viewer behind each other: he is set once. */
const byViewer = (group: Waiting[]): Waiting[] =>
  group.length === 1
    ? group
    : [...Map.groupBy(group, ({ viewed }) => viewerKey(viewed.viewer)).values()].flat();
