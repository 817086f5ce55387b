import { byId, byOwner } from '../../db/by-id.loader.js';
import { announcementsById, announcementsOfEntries } from './announcement.repository.js';

export const announcementLoader = byId(announcementsById);
export const entryAnnouncementsLoader = byOwner(announcementsOfEntries, (row) => row.entryId);
