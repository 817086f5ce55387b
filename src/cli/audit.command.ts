import type { Command } from 'commander';
import { AuditDocument } from '../generated/operations.js';
import { verifyAudit } from '../modules/ledger/index.js';
import { CommandError } from './failure.js';
import type { SignInOptions } from './hub-api.js';
import { eitherWay } from './way.js';

interface Verdict {
  rows: number;
  firstBadPosition: string | null;
  problem: string | null;
}

/** `hub audit verify`: walks the chain; names the first bad row and ends with 1 when one does not hold. */
export const addAudit = (program: Command): void => {
  const audit = program.command('audit').description('the chain of audit rows 审计链');
  audit
    .command('verify')
    .description('recompute every hash; the first bad row is named 校验审计链')
    .option('--client <id>', 'client to sign in with at a running hub (scope audit:read)')
    .option('--secret <secret>', 'its secret')
    .action(async (signIn: SignInOptions) => {
      const verdict = await eitherWay<Verdict>({
        signIn,
        demoClient: 'demo-office',
        remote: async (api) => (await api.get(AuditDocument, {})).audit,
        local: async ({ database }) => {
          const { rows, fault } = await verifyAudit(database);
          return {
            rows,
            firstBadPosition: fault ? String(fault.position) : null,
            problem: fault?.problem ?? null,
          };
        },
      });
      tellVerdict(verdict);
    });
};

const tellVerdict = ({ rows, firstBadPosition, problem }: Verdict): void => {
  if (firstBadPosition === null) {
    console.log(`OK: ${rows} audit rows, every one follows from the one before 审计链完整，共 ${rows} 行`);
    return;
  }
  throw new CommandError(
    `BAD: row ${firstBadPosition} of the audit chain: ${problem}. The ${rows} rows before it hold. 第 ${firstBadPosition} 行异常`,
  );
};
