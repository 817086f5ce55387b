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
/** How long those of a company wait for the answer to those before them, milliseconds: one slow statement holds up nobody. */
const patience = 5;

interface Waiting {
  readonly viewed: Viewed;
  readonly gone: Gone | undefined;
  readonly resolve: (rows: object[] | Promise<object[]>) => void;
}

/** What one company asks. */
interface Gathering {
  readonly company: object;
  waiting: Waiting[];
  /** Round trips that are not answered yet. */
  underWay: number;
  late: NodeJS.Timeout | null;
}

/**
 * What is asked of the database in one turn of the process goes together, and so does what is asked until those before
 * are answered: a round trip costs both sides more than most statements. A busy process takes in many requests
 * meanwhile, and so asks less often the busier it is; one that is not busy waits for nobody.
 */
export class GatheredStatements {
  /**
   * Until all are answered. Not a weak map: what stood in one is kept by young collections, as if it were in use, and each
   * request that goes by itself has a company of its own.
   */
  readonly #gatherings = new Map<object, Gathering>();

  constructor(private readonly run: RunNamed) {}

  /** How many companies ask now. */
  get companies(): number {
    return this.#gatherings.size;
  }

  ask(viewed: Viewed, { gone, company }: RunOptions): Promise<object[]> {
    if (company === undefined) return this.alone(viewed, gone);
    const { promise, resolve } = Promise.withResolvers<object[]>();
    const gathering = this.gatheringOf(company());
    gathering.waiting.push({ viewed, gone, resolve });
    const { length } = gathering.waiting;
    if (length === 1 || length === most) setImmediate(() => this.turn(gathering));
    return promise;
  }

  private gatheringOf(company: object): Gathering {
    const known = this.#gatherings.get(company);
    if (known) return known;
    const begun = { company, waiting: [], underWay: 0, late: null };
    this.#gatherings.set(company, begun);
    return begun;
  }

  private turn(gathering: Gathering): void {
    const { waiting, underWay } = gathering;
    if (waiting.length === 0) return underWay === 0 ? this.forget(gathering) : undefined;
    if (underWay === 0 || waiting.length >= most) this.send(gathering);
    else gathering.late ??= setTimeout(() => this.send(gathering), patience);
  }

  private forget(gathering: Gathering): void {
    const { company } = gathering;
    if (this.#gatherings.get(company) === gathering) this.#gatherings.delete(company);
  }

  private send(gathering: Gathering): void {
    if (gathering.late) clearTimeout(gathering.late);
    const { waiting } = gathering;
    gathering.waiting = [];
    gathering.late = null;
    for (let from = 0; from < waiting.length; from += most) {
      gathering.underWay += 1;
      void this.together(byViewer(waiting.slice(from, from + most))).then(() => {
        gathering.underWay -= 1;
        setImmediate(() => this.turn(gathering));
      });
    }
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
