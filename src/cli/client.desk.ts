import {
  ClientsDocument,
  type ClientsQuery,
  CreateClientDocument,
  type CreateClientInput,
  ResumeClientDocument,
  RevokeClientDocument,
  RotateClientSecretDocument,
  SetClientAuthenticationDocument,
  SuspendClientDocument,
} from '../generated/operations.js';
import type { ClientService, StandingService } from '../modules/organizations/index.js';
import type { HubApi, SignInOptions } from './hub-api.js';
import { commandAct } from './organization.command.js';
import { eitherWay } from './way.js';

/** What the command line does with clients, at a running hub or at the database. */
export interface ClientDesk {
  create(input: CreateClientInput): Promise<{ secret: string }>;
  rotate(input: { clientId: string }): Promise<{ secret: string }>;
  suspend(input: Standing): Promise<unknown>;
  resume(input: Standing): Promise<unknown>;
  revoke(input: Standing): Promise<unknown>;
  setKeys(input: { clientId: string; jwks: string }): Promise<unknown>;
  list(): Promise<ClientLine[]>;
}

interface Standing {
  clientId: string;
  reason: string;
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
  suspend: (input) => api.get(SuspendClientDocument, { input }),
  resume: (input) => api.get(ResumeClientDocument, { input }),
  revoke: (input) => api.get(RevokeClientDocument, { input }),
  setKeys: (input) => api.get(SetClientAuthenticationDocument, { input }),
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
  suspend: (input) => standing.suspendClient(commandAct('client-suspend'), input),
  resume: (input) => standing.resumeClient(commandAct('client-resume'), input),
  revoke: (input) => standing.revokeClient(commandAct('client-revoke'), input),
  setKeys: (input) => clients.setClientAuthentication(commandAct('client-keys'), input),
  list: () => clients.listClients(),
});
