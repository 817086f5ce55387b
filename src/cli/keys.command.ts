import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import cliProgress from 'cli-progress';
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { parseKeys, withNewKey } from '../kernel/key-file.js';
import { keyUse, leftToRotate, rotateKeys } from '../db/key-rotation.js';
import type { Kit } from '../modules/module.js';
import { auditKeys } from './key-audit.js';
import { CommandError } from './failure.js';
import { Closers, openLocalKit } from './local-kit.js';
import { table } from './table.js';

/** `hub keys`: the key file under which personal data is sealed, and its rotation. */
export const addKeys = (program: Command): void => {
  const keys = program.command('keys').description('keys for personal data 密钥');
  keys
    .command('create <file>')
    .description('write a new random key that only this user may read')
    .action((file: string) => {
      createKeyFile(file);
      console.log(
        `Key written to ${file} 已生成密钥\nName it in HUB_KEY_FILE and back it up apart from the data: without it no ID number can be read again.`,
      );
    });
  keys
    .command('add <file>')
    .description('add a new current key to the file; the old ones stay for reading 增加新密钥')
    .action((file: string) => {
      console.log(
        `Key ${addKey(file)} added to ${file} 已增加密钥\nBack the file up, bring it to every node and start each again (the first writes to the audit that the key is in use); then run: npx hub keys rotate`,
      );
    });
  keys
    .command('rotate')
    .description('bring all sealed data under the newest key; may be broken off and run again 轮换密钥')
    .action(() => atKit(rotate));
  keys
    .command('status')
    .description('how many values stand under which key 密钥使用情况')
    .action(() => atKit(tellUse));
};

const newSecret = (): string => randomBytes(48).toString('base64url');

const atKit = async (work: (kit: Kit) => Promise<void>): Promise<void> => {
  const closers = new Closers();
  try {
    await work(await openLocalKit(readConfig(), closers, () => undefined));
  } finally {
    await closers.run();
  }
};

const rotate = async (kit: Kit): Promise<void> => {
  const { database, keys } = kit;
  const left = await leftToRotate(database, keys.current);
  await auditKeys(kit, 'rotationBegun', { key: keys.current, values: left });
  const bar = new cliProgress.SingleBar({ format: '{bar} {value}/{total} values 条' });
  bar.start(left, 0);
  try {
    const values = await rotateKeys(database, keys, { onBatch: (done) => bar.update(done) });
    await auditKeys(kit, 'rotated', { key: keys.current, values });
  } finally {
    bar.stop();
  }
  console.log(`All values are sealed under key ${keys.current} 已全部轮换`);
};

const tellUse = async ({ database, keys }: Kit): Promise<void> => {
  const uses = await keyUse(database);
  console.log(table(uses.map((use) => [`${use.table}.${use.column}`, `key ${use.key}`, String(use.values)])));
  const left = await leftToRotate(database, keys.current);
  console.log(
    left === 0
      ? `The current key is ${keys.current}; no row uses an older one 旧密钥已不再使用`
      : `The current key is ${keys.current}; ${left} values wait for: npx hub keys rotate 待轮换`,
  );
};

/** Puts the file with one more key in place whole: a crash leaves the old file or the new one. Returns the key's id. */
export const addKey = (file: string): string => {
  try {
    return parseKeys(replaced(realpathSync(file), (text) => withNewKey(text, newSecret()))).current;
  } catch (error) {
    throw new CommandError(`No key was added: ${(error as Error).message}`);
  }
};

/** The name beside it is held by one process at a time, so that two additions lose no key. */
const replaced = (target: string, change: (text: string) => string): string => {
  const beside = `${target}.new`;
  const opened = openBeside(beside, target);
  try {
    const text = change(readFileSync(target, 'utf8'));
    writeFileSync(opened, text);
    fsyncSync(opened);
    renameSync(beside, target);
    return text;
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(opened);
  }
};

/** What a crash left is a person's to move away: the hub cannot tell it from an addition that is going on. */
const openBeside = (beside: string, target: string): number => {
  try {
    return openSync(beside, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Error(
      `${beside} is there: another "hub keys add" is at work, or one was cut off. ${target} is whole and is what hubs use; ` +
        `a key that is only in ${beside} has sealed nothing. If no other is at work, move ${beside} away and run the command again. ` +
        '另一个密钥添加命令正在运行或曾中断',
      { cause: error },
    );
  }
};

/** Never writes over a file: it could be the key of a database in use. */
export const createKeyFile = (file: string): void => {
  try {
    writeFileSync(file, `index ${newSecret()}\n1 ${newSecret()}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandError(
      code === 'EEXIST'
        ? `${file} is there already and could be a key in use; it was left as it is. Choose another name.`
        : `The key file cannot be written: ${message}`,
    );
  }
};
