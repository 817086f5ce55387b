import { type Command, Option } from 'commander';
import { readConfig } from '../config.js';
import { OrganizationsDocument, type OrganizationsQuery } from '../generated/operations.js';
import { systemPrincipal } from '../kernel/principal.js';
import { levels, organizationKinds } from '../kernel/terms.js';
import type { NewOrganization } from '../modules/organizations/index.js';
import { HubApi, isHubRunning } from './hub-api.js';
import { table } from './table.js';
import { atDatabase } from './way.js';

type Listed = OrganizationsQuery['organizations']['nodes'][number];

/** `hub organization`: who takes part. Production begins with the credit office, before there is any client. */
export const addOrganization = (program: Command): void => {
  const organization = program.command('organization').description('who takes part 参与单位');
  organization
    .command('add')
    .description('register one at the database (not while a hub runs on the embedded one) 登记单位')
    .requiredOption('--code <code>', 'unified social credit code 统一社会信用代码')
    .requiredOption('--name <name>', 'name 名称')
    .addOption(new Option('--kind <kind>', 'kind').choices(organizationKinds).makeOptionMandatory())
    .addOption(new Option('--level <level>', 'level of government').choices(levels).makeOptionMandatory())
    .action(async (input: NewOrganization) => {
      await atDatabase(readConfig(), ({ modules }) =>
        modules.organizations.registry.registerOrganization(commandAct('organization-add'), input),
      );
      console.log(`Registered 已登记: ${input.code} ${input.name}`);
    });
  organization
    .command('list')
    .description('all that take part 单位列表')
    .action(async () => {
      const config = readConfig();
      const running = config.databaseUrl === null && (await isHubRunning(config.url));
      const listed: Listed[] = running
        ? await listThrough(new HubApi(config.url))
        : await atDatabase(config, ({ modules }) => modules.organizations.registry.listOrganizations());
      console.log(table(listed.map(({ code, kind, level, name }) => [code, kind, level, name])));
    });
};

/** Who holds the database acts as the hub itself; the audit row says so. */
export const commandAct = (name: string) => ({
  principal: systemPrincipal,
  requestId: `command:${name}`,
  idempotencyKey: null,
});

const listThrough = async (api: HubApi): Promise<Listed[]> => {
  const listed: Listed[] = [];
  for (let after: string | null = null; ;) {
    const { organizations }: OrganizationsQuery = await api.get(OrganizationsDocument, { first: 100, after });
    listed.push(...organizations.nodes);
    if (!organizations.pageInfo.hasNextPage) return listed;
    after = organizations.pageInfo.endCursor;
  }
};
