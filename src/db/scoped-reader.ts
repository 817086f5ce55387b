import { type Principal, type Purpose, publicPrincipal } from '../kernel/principal.js';
import type { Sql } from '../kernel/sql.js';
import { type Look, deliveryRecord, orWithhold, recordLooks } from './access-record.js';
import type { Database, Rows } from './database.js';
import { looks, shortOnes } from './gathered-statements.js';
import { type NonPublic, nonPublic } from './non-public.js';
import type { Versions } from './freshness.js';
import type { HeldPart } from './held-subjects.js';
import type { Gone, RunOptions } from './statements-at-once.js';
import { type Viewer, hubItself, viewerOf } from './viewer.js';
import { type Dataset, type RowViewer, isGovernment, rowScope } from './row-scope.js';

/** The request that rows are read for. */
export interface AskingRequest {
  readonly gone?: Gone | undefined;
  /** It brings little, so that what it asks may go in one round trip with what others ask. */
  readonly isShort?: () => boolean;
}

/** What was read before it is known whether anybody is shown it. */
export interface RowsAside<Row> {
  /** Nothing, where it went wrong. */
  readonly rows: readonly Row[];
  /** Notes that these of them are shown. */
  show(rows: Row[]): Row[];
}

interface Unshown {
  readonly dataset: string;
  readonly subjectId: number;
}

/**
 * Reads rows for one viewer in one request. A statement is only built with the viewer's row scope in hand, and every
 * row of non-public data is noted, to be recorded before the answer leaves (invariant 7).
 */
export class ScopedReader implements RowViewer {
  readonly matched = new Set<number>();
  /** What was shown of whom, by what it was read for. */
  readonly #seen = new Map<Purpose | null, Map<number, Set<string>>>();
  #onRecord: ReadonlyMap<number, ReadonlySet<string>> = new Map();
  readonly #viewer: Viewer;
  readonly #options: RunOptions;
  /** What PostgreSQL itself shows to who asks: the wall behind the row scope. */
  #shown: Rows;
  /** The same, telling how fresh memory has to be: once in a request, and after each act. */
  #shownFresh!: Rows;
  #telling!: RunOptions;
  /** Acts that were done. */
  #acts = 0;
  /** What the hub itself has to know to judge them. */
  #byHub: Rows;
  #versions: Versions | null = null;
  #purpose: Purpose | null;
  #acting = false;
  #deliveredTo = 0;
  #leftOut = false;
  /** Where rows are read ahead: what a look at each would be. */
  #unshown: Map<object, Unshown> | null = null;

  constructor(
    private readonly database: Database,
    private readonly asked: Principal,
    readonly today: string,
    private readonly request: AskingRequest = {},
  ) {
    this.#purpose = asked.purpose;
    this.#viewer = viewerOf(asked);
    this.#options = { gone: request.gone, company: () => (request.isShort?.() ? shortOnes() : this) };
    this.#shown = database.as(this.#viewer, this.#options);
    this.#byHub = database.as(hubItself, this.#options);
    this.beToldAnew();
  }

  /** What was asked before an act tells nothing of how fresh memory has to be after it. */
  private beToldAnew(): void {
    const acts = this.#acts;
    const told = (versions: Versions): void => {
      if (acts === this.#acts) this.#versions ??= versions;
    };
    this.#telling = { ...this.#options, told };
    this.#shownFresh = this.database.as(this.#viewer, this.#telling);
  }

  get principal(): Principal {
    return this.#purpose === this.asked.purpose ? this.asked : { ...this.asked, purpose: this.#purpose };
  }

  get mayReadNonPublic(): boolean {
    return this.#purpose !== null || this.#acting || this.asked.kind === 'SUBJECT';
  }

  get acting(): boolean {
    return this.#acting;
  }

  /** Rows were read for which a purpose would have shown a government viewer more. */
  get leftOut(): boolean {
    return this.#leftOut;
  }

  /** The request is a mutation: one may read what one acts on; the act itself is the purpose. */
  startActing(): void {
    this.#acting = true;
  }

  /** A duty check brings its purpose with it. */
  readUnder(purpose: Purpose): void {
    this.#purpose = purpose;
  }

  async rows<Row extends object>(
    dataset: Dataset,
    build: (scope: Sql, viewer: RowViewer) => Sql,
  ): Promise<Row[]> {
    const shown = this.#versions ? this.#shown : this.#shownFresh;
    const rows = await shown.rows<Row>(build(rowScope[dataset](this), this));
    const notice = nonPublic[dataset];
    // Without a purpose nothing but public data comes back, masked where it has to be.
    if (notice && this.mayReadNonPublic) this.noteAll(dataset, notice, rows);
    if (notice) this.asksWithoutPurpose();
    return rows;
  }

  private asksWithoutPurpose(): void {
    if (!this.mayReadNonPublic && isGovernment(this)) this.#leftOut = true;
  }

  /** How fresh memory has to be for this request; null until its first statement was answered. */
  get versions(): Versions | null {
    return this.#versions;
  }

  /**
   * An act was done. It may have changed what memory holds: the next statement tells how fresh that has to be now. What
   * an act before it brought its own purpose for was read for that alone. Its own looks need not be recorded again.
   */
  afterAct(looks: readonly Look[]): void {
    this.#onRecord = new Map(looks.map(({ subjectId, datasets }) => [subjectId, new Set(datasets)]));
    this.#versions = null;
    this.#acts += 1;
    this.beToldAnew();
    this.#purpose = this.asked.purpose;
  }

  /** Asks how fresh memory has to be, where no statement has told yet. */
  async prove(): Promise<void> {
    if (!this.#versions) await this.database.prove(this.#viewer, this.#telling);
  }

  /** Whether tokens, clients and organizations stand as they did at this version. */
  async stands(standing: number): Promise<boolean> {
    await this.prove();
    return this.#versions?.standing === standing;
  }

  /** The subject of the code that memory holds: whether it still does shows once that is proven. */
  heldIdOf(code: string): number | undefined {
    return this.database.heldSubjects.idOf(code, this.today);
  }

  /** What everybody sees of a subject, from memory as fresh as `held` takes it; undefined: ask the database. */
  ofHeld<Kept>(part: HeldPart<ScopedReader, Kept>, subjectId: number): Kept | undefined {
    if (!this.#versions) return undefined;
    const kept = this.database.heldSubjects.of(part, subjectId, this.today);
    if (kept !== undefined) this.asksWithoutPurpose();
    return kept;
  }

  /**
   * What everybody may see of the catalogue by one read, from memory: only as fresh as the database told in this request
   * since its last act. Null: ask the database.
   */
  held<Value>(read: (everybody: ScopedReader) => Promise<Value>): Value | null {
    if (!this.#versions) return null;
    const { database, today } = this;
    return database.held.at(read, { version: this.#versions.catalogue, today }, async () => {
      const everybody = new ScopedReader(database, publicPrincipal, today);
      const value = await read(everybody);
      return { version: everybody.versions!.catalogue, value };
    });
  }

  /** A statement that leaves out what tells public from not, or about whom, would be read past the log: it fails. */
  private noteAll(dataset: Dataset, { needs, subjectOf }: NonPublic, rows: readonly object[]): void {
    if (this.asked.kind === 'SUBJECT') return; // what it sees beyond the public is its own
    const missing = rows[0] ? needs.filter((each) => !(each in rows[0]!)) : [];
    if (missing.length > 0) throw new Error(`A read of ${dataset} selects no ${missing.join(', ')}.`);
    for (const row of rows) {
      const subjectId = subjectOf(row, this.today, this.asked.kind);
      if (subjectId == null) continue;
      if (this.#unshown) this.#unshown.set(row, { dataset, subjectId });
      else this.note(dataset, subjectId);
    }
  }

  /** Reads what may be needed: noted once rows of it are shown; what went wrong is told then. */
  async ahead<Row extends object>(read: (reader: ScopedReader) => Promise<Row[]>): Promise<RowsAside<Row>> {
    const apart = new ScopedReader(this.database, this.asked, this.today, this.request);
    apart.#byHub = this.#byHub;
    apart.#shown = apart.#shownFresh = this.#shown; // what it goes with tells how fresh memory has to be
    apart.#purpose = this.#purpose;
    apart.#acting = this.#acting;
    for (const each of this.matched) apart.matched.add(each);
    const unshown = (apart.#unshown = new Map<object, Unshown>());
    const [told] = await Promise.allSettled([read(apart).then((rows) => allOf(unshown, rows))]);
    const show = (rows: Row[]): Row[] => {
      if (told.status === 'rejected') throw told.reason;
      this.#leftOut ||= apart.#leftOut;
      for (const row of unshown.size > 0 ? rows : []) {
        const look = unshown.get(row);
        if (look && unshown.delete(row)) this.note(look.dataset, look.subjectId);
      }
      return rows;
    };
    return { rows: told.status === 'fulfilled' ? told.value : [], show };
  }

  async one<Row extends object>(
    dataset: Dataset,
    build: (scope: Sql, viewer: RowViewer) => Sql,
  ): Promise<Row | null> {
    return (await this.rows<Row>(dataset, build))[0] ?? null;
  }

  /** The id behind a name the asker gave, found as the hub: it is compared with, never shown. */
  async idOf(query: Sql): Promise<number | null> {
    return (await this.#byHub.rows<{ id: number }>(query))[0]?.id ?? null;
  }

  /** What the hub itself looks up to judge rows the viewer may see: the judgement is shown, the rows are not. */
  asHub<Row extends object>(query: Sql): Promise<Row[]> {
    return this.#byHub.rows(query);
  }

  /** Notes that something non-public about the subject was shown. */
  note(dataset: string, subjectId: number | null | undefined): void {
    if (subjectId == null || (this.asked.kind === 'SUBJECT' && subjectId === this.asked.subjectId)) return;
    if (this.#onRecord.get(subjectId)?.has(dataset)) return;
    let seen = this.#seen.get(this.#purpose);
    if (seen === undefined) this.#seen.set(this.#purpose, (seen = new Map()));
    addTo(seen, subjectId, dataset);
  }

  /** The change feed was handed over up to this position. */
  deliveredTo(position: number): void {
    this.#deliveredTo = Math.max(this.#deliveredTo, position);
  }

  /** Records what was seen, one row per subject, in one statement for each purpose. Throws SERVICE_UNAVAILABLE when it cannot. */
  async recordAccess(operation: string, requestId: string, now: Date): Promise<void> {
    const { organizationId } = this.asked;
    if (this.#deliveredTo > 0 && organizationId !== null)
      await orWithhold(this.database.rows(deliveryRecord(organizationId, this.#deliveredTo, now)));
    if (this.#seen.size === 0) return;
    const seen = [...this.#seen];
    this.#seen.clear();
    const at = this.database.as(hubItself, { company: looks });
    const record = ([purpose, ofSubjects]: (typeof seen)[number]) => {
      const each = [...ofSubjects].map(([subjectId, of]) => ({ subjectId, datasets: [...of].sort() }));
      return recordLooks(at, { ...this.asked, purpose }, each, operation, requestId, now);
    };
    await Promise.all(seen.map(record));
  }
}

/** A row that is handed on as another object would be shown past the log: it fails. */
const allOf = <Row extends object>(unshown: ReadonlyMap<object, Unshown>, rows: Row[]): Row[] => {
  const own = new Set<object>(unshown.size > 0 ? rows : []);
  for (const row of unshown.keys())
    if (!own.has(row)) throw new Error('Rows that are read ahead have to be handed on as they were read.');
  return rows;
};

const addTo = (datasets: Map<number, Set<string>>, subjectId: number, dataset: string): void => {
  const known = datasets.get(subjectId);
  if (known) known.add(dataset);
  else datasets.set(subjectId, new Set([dataset]));
};
