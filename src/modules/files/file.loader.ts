import { byId, byOwner } from '../../db/by-id.loader.js';
import { type FileTarget, attachmentsById, attachmentsOf } from './file.repository.js';
import type { Attachment } from './file.types.js';

export const attachmentLoader = byId(attachmentsById);

/** The files of one kind of thing by the thing's id, oldest first. One per kind: a request finds a loader by the function. */
const filesOf = (target: FileTarget) =>
  byOwner<Attachment>(
    (reader, targetIds) => attachmentsOf(reader, target, targetIds),
    (row) => row.targetId!,
  );

export const objectionFilesLoader = filesOf('Objection');
export const repairFilesLoader = filesOf('Repair');
export const restorationFilesLoader = filesOf('Restoration');
