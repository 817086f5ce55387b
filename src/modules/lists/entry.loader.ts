import { byId, byOwner } from '../../db/by-id.loader.js';
import { entriesById, entriesOfRecords, entriesOfSubjects } from './entry.repository.js';

export const entryLoader = byId(entriesById);
export const subjectEntriesLoader = byOwner(entriesOfSubjects, (row) => row.subjectId);
export const recordEntriesLoader = byOwner(entriesOfRecords, (row) => row.recordId!);
