import {
  ClientsDocument,
  type ClientsQuery,
  CreateClientDocument,
  type CreateClientInput,
  RevokeClientDocument,
  RotateClientSecretDocument,
} from '../generated/operations.js';
import type { ClientService, StandingService } from '../modules/organizations/index.js';
import type { HubApi, SignInOptions } from './hub-api.js';
import { commandAct } from './organization.command.js';
import { eitherWay } from './way.js';

/** What the command line does with clients, at a running hub or at the database. */
export interface ClientDesk {
  create(input: CreateClientInput): Promise<{ secret: string }>;
  rotate(input: { clientId: string }): Promise<{ secret: string }>;
  revoke(input: { clientId: string; reason: string }): Promise<unknown>;
  list(): Promise<ClientLine[]>;
}

export interface ClientLine {
  clientId: string;
  kind: string;
  organizationCode: string | null;
  scopes: readonly string[];
  status: string;
}

/** Opens the desk where the clients are, and closes it again. */
export const clientDesk = <Result>(
  signIn: SignInOptions,
  work: (desk: ClientDesk) => Promise<Result>,
): Promise<Result> =>
  eitherWay({
    signIn,
    demoClient: 'demo-office',
    remote: (api) => work(throughApi(api)),
    local: ({ modules }) => work(throughServices(modules.organizations)),
  });

const throughApi = (api: HubApi): ClientDesk => ({
  create: async (input) => (await api.get(CreateClientDocument, { input })).createClient,
  rotate: async (input) => (await api.get(RotateClientSecretDocument, { input })).rotateClientSecret,
  revoke: (input) => api.get(RevokeClientDocument, { input }),
  list: async () => {
    const lines: ClientLine[] = [];
    for (let after: string | null = null; ;) {
      const { clients }: ClientsQuery = await api.get(ClientsDocument, { first: 100, after });
      lines.push(
        ...clients.nodes.map(({ organization, ...client }) => ({
          ...client,
          organizationCode: organization?.code ?? null,
        })),
      );
      if (!clients.pageInfo.hasNextPage) return lines;
      after = clients.pageInfo.endCursor;
    }
  },
});

const throughServices = ({
  clients,
  standing,
}: {
  clients: ClientService;
  standing: StandingService;
}): ClientDesk => ({
  create: (input) =>
    clients.createClient(commandAct('client-create'), {
      ...input,
      organization: input.organization ?? undefined,
      subject: input.subject ?? undefined,
    }),
  rotate: (input) => clients.rotateClientSecret(commandAct('client-rotate'), input),
  revoke: (input) => standing.revokeClient(commandAct('client-revoke'), input),
  list: () => clients.listClients(),
});
