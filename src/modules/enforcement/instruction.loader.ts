import DataLoader from 'dataloader';
import { byId, byIdAhead, byOwner, byOwnerAhead } from '../../db/by-id.loader.js';
import type { ScopedReader } from '../../db/scoped-reader.js';
import {
  type DueKey,
  feedbackById,
  feedbackOfInstructions,
  instructionsById,
  instructionsOfEntries,
  instructionsOfSubjects,
  newestInstructions,
  noticesById,
  noticesOfDocuments,
  noticesOfEntries,
  noticesOfInstructions,
} from './instruction.repository.js';
import type { Instruction } from './instruction.types.js';

export const instructionLoader = byIdAhead(instructionsById);

/** An agency's own newest instruction for a clause on an entry. */
export const newestInstructionLoader = (
  reader: ScopedReader,
): DataLoader<DueKey, Instruction | null, string> =>
  new DataLoader(
    async (due) => {
      const newest = await newestInstructions(reader, reader.principal.organizationId!, due);
      const rows = new Map(newest.map((row) => [wordOf(row), row]));
      return due.map((each) => rows.get(wordOf(each)) ?? null);
    },
    { cacheKeyFn: wordOf },
  );

const wordOf = ({ entryId, clauseId }: DueKey): string => `${entryId}/${clauseId}`;

export const entryInstructionsLoader = byOwner(instructionsOfEntries, (row) => row.entryId);
export const subjectInstructionsLoader = byOwnerAhead(instructionsOfSubjects, (row) => row.subjectId);
export const noticeLoader = byId(noticesById);
export const entryNoticesLoader = byOwner(noticesOfEntries, (row) => row.entryId!);
export const instructionNoticesLoader = byOwner(noticesOfInstructions, (row) => row.instructionId!);
export const documentNoticesLoader = byOwner(noticesOfDocuments, (row) => row.documentId!);
export const feedbackLoader = byId(feedbackById);
export const instructionFeedbackLoader = byOwner(feedbackOfInstructions, (row) => row.instructionId);
