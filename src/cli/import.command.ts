import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { readConfig } from '../config.js';
import { disclosureModes, finalities, procedures } from '../kernel/terms.js';
import { readImportQuery } from '../modules/records/index.js';
import { CommandError } from './failure.js';
import type { SignInOptions } from './hub-api.js';
import {
  type ImportCounter,
  type ImportState,
  counterAtDatabase,
  counterThroughApi,
} from './import.counter.js';
import { importDisplay } from './import.display.js';
import { atDatabase, runningHub } from './way.js';

export interface ImportFlags extends SignInOptions {
  format: string;
  procedure?: string;
  finality?: string;
  minorRemedied?: boolean;
  disclosure?: string;
  registryConfirmed?: boolean;
  provider?: string;
}

/** `hub import FILE`: sends a file to the hub, shows how far it got, fetches the refused rows. */
export const addImport = (program: Command): void => {
  program
    .command('import <file>')
    .description('take in a CSV or XLSX file 导入文件')
    .addOption(
      new Option('--format <format>', 'cf penalties 行政处罚, xk licences 行政许可, entries 名单条目')
        .choices(['cf', 'xk', 'entries'])
        .makeOptionMandatory(),
    )
    .addOption(new Option('--procedure <procedure>', 'declared for the rows (Henan 13)').choices(procedures))
    .addOption(new Option('--finality <finality>', 'declared for the rows (Henan 20(2))').choices(finalities))
    .option('--minor-remedied', 'declare the acts minor and remedied (Henan 13)')
    .addOption(new Option('--disclosure <mode>', 'how the records may be disclosed').choices(disclosureModes))
    .option('--registry-confirmed', 'the registry vouches for unified codes whose check digit is wrong')
    .option('--client <id>', 'client to sign in with at a running hub')
    .option('--secret <secret>', 'its secret')
    .option('--provider <code>', 'at the database, with no hub running: whose file it is')
    .action(importFile);
};

const importFile = async (file: string, flags: ImportFlags): Promise<void> => {
  requireFile(file);
  const query = queryOf(file, flags);
  // Read here too, so that a wrong word is told before the file travels.
  const request = readImportQuery(query);
  const run = (counter: ImportCounter) => follow(counter, file);
  const final =
    flags.provider === undefined
      ? await run(counterThroughApi(await runningHub(flags, 'demo-agency-market', withoutHub), query))
      : await atDatabase(readConfig(), (local) => run(counterAtDatabase(local, flags.provider!, request)));
  if (final.status === 'FAILED') throw new CommandError(`Failed 导入失败: ${final.problem ?? ''}`);
};

const follow = async (counter: ImportCounter, file: string): Promise<ImportState> => {
  const display = importDisplay(path.basename(file));
  const number = await counter.receive(createReadStream(file));
  let state = await counter.state(number);
  for (; !isOver(state); state = await counter.state(number)) {
    display.show(state);
    await sleep(250);
  }
  display.show(state);
  display.end();
  const { rowsRead, accepted, duplicates, rejected } = state;
  console.log(
    `Import ${number}: ${state.status}\n  rows read 已读 ${rowsRead}, accepted 入库 ${accepted}, known already 重复 ${duplicates}, refused 拒收 ${rejected}`,
  );
  if (rejected > 0) {
    const target = `${file}.rejects.csv`;
    await pipeline(await counter.rejects(number), createWriteStream(target));
    console.log(`  refused rows with reasons 拒收行及原因: ${target}`);
  }
  return state;
};

const isOver = ({ status }: ImportState): boolean => status === 'DONE' || status === 'FAILED';

const queryOf = (file: string, flags: ImportFlags): Record<string, string> => {
  const { format, procedure, finality, disclosure, minorRemedied, registryConfirmed } = flags;
  const query = {
    format,
    fileName: path.basename(file),
    procedure,
    finality,
    disclosure,
    minorRemedied: minorRemedied ? 'true' : undefined,
    registryConfirmed: registryConfirmed ? 'true' : undefined,
  };
  return Object.fromEntries(
    Object.entries(query).filter((each): each is [string, string] => each[1] !== undefined),
  );
};

const requireFile = (file: string): void => {
  if (!existsSync(file) || !statSync(file).isFile()) throw new CommandError(`There is no file ${file}.`);
};

const withoutHub =
  'Start one and send the file again, or say with --provider CODE whose file it is to take it in at the database.';
