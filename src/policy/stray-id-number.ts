import { holdsIdNumber } from '../kernel/codes.js';
import { badInput, type HubError } from '../kernel/errors.js';

/**
 * An ID number belongs in the field of that name, where it is encrypted. In any other field of an input it would be
 * kept and shown in clear (invariant 6), so the whole call is refused.
 */
export const strayIdNumber = (args: unknown): HubError | null => {
  const field = fieldHolding(args, '');
  return field === null
    ? null
    : badInput(
        field,
        'There is an ID number in this text. Take it out; a person is named with idNumber and name.',
      );
};

/** The path of the first text that holds an ID number, such as `input.entry.ground`. */
const fieldHolding = (value: unknown, path: string): string | null => {
  if (typeof value === 'string') return holdsIdNumber(value) ? path : null;
  if (value === null || typeof value !== 'object') return null;
  for (const [key, each] of Object.entries(value)) {
    if (key === 'idNumber') continue;
    const inside = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const found = fieldHolding(each, inside);
    if (found !== null) return found;
  }
  return null;
};
