import { maskIdNumbersIn } from './codes.js';
import { badInput } from './errors.js';

/** Characters of a reason in one sentence, such as why a client is suspended. */
export const longestReason = 500;

/** What somebody of the staff wrote, without blanks around it, ID numbers masked; throws when there is none, or too much. */
export const readText = (field: string, text: string, longest: number): string => {
  const read = maskIdNumbersIn(text.trim());
  if (read !== '' && read.length <= longest) return read;
  throw badInput(`input.${field}`, `${field} must have 1 to ${longest} characters.`);
};
