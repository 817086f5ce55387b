import cliProgress from 'cli-progress';
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { systemPrincipal } from '../kernel/principal.js';
import { type Counted, type RetentionService, retentionRules } from '../modules/retention/index.js';
import { table } from './table.js';
import { atDatabase } from './way.js';

/** `hub retention`: what may be kept no longer. A running hub does the same by itself. */
export const addRetention = (program: Command): void => {
  program
    .command('retention')
    .description('terms of retention 保存期限')
    .command('run')
    .description('clear what may be kept no longer; may be broken off and run again 清理到期数据')
    .option('--dry-run', 'say what is due and change nothing 只统计，不清理')
    .action(({ dryRun }: { dryRun?: boolean }) =>
      atDatabase(readConfig(), async ({ modules: { retention } }) => {
        const counts = dryRun ? await retention.retention.due() : await clear(retention.retention);
        console.log(told(counts));
        console.log(
          dryRun
            ? 'Due; nothing was changed 到期行数，未作改动'
            : 'Cleared; what a legal hold keeps was passed over 已清理，依法留存的除外',
        );
      }),
    );
};

const clear = async (retention: RetentionService): Promise<Counted[]> => {
  const due = await retention.due();
  const bar = new cliProgress.SingleBar({ format: '{bar} {value}/{total} rows 行  {rule}' });
  bar.start(
    due.reduce((sum, { rows }) => sum + rows, 0),
    0,
    { rule: '' },
  );
  const act = { principal: systemPrincipal, requestId: 'retention-run', idempotencyKey: null };
  try {
    return await retention.run(act, (rule, rows) => bar.increment(rows, { rule }));
  } finally {
    bar.stop();
  }
};

const told = (counts: readonly Counted[]): string =>
  table(counts.map(({ key, rows }) => [key, String(rows), retentionRules[key].data]));
