import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type Config, readConfig } from '../config.js';
import { AuditDocument, AuditHashesDocument, AuditHeadDocument } from '../generated/operations.js';
import {
  type ChainSource,
  auditKey,
  hashesAt,
  keyIdOf,
  keyMadeIfNone,
  publicKeyFrom,
  publicKeyOf,
  storedHead,
  verifyAudit,
  verifyHeads,
} from '../modules/ledger/index.js';
import { CommandError } from './failure.js';
import type { HubApi, SignInOptions } from './hub-api.js';
import { eitherWay } from './way.js';

interface Verdict {
  rows: number;
  firstBadPosition: string | null;
  problem: string | null;
  /** Held against a head file: how many heads it has, and which lines a crash tore. */
  heads?: { count: number; torn: readonly number[] };
}

interface VerifyOptions extends SignInOptions {
  heads?: string;
  publicKey?: string[];
}

const demoClient = 'demo-office';

/** `hub audit`: the chain of audit rows, and its heads signed outside the database. */
export const addAudit = (program: Command): void => {
  const audit = program.command('audit').description('the chain of audit rows 审计链');
  audit
    .command('verify')
    .description('recompute every hash; the first bad row is named 校验审计链')
    .option('--heads <file>', 'hold the chain against the signed heads of this file too 核对签名链头')
    .option(
      '--public-key <file...>',
      'keys the heads may be signed with. Default: that of HUB_AUDIT_KEY_FILE',
    )
    .option('--client <id>', 'client to sign in with at a running hub (scope audit:read)')
    .option('--secret <secret>', 'its secret')
    .action(async (options: VerifyOptions) => tellVerdict(await verdictOf(options)));
  audit
    .command('head')
    .description('sign the head of the chain now; a running hub tells the one it signed last 签名审计链头')
    .option('--file <file>', 'append to this file. Default: HUB_AUDIT_HEAD_FILE')
    .option('--client <id>', 'client to sign in with at a running hub (scope audit:read)')
    .option('--secret <secret>', 'its secret')
    .action(async ({ file, ...signIn }: SignInOptions & { file?: string }) => {
      console.log(
        await eitherWay<string>({
          signIn,
          demoClient,
          remote: (api) => lineSignedLast(api, file),
          local: async ({ modules }) => JSON.stringify(await modules.ledger.heads.sign(file)),
        }),
      );
    });
  audit
    .command('key [file]')
    .description('print the public key; a key is made first where there is none 审计签名密钥')
    .action((file: string | undefined) => tellKey(file ?? keyFileOf(readConfig())));
};

const verdictOf = (options: VerifyOptions): Promise<Verdict> =>
  eitherWay<Verdict>({
    signIn: options,
    demoClient,
    remote: async (api) => {
      const verdict = (await api.get(AuditDocument, {})).audit;
      if (!options.heads || verdict.firstBadPosition !== null) return verdict;
      const { hub } = (await api.get(AuditHeadDocument, {})).auditHead;
      return againstHeads(options, { hub, rows: verdict.rows, hashesAt: (each) => hashesFrom(api, each) });
    },
    local: async ({ database }) => {
      const { rows, fault } = await verifyAudit(database);
      if (fault) return { rows, firstBadPosition: String(fault.position), problem: fault.problem };
      if (!options.heads) return { rows, firstBadPosition: null, problem: null };
      const { hub } = await storedHead(database);
      return againstHeads(options, { hub, rows, hashesAt: (each) => hashesAt(database, each) });
    },
  });

const againstHeads = async (
  { heads: file, publicKey }: VerifyOptions,
  chain: ChainSource,
): Promise<Verdict> => {
  const text = readOrExplain(file!, (name) => readFileSync(name, 'utf8'));
  const keys = publicKey?.map((each) => readOrExplain(each, publicKeyFrom)) ?? [
    publicKeyOf(readOrExplain(keyFileOf(readConfig()), auditKey)),
  ];
  const { heads: count, torn, fault } = await verifyHeads(text, keys, chain);
  if (count === 0) throw new CommandError(`${file} holds no signed head: it proves nothing. 无签名链头`);
  return {
    rows: fault ? fault.position - 1 : chain.rows,
    firstBadPosition: fault ? String(fault.position) : null,
    problem: fault?.problem ?? null,
    heads: { count, torn },
  };
};

/** What one request may ask for. */
const batch = 1000;

const hashesFrom = async (api: HubApi, positions: readonly number[]): Promise<(string | null)[]> => {
  const hashes: (string | null)[] = [];
  for (let from = 0; from < positions.length; from += batch) {
    const asked = positions.slice(from, from + batch).map(String);
    hashes.push(...(await api.get(AuditHashesDocument, { positions: asked })).auditHashes);
  }
  return hashes;
};

const lineSignedLast = async (api: HubApi, file: string | undefined): Promise<string> => {
  if (file !== undefined)
    throw new CommandError(
      'The running hub signs by itself, into its own HUB_AUDIT_HEAD_FILE. Copy that file, or leave --file out to see the head signed last.',
    );
  const { signed } = (await api.get(AuditHeadDocument, {})).auditHead;
  if (!signed) throw new CommandError('The running hub has signed no head: set HUB_AUDIT_HEAD_FILE.');
  return signed.line;
};

const keyFileOf = ({ audit }: Config): string => {
  if (!audit) throw new CommandError('Name a key file, or set HUB_AUDIT_KEY_FILE and HUB_AUDIT_HEAD_FILE.');
  return audit.keyFile;
};

/** The public key alone on stdout, so that it can go into a file. */
const tellKey = (file: string): void => {
  const key = publicKeyOf(readOrExplain(file, keyMadeIfNone));
  console.error(`Key ${keyIdOf(key)} of ${file} 审计签名密钥`);
  console.log(String(key.export({ type: 'spki', format: 'pem' })).trimEnd());
};

const readOrExplain = <Result>(file: string, read: (file: string) => Result): Result => {
  try {
    return read(file);
  } catch (error) {
    throw new CommandError(`${file} cannot be used: ${(error as Error).message}`);
  }
};

const tellVerdict = ({ rows, firstBadPosition, problem, heads }: Verdict): void => {
  if (heads?.torn.length)
    console.error(
      `Lines ${heads.torn.join(', ')} of the head file were torn by a crash and left out. 残行已略过`,
    );
  if (firstBadPosition === null) {
    console.log(`OK: ${rows} audit rows, every one follows from the one before 审计链完整，共 ${rows} 行`);
    if (heads)
      console.log(`OK: the chain bears out all ${heads.count} signed heads 与 ${heads.count} 个签名链头一致`);
    return;
  }
  throw new CommandError(
    `BAD: row ${firstBadPosition} of the audit chain: ${problem}. The ${rows} rows before it hold. 第 ${firstBadPosition} 行异常`,
  );
};
