import { ConfigError } from '../config.js';
import { FolderInUse } from '../db/folder-lock.js';
import { NotTheOwner } from '../db/owner.js';
import { HubError } from '../kernel/errors.js';
import { HeadRefused } from '../modules/ledger/index.js';

/** A command cannot do what it was asked to; the message says why and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** What a person reads of an error on stderr. A stack is shown only for what nobody foresaw. */
export const describeFailure = (error: unknown): string => {
  if (error instanceof ConfigError) return `Wrong setting 配置有误\n${error.message}`;
  if (
    error instanceof FolderInUse ||
    error instanceof NotTheOwner ||
    error instanceof CommandError ||
    error instanceof HeadRefused
  )
    return error.message;
  if (error instanceof HubError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

const hints: Record<string, (address: string) => string> = {
  EADDRINUSE: (address) =>
    `HUB_PORT: ${address} is in use by another program. Set HUB_PORT to a free port (0 picks one), or stop the other program.`,
  EACCES: (address) => `HUB_PORT: this user may not listen on ${address}. Set HUB_PORT to a port above 1023.`,
  EADDRNOTAVAIL: (address) => `HUB_HOST: ${address} is no address of this machine. Use 127.0.0.1 or 0.0.0.0.`,
  ENOTFOUND: (address) => `HUB_HOST: the name in ${address} is unknown. Use 127.0.0.1 or 0.0.0.0.`,
};

/** Why listening failed, by the setting that is to blame. */
export const listenFailure = (error: unknown, host: string, port: number): unknown => {
  const hint = hints[(error as NodeJS.ErrnoException).code ?? ''];
  return hint ? new CommandError(hint(`${host}:${port}`)) : error;
};
