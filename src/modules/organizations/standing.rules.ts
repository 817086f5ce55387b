import { maskIdNumbersIn } from '../../kernel/codes.js';
import { badInput } from '../../kernel/errors.js';

/** Why somebody or something stops or works again: 1 to 500 characters, ID numbers masked. */
export const readReason = (text: string): string => {
  const reason = maskIdNumbersIn(text.trim());
  if (reason !== '' && reason.length <= 500) return reason;
  throw badInput('input.reason', 'reason must have 1 to 500 characters.');
};
