import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The data folder is in use by another hub. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/**
 * Takes the folder for this process: nothing in the embedded database keeps a second process from writing past the
 * first. A lock left by a process that is gone is taken over. Returns what gives the folder back.
 */
export const lockFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'hub.lock');
  for (let attempt = 1; ; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(file, 'utf8'));
      if (attempt === 2 || isAlive(holder)) {
        throw new FolderInUse(
          `Another hub (process ${holder}) uses the data folder ${folder}. Stop it first, set HUB_DATA_DIR to another folder, or set HUB_DATABASE_URL to a PostgreSQL that several processes may share.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
};

// Our own number in the file means that an earlier process had it, as happens in a container that starts again.
const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
