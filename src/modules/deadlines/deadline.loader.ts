import { byId, byOwner } from '../../db/by-id.loader.js';
import { deadlinesById, deadlinesOfThings } from './deadline.repository.js';

export const deadlineLoader = byId(deadlinesById);

const of = (target: string) => byOwner(deadlinesOfThings(target), (row) => row.targetId);
export const objectionDeadlinesLoader = of('Objection');
export const repairDeadlinesLoader = of('Repair');
export const restorationDeadlinesLoader = of('Restoration');
