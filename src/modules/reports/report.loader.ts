import { byOwner } from '../../db/by-id.loader.js';
import { reportsOfSubjects } from './report.repository.js';

export const subjectReportsLoader = byOwner(reportsOfSubjects, (row) => row.subjectId);
