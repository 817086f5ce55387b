import { byId, byIdAhead, byOwner, byOwnerAhead } from '../../db/by-id.loader.js';
import {
  feedbackById,
  feedbackOfInstructions,
  instructionsById,
  instructionsOfEntries,
  instructionsOfSubjects,
  noticesById,
  noticesOfDocuments,
  noticesOfEntries,
  noticesOfInstructions,
} from './instruction.repository.js';

export const instructionLoader = byIdAhead(instructionsById);
export const entryInstructionsLoader = byOwner(instructionsOfEntries, (row) => row.entryId);
export const subjectInstructionsLoader = byOwnerAhead(instructionsOfSubjects, (row) => row.subjectId);
export const noticeLoader = byId(noticesById);
export const entryNoticesLoader = byOwner(noticesOfEntries, (row) => row.entryId!);
export const instructionNoticesLoader = byOwner(noticesOfInstructions, (row) => row.instructionId!);
export const documentNoticesLoader = byOwner(noticesOfDocuments, (row) => row.documentId!);
export const feedbackLoader = byId(feedbackById);
export const instructionFeedbackLoader = byOwner(feedbackOfInstructions, (row) => row.instructionId);
