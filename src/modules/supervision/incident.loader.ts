import { byId, byOwner } from '../../db/by-id.loader.js';
import { incidentsById, subjectsOfIncidents } from './incident.repository.js';

export const incidentLoader = byId(incidentsById);
export const affectedLoader = byOwner(subjectsOfIncidents, (row) => row.incidentId);
