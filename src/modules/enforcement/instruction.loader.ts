import { byId, byOwner } from '../../db/by-id.loader.js';
import {
  dueMeasuresOfEntries,
  feedbackById,
  feedbackOfInstructions,
  instructionsById,
  instructionsOfEntries,
  noticesById,
  noticesOfEntries,
  noticesOfInstructions,
} from './instruction.repository.js';

export const instructionLoader = byId(instructionsById);
export const entryInstructionsLoader = byOwner(instructionsOfEntries, (row) => row.entryId);
export const noticeLoader = byId(noticesById);
export const entryNoticesLoader = byOwner(noticesOfEntries, (row) => row.entryId!);
export const instructionNoticesLoader = byOwner(noticesOfInstructions, (row) => row.instructionId!);
export const feedbackLoader = byId(feedbackById);
export const instructionFeedbackLoader = byOwner(feedbackOfInstructions, (row) => row.instructionId);
export const dueMeasuresLoader = byOwner(dueMeasuresOfEntries, (row) => row.entryId);
