import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { Closers, openLocalKit } from './local-kit.js';

/** `hub migrate`: brings the configured database to the newest version; a start does the same. */
export const addMigrate = (program: Command): void => {
  program
    .command('migrate')
    .description('bring the database to the newest version 升级数据库')
    .action(async () => {
      const closers = new Closers();
      try {
        await openLocalKit(readConfig(), closers, (line) => console.log(line));
      } finally {
        await closers.run();
      }
    });
};
