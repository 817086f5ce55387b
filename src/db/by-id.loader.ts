import DataLoader from 'dataloader';
import type { Soon } from '../kernel/soon.js';
import { type Sql, sql } from '../kernel/sql.js';
import type { HeldPart } from './held-subjects.js';
import { Lead, RowsAhead } from './read-ahead.js';
import type { ScopedReader } from './scoped-reader.js';

/** A loader of rows by id from one batch read; what the viewer may not see loads as null. */
export const byId =
  <Row extends { id: number }>(read: (reader: ScopedReader, ids: number[]) => Promise<Row[]>) =>
  (reader: ScopedReader): DataLoader<number, Row | null> =>
    new DataLoader(async (ids) => {
      const rows = new Map((await read(reader, [...ids])).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    });

/**
 * As `byId`, of rows that can be read before their ids are known. `ids`: as what `=` is followed by. `held`: those that
 * memory keeps.
 */
export const byIdAhead =
  <Row extends { id: number }>(
    read: (reader: ScopedReader, ids: Sql) => Promise<Row[]>,
    held?: HeldPart<ScopedReader, Row>,
  ) =>
  (reader: ScopedReader): IdLoader<Row> =>
    new IdLoader(reader, read, held);

export class IdLoader<Row extends { id: number }> {
  readonly #ahead: RowsAhead<Row>;
  readonly #inTurn: DataLoader<number, Row | null>;
  readonly #cleared = new Set<number>();

  constructor(
    private readonly reader: ScopedReader,
    private readonly read: (reader: ScopedReader, ids: Sql) => Promise<Row[]>,
    private readonly held: HeldPart<ScopedReader, Row> | undefined,
  ) {
    this.#ahead = new RowsAhead(reader, ({ id }) => id);
    this.#inTurn = new DataLoader((ids) => this.readAll(ids));
  }

  /** Reads the rows whose ids `found` selects; resolves once they are there. */
  async ahead(found: Sql): Promise<readonly Row[]> {
    const came = new Lead();
    const rows = await this.#ahead.start(came, (apart) => this.read(apart, sql`any(array(${found}))`));
    came.are(rows.map(({ id }) => id));
    return rows;
  }

  load(id: number): Soon<Row | null> {
    return (this.held && this.reader.ofHeld(this.held, id)) ?? this.#inTurn.load(id);
  }

  loadMany(ids: readonly number[]): Promise<(Row | null)[]> {
    return Promise.all(ids.map(async (id) => this.load(id)));
  }

  /** Nothing that was read of it before counts any more. */
  clear(id: number): this {
    this.#cleared.add(id);
    this.#inTurn.clear(id);
    return this;
  }

  private async readAll(ids: readonly number[]): Promise<(Row | null)[]> {
    const rows = new Map(ids.flatMap((id) => this.aheadOf(id)).map((row) => [row.id, row]));
    const unread = ids.filter((id) => !rows.has(id));
    const inTurn = unread.length > 0 ? await this.read(this.reader, sql`any(${unread}::bigint[])`) : [];
    for (const row of inTurn) rows.set(row.id, row);
    return ids.map((id) => rows.get(id) ?? null);
  }

  private aheadOf(id: number): Row[] {
    return this.#cleared.has(id) ? [] : (this.#ahead.of(id, id) ?? []);
  }
}

/** Narrows a read of a catalogue's table to some ids, or to none: over the column that holds the id. */
export type Chosen = (id: Sql) => Sql;

/** A loader that answers at once where memory is proven fresh. */
export interface CatalogueLoader<Row> {
  load(id: number): Soon<Row | null>;
  loadMany(ids: readonly number[]): Promise<(Row | null)[]>;
  /** Forgets what it read: an act changed it. */
  clear(id: number): CatalogueLoader<Row>;
}

/**
 * A loader of a table of the catalogue: what everybody may see of it is kept in memory, the rest is read as the viewer.
 * The row scope shows nobody less than it shows everybody, so that memory never shows what the database would not.
 */
export const catalogueById = <Row extends { id: number }>(
  read: (reader: ScopedReader, chosen: Chosen) => Promise<Row[]>,
): ((reader: ScopedReader) => CatalogueLoader<Row>) => {
  const all = async (reader: ScopedReader) =>
    new Map((await everyRow(reader, read)).map((row) => [row.id, row]));
  const some = byId<Row>((reader, ids) => read(reader, (id) => sql`${id} = any(${ids}::bigint[])`));
  return (reader) => {
    const asked = some(reader);
    const loader: CatalogueLoader<Row> = {
      load: (id) => reader.held(all)?.get(id) ?? asked.load(id),
      loadMany: (ids) => Promise.all(ids.map(async (id) => loader.load(id))),
      clear: (id) => {
        asked.clear(id);
        return loader;
      },
    };
    return loader;
  };
};

/** As `catalogueById`, for rows by the id of what they belong to: only where everybody may see all of them. */
export const catalogueByOwner = <Row extends object>(
  read: (reader: ScopedReader, chosen: Chosen) => Promise<Row[]>,
  ownerOf: (row: Row) => number,
): ((reader: ScopedReader) => { load(ownerId: number): Soon<readonly Row[]> }) => {
  const all = async (reader: ScopedReader) => Map.groupBy(await everyRow(reader, read), ownerOf);
  const some = byOwner<Row>(
    (reader, ids) => read(reader, (id) => sql`${id} = any(${ids}::bigint[])`),
    ownerOf,
  );
  return (reader) => {
    const asked = some(reader);
    return {
      load: (ownerId) => {
        const held = reader.held(all);
        return held ? (held.get(ownerId) ?? []) : asked.load(ownerId);
      },
    };
  };
};

/** What is kept in memory serves many requests: nobody may change it. */
const everyRow = async <Row extends object>(
  reader: ScopedReader,
  read: (reader: ScopedReader, chosen: Chosen) => Promise<Row[]>,
): Promise<Readonly<Row>[]> => (await read(reader, () => sql`true`)).map((row) => Object.freeze(row));

/** A loader of many rows by the id of what they belong to, in the order read. */
export const byOwner =
  <Row>(read: (reader: ScopedReader, ownerIds: number[]) => Promise<Row[]>, ownerOf: (row: Row) => number) =>
  (reader: ScopedReader): DataLoader<number, Row[]> =>
    new DataLoader(async (ids) => inOrder(ids, await read(reader, [...ids]), ownerOf));

/** The rows of each owner. */
const inOrder = <Row>(ids: readonly number[], rows: Row[], ownerOf: (row: Row) => number): Row[][] => {
  const groups = new Map<number, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(ownerOf(row))?.push(row);
  return ids.map((id) => groups.get(id) ?? []);
};

type ReadOwned<Row> = (reader: ScopedReader, owners: Sql) => Promise<Row[]>;
type Word = number | string;

/**
 * As `byOwner`, of rows that can be read before their owners are known. `owners`: as what `=` is followed by. `held`:
 * what memory keeps of them by their owner.
 */
export const byOwnerAhead =
  <Row extends object>(
    read: ReadOwned<Row>,
    ownerOf: (row: Row) => number,
    held?: HeldPart<ScopedReader, readonly Row[]>,
  ) =>
  (reader: ScopedReader): AheadLoader<Row, number> => {
    const itself = (id: number): number => id;
    return new AheadLoader(reader, read, { owner: itself, word: itself, wordOf: ownerOf, held });
  };

/** The same, of rows by what they share beside their owner; `word` tells that of one owner from that of another. */
export const byPartAhead =
  <Row extends Key, Key extends object>(
    read: ReadOwned<Row>,
    owner: (key: Key) => number,
    word: (key: Key) => string,
  ) =>
  (reader: ScopedReader): AheadLoader<Row, Key> =>
    new AheadLoader<Row, Key>(reader, read, { owner, word, wordOf: word });

export class AheadLoader<Row extends object, Key> {
  readonly #ahead: RowsAhead<Row, Word>;
  readonly #inTurn: DataLoader<Key, Row[], Word>;

  constructor(
    private readonly reader: ScopedReader,
    private readonly read: ReadOwned<Row>,
    private readonly by: {
      owner(key: Key): number;
      word(key: Key): Word;
      wordOf(row: Row): Word;
      held?: HeldPart<ScopedReader, readonly Row[]> | undefined;
    },
  ) {
    this.#ahead = new RowsAhead(reader, by.wordOf);
    this.#inTurn = new DataLoader(
      async (keys) => {
        const owners = [...new Set(keys.map(by.owner))];
        const groups = Map.groupBy(await read(reader, sql`any(${owners}::bigint[])`), by.wordOf);
        return keys.map((key) => groups.get(by.word(key)) ?? []);
      },
      { cacheKeyFn: by.word },
    );
  }

  /** Reads the rows of those that `found` selects, which `lead` will turn out to be; resolves once they are there. */
  ahead(lead: Lead, found: Sql): Promise<readonly Row[]> {
    return this.#ahead.start(lead, (apart) => this.read(apart, sql`any(array(${found}))`));
  }

  load(key: Key): Soon<readonly Row[]> {
    const owner = this.by.owner(key);
    return this.#ahead.of(owner, this.by.word(key)) ?? this.heldOf(owner) ?? this.#inTurn.load(key);
  }

  private heldOf(owner: number): readonly Row[] | undefined {
    return this.by.held && this.reader.ofHeld(this.by.held, owner);
  }
}
