import { byId, byIdAhead, byOwner, byOwnerAhead } from '../../db/by-id.loader.js';
import { entriesById, entriesOfRecords, entriesOfSubjects, personsOfEntries } from './entry.repository.js';

export const entryLoader = byIdAhead(entriesById);
export const entryPersonsLoader = byId(personsOfEntries);
export const subjectEntriesLoader = byOwnerAhead(entriesOfSubjects, (row) => row.subjectId);
export const recordEntriesLoader = byOwner(entriesOfRecords, (row) => row.recordId!);
