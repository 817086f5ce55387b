import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Touches } from './freshness.js';
import { SharedTexts } from './shared-texts.js';

/** One thing that is kept of every subject held, as everybody sees it. */
export interface HeldPart<Reader, Kept> {
  /** By subject: of those of whom everybody sees all of it there is. Who is missing is not held. */
  read(everybody: Reader, subjectIds: number[]): Promise<ReadonlyMap<number, Kept>>;
}

/** The part that says who is held. */
export interface HeldPeople<
  Reader,
  Person extends { readonly code: string } = { readonly code: string },
> extends HeldPart<Reader, Person> {
  /** Some ids below `before`, the greatest first; none: there are no more. */
  idsBelow(everybody: Reader, before: number): Promise<number[]>;
}

/** What is held, and how it is read. */
export interface Holding<Reader> {
  readonly people: HeldPeople<Reader>;
  readonly parts: readonly HeldPart<Reader, unknown>[];
  /** Today in Asia/Shanghai: what everybody sees changes with the day. */
  readonly today: () => string;
  readonly readerAt: (today: string) => Reader;
  /** Asks the database what was touched; `heard` hears it. */
  readonly prove: () => Promise<unknown>;
  /** How many subjects. */
  readonly most: number;
}

interface Held {
  readonly code: string;
  readonly kept: readonly unknown[];
}

/** How many of those touched are read at once. */
const batch = 200;

/**
 * What a process keeps in memory of subjects whom everybody sees whole, so that it is the same for whoever asks. A
 * request takes of it what stood when it was told what was touched: that is dropped before anybody sees it, and read
 * anew once it is missed. Nothing is held as of an unknown snapshot.
 */
export class HeldSubjects<Reader> {
  #holding: Holding<Reader> | null = null;
  #parts: readonly HeldPart<Reader, unknown>[] = [];
  /** All that is held stands as of this snapshot of this server, and may be newer; '': of none. */
  #snapshot = '';
  #server = '';
  #today = '';
  readonly #held = new Map<number, Held>();
  readonly #idOf = new Map<string, number>();
  /** To be read anew, once somebody asks for one that is missing. */
  readonly #touched = new Set<number>();
  /** Those below are still to be read for the first time. */
  #unreadBelow = 0;
  /** Touched while a batch is read: it may have been read before. Another one: the batch is of what was. */
  #meanwhile = new Set<number>();
  #heard: Touches | null = null;
  #rest: NodeJS.Timeout | null = null;
  #reading: Promise<void> | null = null;
  readonly #texts = new SharedTexts();

  /** `rest`: what is touched is read anew after this time, milliseconds, with what is touched meanwhile. */
  constructor(private readonly rest = 200) {}

  /** Begins to read them. */
  hold(holding: Holding<Reader>): void {
    if (holding.most === 0) return;
    this.#holding = holding;
    this.#parts = [holding.people, ...holding.parts];
    this.#today = holding.today();
    this.clear();
    this.readOn();
  }

  /** Holds none any more. */
  async stop(): Promise<void> {
    this.#holding = null;
    this.clear();
    if (this.#rest) clearTimeout(this.#rest);
    this.#rest = null;
    await this.#reading;
  }

  get size(): number {
    return this.#held.size;
  }

  /** Since when the database is to tell what was touched. */
  get since(): string {
    return this.#snapshot;
  }

  /** What was touched is not held any more. Whoever was told so may take the rest. */
  heard(touches: Touches): void {
    if (this.#holding === null || touches === this.#heard) return;
    this.#heard = touches;
    const { since, snapshot, server, subjectIds, forgotten } = touches;
    const isUntold = forgotten || (server !== this.#server && this.#server !== '');
    if (isUntold) this.clear();
    for (const id of subjectIds) this.drop(id);
    // A later snapshot counts where nothing before it is left out; an earlier one tells the same once more.
    if (isUntold || since === this.#snapshot) {
      this.#snapshot = snapshot;
      this.#server = server;
    }
    if (this.#unreadBelow > 0) this.readOn();
  }

  idOf(code: string, today: string): number | undefined {
    if (!this.isOf(today)) return undefined;
    const id = this.#idOf.get(code);
    if (id === undefined && this.#touched.size > 0) this.readOn();
    return id;
  }

  of<Kept>(part: HeldPart<Reader, Kept>, subjectId: number, today: string): Kept | undefined {
    if (!this.isOf(today)) return undefined;
    const held = this.#held.get(subjectId);
    if (held === undefined && this.#touched.has(subjectId)) this.readOn();
    return held && (held.kept[this.#parts.indexOf(part)] as Kept | undefined);
  }

  private isOf(today: string): boolean {
    if (today > this.#today && this.#holding) {
      this.#today = today;
      this.clear();
      this.readOn();
    }
    return today === this.#today;
  }

  private clear(): void {
    this.#held.clear();
    this.#idOf.clear();
    this.#touched.clear();
    this.#unreadBelow = Number.MAX_SAFE_INTEGER;
    this.#meanwhile = new Set();
  }

  private drop(id: number): void {
    this.#meanwhile.add(id);
    const held = this.#held.get(id);
    if (held) this.#idOf.delete(held.code);
    this.#held.delete(id);
    if (this.#held.size < this.#holding!.most) this.#touched.add(id);
  }

  private readOn(): void {
    if (this.#rest || this.#reading) return;
    this.#rest = setTimeout(() => {
      this.#rest = null;
      this.#reading = this.readAll()
        .catch(() => undefined) // who asks is answered by the database, and the next to hear of it reads on
        .finally(() => (this.#reading = null));
    }, this.rest).unref();
  }

  private async readAll(): Promise<void> {
    if (this.#snapshot === '') await this.#holding?.prove();
    const touched = [...this.#touched];
    for (let from = 0; from < touched.length; from += batch)
      await this.read(touched.slice(from, from + batch));
    while (this.#holding && this.#snapshot !== '' && this.#unreadBelow > 0) {
      const ids = await this.nextUnread(this.#holding);
      if (!ids) return; // cleared meanwhile: begun anew, after a rest
      await this.read(ids);
      await nextTurn();
    }
  }

  private async nextUnread({ people, readerAt, most }: Holding<Reader>): Promise<number[] | null> {
    const meanwhile = this.#meanwhile;
    const ids = await people.idsBelow(readerAt(this.#today), this.#unreadBelow);
    if (meanwhile !== this.#meanwhile) return null;
    this.#unreadBelow = this.#held.size < most ? (ids.at(-1) ?? 0) : 0;
    return ids;
  }

  private async read(ids: number[]): Promise<void> {
    const holding = this.#holding;
    if (!holding || ids.length === 0) return;
    for (const id of ids) this.#touched.delete(id);
    const meanwhile = (this.#meanwhile = new Set<number>());
    const everybody = holding.readerAt(this.#today);
    try {
      const [people, parts] = await Promise.all([
        holding.people.read(everybody, ids),
        Promise.all(holding.parts.map((part) => part.read(everybody, ids))),
      ]);
      if (meanwhile !== this.#meanwhile) return;
      for (const [id, person] of people) {
        const kept = [person, ...parts.map((part) => part.get(id))];
        if (meanwhile.has(id) || kept.includes(undefined) || this.#held.size >= holding.most) continue;
        for (const each of kept) lasting(each as object, this.#texts);
        this.#held.set(id, { code: person.code, kept });
        this.#idOf.set(person.code, id);
      }
    } catch (error) {
      for (const id of ids) this.#touched.add(id);
      throw error;
    }
  }
}

/** What is held serves many requests: nobody may change it. */
const lasting = (kept: object, texts: SharedTexts): void => {
  if (Array.isArray(kept)) for (const each of kept as object[]) lasting(each, texts);
  else
    for (const [name, value] of Object.entries(kept))
      if (typeof value === 'string') (kept as Record<string, unknown>)[name] = texts.of(name, value);
  Object.freeze(kept);
};
