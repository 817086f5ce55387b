import { byId } from '../../db/by-id.loader.js';
import { accessEventsById, changesById } from './change.repository.js';

export const changeLoader = byId(changesById);
export const accessEventLoader = byId(accessEventsById);
