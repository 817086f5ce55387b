import { byId, byOwner } from '../../db/by-id.loader.js';
import { outcomesById, outcomesOfSubjects } from './outcome.repository.js';
import { restorationsById, restorationsOfSubjects, tasksOfRestorations } from './restoration.repository.js';

export const restorationLoader = byId(restorationsById);
export const subjectRestorationsLoader = byOwner(restorationsOfSubjects, (row) => row.subjectId);
export const tasksLoader = byOwner(tasksOfRestorations, (row) => row.restorationId);
export const outcomeLoader = byId(outcomesById);
export const subjectOutcomesLoader = byOwner(outcomesOfSubjects, (row) => row.subjectId);
