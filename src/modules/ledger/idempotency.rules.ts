/** How long the outcome of a mutation sent with a key is kept, in days. After that the key counts as new. */
const keptDays = 7;

export const outcomesKeptSince = (now: Date): Date => new Date(now.getTime() - keptDays * 24 * 60 * 60_000);

/** JSON with the fields of objects in one order: the same input gives the same text, however it was written. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  ) ?? '';
