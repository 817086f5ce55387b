import { byOwner, catalogueById } from '../../db/by-id.loader.js';
import { listsById, listsOfMemoranda, versionsOfLists } from './list.repository.js';

export const listLoader = catalogueById(listsById);
export const listVersionsLoader = byOwner(versionsOfLists, (row) => row.listId);
export const memorandumListsLoader = byOwner(listsOfMemoranda, (row) => row.memorandumId);
