import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { clientLoader } from './client.loader.js';
import { clientPage } from './client.repository.js';
import type { ClientService } from './client.service.js';
import {
  Client,
  ClientConnection,
  CreateClientInput,
  CreateClientPayload,
  ResumeClientInput,
  ResumeClientPayload,
  RestrictClientInput,
  RestrictClientPayload,
  RevokeClientInput,
  RevokeClientPayload,
  RotateClientSecretInput,
  RotateClientSecretPayload,
  SetClientAuthenticationInput,
  SetClientAuthenticationPayload,
  SuspendClientInput,
  SuspendClientPayload,
} from './client.types.js';
import { organizationLoader } from './organization.loader.js';
import { Organization } from './organization.types.js';
import type { StandingService } from './standing.service.js';

@Resolver(() => Client)
export class ClientResolver {
  constructor(
    private readonly clients: ClientService,
    private readonly standing: StandingService,
  ) {}

  @Query(() => ClientConnection, {
    name: 'clients',
    description: 'API clients, for the office. API 客户端列表',
  })
  list(@Args(() => PageArgs) page: PageArgs, @Ctx() context: RequestContext) {
    return clientPage(context.reader, page);
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Whose it is. 所属单位' })
  organization(@Root() client: Client, @Ctx() context: RequestContext) {
    return client.organizationId === null
      ? null
      : context.loader(organizationLoader).load(client.organizationId);
  }

  @Mutation(() => CreateClientPayload, { description: 'Makes an API client. 新建客户端' })
  async createClient(
    @Arg('input', () => CreateClientInput) input: CreateClientInput,
    @Ctx() context: RequestContext,
  ) {
    const { id, secret } = await this.clients.createClient(context, input);
    return { client: await freshClient(context, id), secret };
  }

  @Mutation(() => RotateClientSecretPayload, {
    description: 'Gives a client a new secret; the old one and its tokens stop working. 轮换密钥',
  })
  async rotateClientSecret(
    @Arg('input', () => RotateClientSecretInput) input: RotateClientSecretInput,
    @Ctx() context: RequestContext,
  ) {
    const { id, secret } = await this.clients.rotateClientSecret(context, input);
    return { client: await freshClient(context, id), secret };
  }

  @Mutation(() => SetClientAuthenticationPayload, {
    description: 'Says how a client signs in; its tokens stop working. 设置认证方式',
  })
  async setClientAuthentication(
    @Arg('input', () => SetClientAuthenticationInput) input: SetClientAuthenticationInput,
    @Ctx() context: RequestContext,
  ) {
    const { id } = await this.clients.setClientAuthentication(context, input);
    return { client: await freshClient(context, id) };
  }

  @Mutation(() => SuspendClientPayload, {
    description: 'Stops a client for a time; its tokens stop working. 停用客户端',
  })
  async suspendClient(
    @Arg('input', () => SuspendClientInput) input: SuspendClientInput,
    @Ctx() context: RequestContext,
  ) {
    const { id } = await this.standing.suspendClient(context, input);
    return { client: await freshClient(context, id) };
  }

  @Mutation(() => ResumeClientPayload, { description: 'Lets a suspended client work again. 恢复客户端' })
  async resumeClient(
    @Arg('input', () => ResumeClientInput) input: ResumeClientInput,
    @Ctx() context: RequestContext,
  ) {
    const { id } = await this.standing.resumeClient(context, input);
    return { client: await freshClient(context, id) };
  }

  @Mutation(() => RestrictClientPayload, {
    description:
      'Says whether a client may send registered documents only, from its next request on. 限定查询',
  })
  async restrictClient(
    @Arg('input', () => RestrictClientInput) input: RestrictClientInput,
    @Ctx() context: RequestContext,
  ) {
    const { id } = await this.clients.restrictClient(context, input);
    return { client: await freshClient(context, id) };
  }

  @Mutation(() => RevokeClientPayload, {
    description: 'Revokes a client for good; its tokens stop working. 吊销客户端',
  })
  async revokeClient(
    @Arg('input', () => RevokeClientInput) input: RevokeClientInput,
    @Ctx() context: RequestContext,
  ) {
    const { id } = await this.standing.revokeClient(context, input);
    return { client: await freshClient(context, id) };
  }
}

/** Read again: one request may create, rotate and revoke in turn. */
const freshClient = (context: RequestContext, id: number) => context.loader(clientLoader).clear(id).load(id);
