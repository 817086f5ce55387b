import type { Command } from 'commander';
import { ConfigError, readConfig } from '../config.js';
import { loadReferenceCatalogue, referenceLists } from '../db/seed/index.js';
import { atDatabase } from './way.js';

type Keepers = Readonly<Record<string, string>>;

/** `hub catalogue load`: a production hub learns which of its organizations keeps which list. */
export const addCatalogue = (program: Command): void => {
  const bodies = [...new Set(referenceLists.map(({ keeper }) => keeper))];
  program
    .command('catalogue')
    .description('the reference catalogue 措施与名单目录')
    .command('load')
    .description('add the measures and lists that are missing; says which lists still wait for a keeper')
    .option('--keeper <body=code>', `who keeps a list; body: ${bodies.join(' ')}`, addKeeper(bodies), {})
    .action(async ({ keeper }: { keeper: Keepers }) => {
      const loaded = await atDatabase(readConfig(), (kit) =>
        loadReferenceCatalogue(kit, (body) => keeper[body]),
      );
      console.log(`Added 新增: ${loaded.measures} measures 措施, ${loaded.lists} lists 名单`);
      if (loaded.listsWithoutKeeper.length > 0) {
        console.log(`Still without a keeper 尚无管理单位: ${loaded.listsWithoutKeeper.join(' ')}`);
      }
    });
};

const addKeeper =
  (bodies: readonly string[]) =>
  (text: string, keepers: Keepers): Keepers => {
    const [body = '', code = ''] = text.split('=');
    if (!bodies.includes(body) || code === '') {
      throw new ConfigError(`--keeper ${text}: write body=code, where body is one of ${bodies.join(', ')}.`);
    }
    return { ...keepers, [body]: code };
  };
