import type { Cause } from '../../kernel/cause.js';
import { defineEvent } from '../../kernel/events.js';
import type { EntryStatus } from '../../kernel/terms.js';

/** Entries came into effect. Reactions add how many instructions they issued. */
export const entriesPublished = defineEvent<{ entryIds: readonly number[]; issued: { count: number } }>(
  'lists.entriesPublished',
);

/** Entries are out of effect for good. `publishedIds`: those of them that had been published. */
export const entriesEnded = defineEvent<{
  entryIds: readonly number[];
  publishedIds: readonly number[];
  status: EntryStatus;
  reason: string;
  cause: Cause;
}>('lists.entriesEnded');

/** A published entry said something wrong and was set right (Policy 五(三)). */
export const entryCorrected = defineEvent<{ entryId: number; reason: string; cause: Cause }>(
  'lists.entryCorrected',
);

/** Entries are out of effect while an objection is verified (Policy 五(三)). */
export const entriesSuspended = defineEvent<{ entryIds: readonly number[]; reason: string }>(
  'lists.entriesSuspended',
);

/** Suspended entries are in effect again. */
export const entriesRestored = defineEvent<{ entryIds: readonly number[]; reason: string }>(
  'lists.entriesRestored',
);
