import { byId, byOwner } from '../../db/by-id.loader.js';
import { objectionsById, objectionsOfEntries } from './objection.repository.js';

export const objectionLoader = byId(objectionsById);
export const entryObjectionsLoader = byOwner(objectionsOfEntries, (row) => row.entryId!);
