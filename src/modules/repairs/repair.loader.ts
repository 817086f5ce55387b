import { byId, byOwner } from '../../db/by-id.loader.js';
import { repairsById, repairsOfEntries, repairsOfSubjects } from './repair.repository.js';
import {
  communityServiceById,
  communityServiceOfSubjects,
  reorganisationsById,
  reorganisationsOfSubjects,
} from './support.repository.js';
import { factsOfRepairs } from './target.repository.js';

export const repairLoader = byId(repairsById);
export const entryRepairsLoader = byOwner(repairsOfEntries, (row) => row.entryId!);
export const subjectRepairsLoader = byOwner(repairsOfSubjects, (row) => row.subjectId);
/** What a repair is about, by the repair's id; one each. */
export const repairFactsLoader = byOwner(factsOfRepairs, (row) => row.repairId);

export const communityServiceLoader = byId(communityServiceById);
export const subjectServiceLoader = byOwner(communityServiceOfSubjects, (row) => row.subjectId);
export const reorganisationLoader = byId(reorganisationsById);
export const subjectReorganisationsLoader = byOwner(reorganisationsOfSubjects, (row) => row.subjectId);
