import { byId, byOwner, bySubject } from '../../db/by-id.loader.js';
import { entriesById, entriesOfRecords, entriesOfSubjects } from './entry.repository.js';

export const entryLoader = byId(entriesById);
export const subjectEntriesLoader = bySubject(entriesOfSubjects);
export const recordEntriesLoader = byOwner(entriesOfRecords, (row) => row.recordId!);
