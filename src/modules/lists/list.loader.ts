import { byId, byOwner } from '../../db/by-id.loader.js';
import { listsById, listsOfMemoranda, versionsOfLists } from './list.repository.js';

export const listLoader = byId(listsById);
export const listVersionsLoader = byOwner(versionsOfLists, (row) => row.listId);
export const memorandumListsLoader = byOwner(listsOfMemoranda, (row) => row.memorandumId);
