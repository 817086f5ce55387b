import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, Node } from '../../kernel/connection.types.js';
import { ClientAuthenticationEnum, ClientStatusEnum, ViewerKindEnum } from '../../kernel/enums.js';
import type { ViewerKind } from '../../kernel/principal.js';
import { DateTimeScalar } from '../../kernel/scalars.js';
import type { ClientAuthentication, ClientStatus } from '../../kernel/terms.js';
import { VersionedInput } from '../../kernel/version.types.js';
import { Organization } from '../organizations/organization.types.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An API client with its scopes. API 客户端',
})
export class Client extends Node {
  @Field(() => String, { description: 'What it signs in with. 客户端标识' })
  clientId!: string;
  @Field(() => String, { description: 'What it is for. 名称' })
  name!: string;
  @Field(() => ViewerKindEnum, { description: 'Which kind of viewer its tokens make. 访问者类别' })
  kind!: ViewerKind;
  @Field(() => Organization, { nullable: true, description: 'Whose it is. 所属单位' })
  organization!: Organization | null;
  @Field(() => [String], { description: 'What it may be granted. 权限范围' })
  scopes!: string[];
  @Field(() => Boolean, { description: 'Whether it may send registered documents only. 仅限已登记查询' })
  trustedDocumentsOnly!: boolean;
  @Field(() => ClientStatusEnum, { description: 'Whether it works. 状态' })
  status!: ClientStatus;
  @Field(() => ClientAuthenticationEnum, { description: 'What it signs in with. 认证方式' })
  authentication!: ClientAuthentication;
  @Field(() => Boolean, {
    description:
      'Whether its tokens count only with a proof of the key they are bound to (DPoP). 令牌是否绑定密钥',
  })
  dpopBound!: boolean;
  @Field(() => Int, { description: 'Counts its changes; send it as `expectedVersion`. 版本' })
  version!: number;
  @Field(() => DateTimeScalar, { description: 'When it was made. 创建时间' })
  createdAt!: Date;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When its secret or keys were last changed. 密钥轮换时间',
  })
  rotatedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked. 吊销时间' })
  revokedAt!: Date | null;
  // Not fields of the type: what loaders and the policy look at.
  organizationId!: number | null;
  subjectId!: number | null;
}

export const ClientConnection = connectionOf('Client', () => Client);

@InputType({ description: 'A client to make. 新建客户端' })
export class CreateClientInput {
  @Field(() => String, { description: '3 to 60 of a-z 0-9 and hyphen, unique. 客户端标识' })
  clientId!: string;
  @Field(() => String, { description: 'What it is for. 名称' })
  name!: string;
  @Field(() => ViewerKindEnum, { description: 'Kind of viewer. 访问者类别' })
  kind!: ViewerKind;
  @Field(() => String, {
    nullable: true,
    description: 'Code of its organization; required unless kind is SUBJECT. 单位代码',
  })
  organization?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Code of the subject it acts for; only for kind SUBJECT. 主体代码',
  })
  subject?: string | null;
  @Field(() => [String], { description: 'Scopes of the catalogue. 权限范围' })
  scopes!: string[];
}

@InputType({ description: 'Which client gets a new secret. 轮换密钥' })
export class RotateClientSecretInput extends VersionedInput {
  @Field(() => String, { description: 'Its identifier. 客户端标识' })
  clientId!: string;
}

@InputType({ description: 'How a client signs in from now on. 设置认证方式' })
export class SetClientAuthenticationInput extends VersionedInput {
  @Field(() => String, { description: 'Its identifier. 客户端标识' })
  clientId!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Public keys as a JWK set in JSON, 1 to 5 of EC P-256, Ed25519 or RSA from 2048 bits: they take the place of its secret (private_key_jwt). 公钥',
  })
  jwks?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether its tokens count only with a proof of the key they are bound to (DPoP). 令牌是否绑定密钥',
  })
  dpopBound?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'The client with its new way to sign in. 设置结果' })
export class SetClientAuthenticationPayload {
  @Field(() => Client, { description: 'The client; its tokens stopped working. 客户端' })
  client!: Client;
}

@InputType({ description: 'Which client stops for a time and why. 停用客户端' })
export class SuspendClientInput extends VersionedInput {
  @Field(() => String, { description: 'Its identifier. 客户端标识' })
  clientId!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The client suspended. 停用结果' })
export class SuspendClientPayload {
  @Field(() => Client, { description: 'The client; its tokens stopped working. 客户端' })
  client!: Client;
}

@InputType({ description: 'Which client works again and why. 恢复客户端' })
export class ResumeClientInput extends VersionedInput {
  @Field(() => String, { description: 'Its identifier. 客户端标识' })
  clientId!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The client resumed. 恢复结果' })
export class ResumeClientPayload {
  @Field(() => Client, { description: 'The client; it signs in anew. 客户端' })
  client!: Client;
}

@InputType({ description: 'Which documents a client may send. 限定客户端可用查询' })
export class RestrictClientInput extends VersionedInput {
  @Field(() => String, { description: 'Its identifier. 客户端标识' })
  clientId!: string;
  @Field(() => Boolean, { description: 'Whether registered documents only. 是否仅限已登记查询' })
  trustedDocumentsOnly!: boolean;
}

@InputType({ description: 'Which client is revoked and why. 吊销客户端' })
export class RevokeClientInput extends VersionedInput {
  @Field(() => String, { description: 'Its identifier. 客户端标识' })
  clientId!: string;
  @Field(() => String, { description: 'Why. 原因' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The client made. 新建结果' })
export class CreateClientPayload {
  @Field(() => Client, { description: 'The client. 客户端' })
  client!: Client;
  @Field(() => String, { description: 'Its secret, shown this once. 密钥（仅显示一次）' })
  secret!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The client with its new secret. 轮换结果' })
export class RotateClientSecretPayload {
  @Field(() => Client, { description: 'The client. 客户端' })
  client!: Client;
  @Field(() => String, { description: 'Its new secret, shown this once. 新密钥（仅显示一次）' })
  secret!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The client as it may ask from now on. 限定结果' })
export class RestrictClientPayload {
  @Field(() => Client, { description: 'The client. 客户端' })
  client!: Client;
}

@ObjectType({ simpleResolvers: true, description: 'The client revoked. 吊销结果' })
export class RevokeClientPayload {
  @Field(() => Client, { description: 'The client; its tokens stopped working. 客户端' })
  client!: Client;
}
