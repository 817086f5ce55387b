import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { packageRoot } from '../kernel/package-root.js';
import { describeFailure } from './failure.js';
import { addStart } from './start.command.js';

/** The command line: one file per command. */
export const createProgram = (): Command => {
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  const program = new Command('hub')
    .description('Joint Credit Hub 信用联合奖惩数据枢纽')
    .version(version)
    .showHelpAfterError();
  addStart(program);
  return program;
};

/** Runs one command; what goes wrong is told on stderr and ends with exit code 1. */
export const run = async (argv: readonly string[]): Promise<void> => {
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    console.error(describeFailure(error));
    process.exitCode = 1;
  }
};
