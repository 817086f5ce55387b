import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The data folder is in use by another hub. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/** Lock files this process holds now. */
const held = new Set<string>();

/**
 * Takes the folder for this process: nothing in the embedded database keeps a second process from writing past the
 * first. A lock left by a process that is gone is taken over. Returns what gives the folder back.
 */
export const lockFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true });
  const file = path.resolve(folder, 'hub.lock');
  for (let attempt = 1; ; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      held.add(file);
      return () => release(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(file, 'utf8'));
      if (attempt === 2 || held.has(file) || isAlive(holder)) {
        throw new FolderInUse(
          `Another hub (process ${holder}) uses the data folder ${folder}. Stop it first, set HUB_DATA_DIR to another folder, or set HUB_DATABASE_URL to a PostgreSQL that several processes may share.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
};

const release = (file: string): void => {
  if (held.delete(file)) rmSync(file, { force: true });
};

// Our own number in a file we do not hold is an earlier process's, as happens in a container that starts again.
const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
