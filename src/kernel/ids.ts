import { customAlphabet } from 'nanoid';

/** Global object identification: an opaque text that names the type and the row. */
export const toGlobalId = (type: string, id: number): string =>
  Buffer.from(`${type}:${id}`, 'utf8').toString('base64url');

/** The type and row a global id names, or null when it is none of ours. */
export const fromGlobalId = (globalId: string): { type: string; id: number } | null => {
  const match = /^([A-Za-z]+):([1-9]\d{0,14})$/.exec(Buffer.from(globalId, 'base64url').toString('utf8'));
  return match ? { type: match[1]!, id: Number(match[2]) } : null;
};

/**
 * No row has it. Asked for in place of what was not found, so that a thing that is not there costs the database the same
 * statements as one that is there but not for the asker.
 */
export const idOfNothing = 0;

/** A random code of so many Crockford letters: unguessable, so that a number says nothing about its neighbours. */
export const randomCode = customAlphabet('0123456789ABCDEFGHJKMNPQRSTVWXYZ');

/** A business number such as `E20260317-7KQ2M9XF`: kind, day, random part. */
export const newNumber = (prefix: string, day: string): string =>
  `${prefix}${day.replaceAll('-', '')}-${randomCode(8)}`;
