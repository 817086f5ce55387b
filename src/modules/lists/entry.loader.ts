import { byId, byIdAhead, byOwner, byOwnerAhead } from '../../db/by-id.loader.js';
import type { HeldPart } from '../../db/held-subjects.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import {
  allEntriesOf,
  entriesById,
  entriesOfRecords,
  entriesOfSubjects,
  personsOfEntries,
} from './entry.repository.js';
import type { ListEntry } from './entry.types.js';

export const entryLoader = byIdAhead(entriesById);
export const entryPersonsLoader = byId(personsOfEntries);

/** Entries of subjects who have none but those everybody sees. */
export const heldEntries: HeldPart<ScopedReader, readonly ListEntry[]> = {
  read: async (everybody, subjectIds) => {
    const entries = await allEntriesOf(everybody, subjectIds);
    const closed = new Set(entries.flatMap(({ open, subjectId }) => (open ? [] : subjectId)));
    const bySubject = Map.groupBy(
      entries.map(({ open: _, ...entry }) => entry),
      ({ subjectId }) => subjectId,
    );
    return new Map(
      subjectIds.filter((id) => !closed.has(id)).map((id) => [id, bySubject.get(id) ?? []] as const),
    );
  },
};

export const subjectEntriesLoader = byOwnerAhead(entriesOfSubjects, (row) => row.subjectId, heldEntries);
export const recordEntriesLoader = byOwner(entriesOfRecords, (row) => row.recordId!);
