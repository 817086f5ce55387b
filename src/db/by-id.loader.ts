import DataLoader from 'dataloader';
import type { ScopedReader } from './scoped-reader.js';

/** A loader of rows by id from one batch read; what the viewer may not see loads as null. */
export const byId =
  <Row extends { id: number }>(read: (reader: ScopedReader, ids: number[]) => Promise<Row[]>) =>
  (reader: ScopedReader): DataLoader<number, Row | null> =>
    new DataLoader(async (ids) => {
      const rows = new Map((await read(reader, [...ids])).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    });

/** A loader of many rows by the id of what they belong to, in the order read. */
export const byOwner =
  <Row>(read: (reader: ScopedReader, ownerIds: number[]) => Promise<Row[]>, ownerOf: (row: Row) => number) =>
  (reader: ScopedReader): DataLoader<number, Row[]> =>
    new DataLoader(async (ownerIds) => {
      const groups = new Map<number, Row[]>(ownerIds.map((id) => [id, []]));
      for (const row of await read(reader, [...ownerIds])) groups.get(ownerOf(row))?.push(row);
      return ownerIds.map((id) => groups.get(id) ?? []);
    });
