import { byId } from '../../db/by-id.loader.js';
import { holdsById } from './hold.repository.js';

export const holdLoader = byId(holdsById);
