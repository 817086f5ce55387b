import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CommandError } from './failure.js';

/** `hub keys create FILE`: the secret from which the keys for ID numbers are derived. */
export const addKeys = (program: Command): void => {
  const keys = program.command('keys').description('key for ID numbers 密钥');
  keys
    .command('create <file>')
    .description('write a new random key that only this user may read')
    .action((file: string) => {
      createKeyFile(file);
      console.log(
        `Key written to ${file} 已生成密钥\nName it in HUB_KEY_FILE and back it up apart from the data: without it no ID number can be read again.`,
      );
    });
};

/** Never writes over a file: it could be the key of a database in use. */
export const createKeyFile = (file: string): void => {
  try {
    writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandError(
      code === 'EEXIST'
        ? `${file} is there already and could be a key in use; it was left as it is. Choose another name.`
        : `The key file cannot be written: ${message}`,
    );
  }
};
