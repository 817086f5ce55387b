import { byId, byOwner } from '../../db/by-id.loader.js';
import {
  objectionsById,
  objectionsOfEntries,
  objectionsOfSubjects,
  pausesOf,
  verificationsOf,
} from './objection.repository.js';

export const objectionLoader = byId(objectionsById);
export const entryObjectionsLoader = byOwner(objectionsOfEntries, (row) => row.entryId!);
export const subjectObjectionsLoader = byOwner(objectionsOfSubjects, (row) => row.subjectId);
export const verificationLoader = byOwner(verificationsOf, (row) => row.objectionId);
export const pausesLoader = byOwner(pausesOf, (row) => row.objectionId);
