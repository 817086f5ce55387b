import { byId, byOwner } from '../../db/by-id.loader.js';
import { documentsById, documentsOf } from './document.repository.js';
import type { Document } from './document.types.js';

export const documentLoader = byId(documentsById);

/** The papers of one kind of thing by the thing's id, oldest first. One per kind: a request finds a loader by the function. */
const papersOf = (target: string) =>
  byOwner<Document>(
    (reader, targetIds) => documentsOf(reader, target, targetIds),
    (row) => row.targetId,
  );

export const objectionDocumentsLoader = papersOf('Objection');
export const repairDocumentsLoader = papersOf('Repair');
export const restorationDocumentsLoader = papersOf('Restoration');
