import type { Cause } from '../../kernel/cause.js';
import { defineEvent } from '../../kernel/events.js';
import type { WithdrawalKind } from '../../kernel/terms.js';

/** A record is out of disclosure for good: revoked (Henan 42) or repaired (Henan 43). */
export const recordWithdrawn = defineEvent<{
  recordId: number;
  kind: WithdrawalKind;
  reason: string;
  cause: Cause;
}>('records.recordWithdrawn');

/** A record said something wrong and was set right (Henan 41). */
export const recordCorrected = defineEvent<{ recordId: number; reason: string; cause: Cause }>(
  'records.recordCorrected',
);
