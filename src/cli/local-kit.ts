import { mkdirSync } from 'node:fs';
import { type Config, ConfigError } from '../config.js';
import { keysFromFile } from '../kernel/keys.js';
import type { Database } from '../db/database.js';
import { misfitOf } from '../db/key-check.js';
import { hubRole, weaknessOf } from '../db/wall.js';
import { createKit, lockFolder, openConfigured } from '../main.js';
import { auditKey } from '../modules/ledger/index.js';
import type { Kit } from '../modules/module.js';

/** Tells a person how far something got, one line at a time. */
export type Tell = (line: string) => void;

/** What has to be undone at the end, last thing first. Running it twice does nothing the second time. */
export class Closers {
  #steps: (() => void | Promise<void>)[] = [];

  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  /** Puts a step in place of the one added last: the whole that is closed in place of its part. */
  replaceLast(step: () => void | Promise<void>): void {
    this.#steps.pop();
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    const steps = this.#steps.reverse();
    this.#steps = [];
    for (const step of steps) await step();
  }
}

/** Opens the configured database for this process alone where it is the embedded one, and brings it up to date. */
export const openLocalKit = async (config: Config, closers: Closers, tell: Tell): Promise<Kit> => {
  requireReadableKey(config);
  requireDataFolder(config);
  requireAuditKey(config);
  if (config.databaseUrl === null) closers.add(lockFolder(config.dataDir));
  const database = await openOrExplain(config, tell);
  closers.add(() => database.close());
  await refuseMightyLogin(config, database, tell);
  const kit = createKit(config, database);
  await refuseWrongKeys(kit);
  return kit;
};

/** With other keys new persons would be sealed apart, and known ones not be found and registered a second time. */
const refuseWrongKeys = async ({ config: { keyFile }, database, keys }: Kit): Promise<void> => {
  const misfit = await misfitOf(database, keys);
  if (misfit === null) return;
  const file =
    keyFile === null
      ? 'HUB_KEY_FILE is not set, and the key of the demonstration'
      : `HUB_KEY_FILE: ${keyFile}`;
  throw new ConfigError(
    `${file} does not fit this database: ${misfit}. Nothing was sealed or read with these keys. Name the key file this database was used with, or put ` +
      'back its copy that you keep apart from the data. 密钥文件与数据库不符',
  );
};

/** The hub's login has to be weak where another is there for the schema; with one login it is said what that costs. */
const refuseMightyLogin = async (config: Config, database: Database, tell: Tell): Promise<void> => {
  if (config.databaseUrl === null) return;
  const weakness = await weaknessOf(database);
  if (weakness === null) return;
  if (config.databaseOwnerUrl !== null)
    throw new ConfigError(
      `HUB_DATABASE_URL: the hub must not work as the owner: ${weakness}. Sign in as a login that is a member of ${hubRole} and no more; README, section Security, has the SQL.`,
    );
  if (config.mode === 'production')
    tell(
      `Warning: ${weakness}; the wall in the database holds against mistakes, not against injected SQL. Set HUB_DATABASE_OWNER_URL and a login of its own for the hub. 数据库账号权限过大`,
    );
};

const openOrExplain = async (config: Config, tell: Tell): Promise<Database> => {
  tell(
    config.databaseUrl === null
      ? `Opening the embedded database in ${config.dataDir} 打开内嵌数据库`
      : 'Connecting to PostgreSQL 连接数据库',
  );
  try {
    return await openConfigured(config, (names) =>
      tell(
        names.length > 0
          ? `Database brought up to date 数据库已升级: ${names.join(', ')}`
          : 'Database is up to date 数据库已是最新',
      ),
    );
  } catch (error) {
    throw config.databaseUrl === null ? error : unreachable(error);
  }
};

/** Codes of PostgreSQL and the network that mean "not there" or "not let in" rather than a fault of the hub. */
const unreachableCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['28P01', '28000', '3D000', '42501', '53300', '57P03'],
]);

const unreachable = (error: unknown): unknown => {
  const { code, message } = causeWithCode(error);
  if (code === null || !unreachableCodes.has(code)) return error;
  return new ConfigError(`HUB_DATABASE_URL: the database cannot be used (${code}${message}).`);
};

const causeWithCode = (error: unknown): { code: string | null; message: string } => {
  for (let each = error as Fault | undefined; each; each = each.cause) {
    // A connection error can have an empty message; PostgreSQL's own never quotes the password.
    if (typeof each.code === 'string')
      return { code: each.code, message: each.message ? `: ${each.message}` : '' };
  }
  return { code: null, message: '' };
};

interface Fault {
  code?: unknown;
  message?: string;
  cause?: Fault;
}

const requireReadableKey = ({ keyFile }: Config): void => {
  if (keyFile === null) return;
  try {
    keysFromFile(keyFile);
  } catch (error) {
    throw new ConfigError(
      `HUB_KEY_FILE: ${(error as Error).message.replace(/\.$/, '')}. Make a key file with: npx hub keys create FILE`,
    );
  }
};

const requireAuditKey = ({ audit }: Config): void => {
  if (audit === null || audit.makeKey) return;
  try {
    auditKey(audit.keyFile);
  } catch (error) {
    throw new ConfigError(
      `HUB_AUDIT_KEY_FILE: ${(error as Error).message.replace(/\.$/, '')}. Make a key with: npx hub audit key FILE`,
    );
  }
};

const requireDataFolder = ({ dataDir }: Config): void => {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new ConfigError(
      `HUB_DATA_DIR: the folder ${dataDir} cannot be used (${(error as Error).message}).`,
    );
  }
};
