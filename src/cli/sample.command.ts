import { type Command, InvalidArgumentError, Option } from 'commander';
import { type FileFormat, writeSampleFile } from '../modules/records/index.js';
import { CommandError } from './failure.js';

interface SampleFlags {
  rows: number;
  format: FileFormat;
  out: string;
  seed: number;
  list?: string;
  encoding: 'utf8' | 'gbk';
}

/** `hub sample`: files of invented, valid rows in the format agencies send. */
export const addSample = (program: Command): void => {
  program
    .command('sample')
    .description('write a file of invented rows 生成样例文件')
    .requiredOption('--rows <n>', 'how many rows', wholeNumber)
    .addOption(
      new Option('--format <format>', 'cf penalties 处罚, xk licences 许可, entries 名单条目')
        .choices(['cf', 'xk', 'entries'])
        .makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'where to; .csv or .xlsx')
    .option('--seed <n>', 'the same seed makes the same file', wholeNumber, 1)
    .option('--list <code>', 'for entries: the list they are for')
    .addOption(new Option('--encoding <encoding>', 'of a CSV').choices(['utf8', 'gbk']).default('utf8'))
    .action(async ({ rows, format, out, seed, list, encoding }: SampleFlags) => {
      if (list !== undefined && format !== 'entries')
        throw new CommandError('--list is for --format entries only.');
      await writeSampleFile(out, format, rows, { seed, encoding, ...(list ? { listCode: list } : {}) });
      console.log(`${rows} rows written to ${out} 已生成`);
    });
};

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
};
