import DataLoader from 'dataloader';
import type { Soon } from '../kernel/soon.js';
import { type Sql, sql } from '../kernel/sql.js';
import { type Lead, RowsAhead } from './read-ahead.js';
import type { ScopedReader } from './scoped-reader.js';

/** A loader of rows by id from one batch read; what the viewer may not see loads as null. */
export const byId =
  <Row extends { id: number }>(read: (reader: ScopedReader, ids: number[]) => Promise<Row[]>) =>
  (reader: ScopedReader): DataLoader<number, Row | null> =>
    new DataLoader(async (ids) => {
      const rows = new Map((await read(reader, [...ids])).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    });

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

const subjectOf = ({ subjectId }: { subjectId: number }): number => subjectId;

/** A loader of many rows by the subject they are about, which can read them before the subject is known. */
export const bySubject =
  <Row extends { subjectId: number }>(read: (reader: ScopedReader, subjects: Sql) => Promise<Row[]>) =>
  (reader: ScopedReader): SubjectLoader<Row> =>
    new SubjectLoader(reader, read);

export class SubjectLoader<Row extends { subjectId: number }> {
  readonly #ahead: RowsAhead<Row, Map<number, Row[]>>;
  readonly #inTurn: DataLoader<number, Row[]>;

  constructor(
    reader: ScopedReader,
    private readonly read: (reader: ScopedReader, subjects: Sql) => Promise<Row[]>,
  ) {
    this.#ahead = new RowsAhead(reader, (rows) => Map.groupBy(rows, subjectOf));
    this.#inTurn = byOwner<Row>((own, ids) => read(own, sql`any(${ids}::bigint[])`), subjectOf)(reader);
  }

  /** Reads the rows of those that `found` selects, which `lead` will turn out to be; resolves once they are there. */
  ahead(lead: Lead, found: Sql): Promise<void> {
    return this.#ahead.start(lead, (apart) => this.read(apart, sql`any(array(${found}))`));
  }

  load(subjectId: number): Soon<Row[]> {
    const known = this.#ahead.of(subjectId);
    return known ? (known.get(subjectId) ?? []) : this.#inTurn.load(subjectId);
  }
}
