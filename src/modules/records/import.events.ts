import { defineEvent } from '../../kernel/events.js';
import type { ParsedEntry } from './disclosure.rules.js';

/** One row of a file of list entries, its subject found or registered. The ID number is no longer in it. */
export interface EntryRow extends Omit<ParsedEntry, 'subject'> {
  /** Its number in the file, for refusals. */
  row: number;
  subjectId: number;
  subjectKind: ParsedEntry['subject']['kind'];
}

export interface EntryRowsRead {
  importId: number;
  importNumber: string;
  /** The organization that sent the file. */
  providerId: number;
  entries: readonly EntryRow[];
  /** Sends a row back with the reason, in Chinese; the other rows of the batch stand. */
  refuse(row: number, problem: string): void;
  /** The row says what the hub has already: counted, nothing changes. */
  duplicate(row: number): void;
}

/**
 * A batch of a file of entries was read. Whoever reacts proposes the entries inside the same transaction; rows that
 * fall under Henan 13 or 20(2) by what they declare have been refused before.
 */
export const entryRowsRead = defineEvent<EntryRowsRead>('records.entryRowsRead');
