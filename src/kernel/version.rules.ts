import { HubError } from './errors.js';

/**
 * Refuses to act on what was changed since it was read. Called with the row locked, and only for whoever may see it: a
 * version tells that there is something.
 */
export const assertVersion = (
  what: string,
  { version }: { version: number },
  { expectedVersion }: { expectedVersion?: number | null },
): void => {
  if (expectedVersion == null || expectedVersion === version) return;
  throw new HubError(
    'CONFLICT',
    `${what} was changed since you read version ${expectedVersion}. Read it again and decide anew.`,
    { field: 'input.expectedVersion', version, currentVersion: version },
  );
};
