import 'reflect-metadata'; // before any class with decorators
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { packageRoot } from '../kernel/package-root.js';
import { addAudit } from './audit.command.js';
import { addCatalogue } from './catalogue.command.js';
import { addClient } from './client.command.js';
import { addDemo } from './demo.command.js';
import { describeFailure } from './failure.js';
import { addImport } from './import.command.js';
import { addKeys } from './keys.command.js';
import { addMigrate } from './migrate.command.js';
import { addOrganization } from './organization.command.js';
import { addRetention } from './retention.command.js';
import { addSample } from './sample.command.js';
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
  for (const add of [
    addStart,
    addMigrate,
    addImport,
    addSample,
    addClient,
    addOrganization,
    addCatalogue,
    addAudit,
    addKeys,
    addRetention,
    addDemo,
  ])
    add(program);
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
