import { type Config, readConfig } from '../config.js';
import { FolderInUse } from '../db/folder-lock.js';
import { type Modules, createModules } from '../main.js';
import type { Kit } from '../modules/module.js';
import { CommandError } from './failure.js';
import { HubApi, isHubRunning, requireCredentials, type SignInOptions } from './hub-api.js';
import { Closers, openLocalKit } from './local-kit.js';

/** The database opened by this command itself. */
export interface Local extends Kit {
  readonly modules: Modules;
}

interface Ways<Result> {
  signIn: SignInOptions;
  /** The client that does this in demo mode. */
  demoClient: string;
  remote: (api: HubApi) => Promise<Result>;
  local: (local: Local) => Promise<Result>;
}

/**
 * The embedded database belongs to one process: a command that finds a hub running works through that hub's API,
 * otherwise it opens the database itself. A PostgreSQL is opened unless a client is named to sign in with.
 */
export const eitherWay = async <Result>(ways: Ways<Result>): Promise<Result> => {
  const { signIn, demoClient, remote, local } = ways;
  const config = readConfig();
  const wantsApi = config.databaseUrl === null || (signIn.client ?? config.clientId) !== null;
  return wantsApi && (await isHubRunning(config.url))
    ? remote(signedIn(config, signIn, demoClient))
    : atDatabase(config, local);
};

/** The running hub, for what is done there or not at all; `otherwise` says what to do when none runs. */
export const runningHub = async (
  signIn: SignInOptions,
  demoClient: string,
  otherwise: string,
): Promise<HubApi> => {
  const config = readConfig();
  if (!(await isHubRunning(config.url)))
    throw new CommandError(`No hub answers at ${config.url}. ${otherwise}`);
  return signedIn(config, signIn, demoClient);
};

const signedIn = (config: Config, signIn: SignInOptions, demoClient: string): HubApi => {
  console.error(`Through the hub at ${config.url}`);
  return new HubApi(config.url, requireCredentials(config, signIn, demoClient));
};

/** Opens the database, does the work there and gives it back. */
export const atDatabase = async <Result>(
  config: Config,
  work: (local: Local) => Promise<Result>,
): Promise<Result> => {
  const closers = new Closers();
  try {
    const kit = await openLocalKit(config, closers, () => undefined);
    return await work({ ...kit, modules: createModules(kit) });
  } catch (error) {
    throw error instanceof FolderInUse ? await inUse(error, config) : error;
  } finally {
    await closers.run();
  }
};

const inUse = async (error: FolderInUse, { url }: Config): Promise<Error> =>
  (await isHubRunning(url))
    ? error
    : new CommandError(
        `${error.message}\nNo hub answers at ${url}: if it listens elsewhere, say so in HUB_URL.`,
      );
