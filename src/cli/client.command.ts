import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { type ViewerKind, scopes, viewerKinds } from '../kernel/principal.js';
import { type ClientDesk, clientDesk } from './client.desk.js';
import type { SignInOptions } from './hub-api.js';
import { table } from './table.js';

interface CreateFlags extends SignInOptions {
  clientId: string;
  name: string;
  kind: ViewerKind;
  organization?: string;
  subject?: string;
  scope: string[];
}

const standings = [
  {
    name: 'suspend',
    what: 'stop it until it is resumed; its tokens stop working at once 暂停',
    done: 'Suspended 已暂停',
  },
  { name: 'resume', what: 'let it sign in again 恢复', done: 'Resumed 已恢复' },
  { name: 'revoke', what: 'end it for good; its tokens stop working at once 吊销', done: 'Revoked 已吊销' },
] as const;

/** `hub client`: API clients. A secret is printed once and can't be read again. */
export const addClient = (program: Command): void => {
  const client = program.command('client').description('API clients and their secrets 接口客户端');
  signingIn(client.command('create'))
    .description('make a client; its secret is shown once 新建')
    .requiredOption('--client-id <id>', 'what it signs in with: 3 to 60 of a-z 0-9 and hyphen')
    .requiredOption('--name <name>', 'what it is for')
    .addOption(new Option('--kind <kind>', 'kind of viewer').choices(viewerKinds).makeOptionMandatory())
    .option('--organization <code>', 'code of its organization')
    .option('--subject <code>', 'for kind SUBJECT: code of the subject it acts for')
    .option('--scope <scopes...>', `what it may be granted: ${Object.keys(scopes).join(' ')}`, [])
    .action(async ({ client: as, secret, scope, ...input }: CreateFlags) => {
      const wanted = scope.flatMap((each) => each.split(/[\s,]+/)).filter((each) => each !== '');
      const made = await clientDesk({ client: as, secret }, (desk) =>
        desk.create({ ...input, scopes: wanted }),
      );
      tellSecret(input.clientId, made);
    });
  signingIn(client.command('rotate <client-id>'))
    .description('give it a new secret; the old one and its tokens stop working 轮换密钥')
    .action(async (clientId: string, signIn: SignInOptions) =>
      tellSecret(clientId, await clientDesk(signIn, (desk) => desk.rotate({ clientId }))),
    );
  signingIn(client.command('keys <client-id> <file>'))
    .description(
      'have it sign in with keys of its own in place of a secret: a JWK set of public keys 设置公钥',
    )
    .action(async (clientId: string, file: string, signIn: SignInOptions) => {
      const jwks = readFileSync(file, 'utf8');
      await clientDesk(signIn, (desk) => desk.setKeys({ clientId, jwks }));
      console.log(`Signs in with its keys from now on 已设置公钥: ${clientId}`);
    });
  for (const { name, what, done } of standings)
    signingIn(client.command(`${name} <client-id>`))
      .description(what)
      .requiredOption('--reason <reason>', 'why')
      .action(async (clientId: string, { reason, ...signIn }: SignInOptions & { reason: string }) => {
        await clientDesk(signIn, (desk) => desk[name]({ clientId, reason }));
        console.log(`${done}: ${clientId}`);
      });
  signingIn(client.command('list'))
    .description('all clients 列表')
    .action(async (signIn: SignInOptions) => console.log(await listed(signIn)));
};

const signingIn = (command: Command): Command =>
  command
    .option('--client <id>', 'client of the office to sign in with at a running hub')
    .option('--secret <secret>', 'its secret');

const listed = async (signIn: SignInOptions): Promise<string> => {
  const clients = await clientDesk(signIn, (desk: ClientDesk) => desk.list());
  return table(
    clients.map(({ clientId, status, kind, organizationCode, scopes: held }) => [
      clientId,
      status,
      kind,
      organizationCode ?? '-',
      held.join(' '),
    ]),
  );
};

const tellSecret = (clientId: string, { secret }: { secret: string }): void =>
  console.log(
    `client_id      ${clientId}\nclient_secret  ${secret}\nShown only this once 密钥仅显示一次，请妥善保存。`,
  );
