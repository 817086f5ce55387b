import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Node } from '../kernel/connection.types.js';
import { ViewerKindEnum } from '../kernel/enums.js';
import type { ViewerKind } from '../kernel/principal.js';
import { RequestContext } from '../db/request-context.js';
import { Change } from '../modules/ledger/change.types.js';
import { Purpose } from '../modules/ledger/purpose.types.js';
import { organizationLoader } from '../modules/organizations/organization.loader.js';
import { Quota } from '../modules/organizations/quota.types.js';
import { Organization } from '../modules/organizations/organization.types.js';
import { subjectLoader } from '../modules/subjects/subject.loader.js';
import { Subject } from '../modules/subjects/subject.types.js';
import type { NodeLoader } from '../modules/module.js';
import type { nodeFinder } from './schema.js';

@ObjectType({ description: 'Who asks, as the hub sees it. 当前访问者' })
export class Viewer {
  @Field(() => ViewerKindEnum, { description: 'Kind. 类别' })
  kind!: ViewerKind;
  @Field(() => String, { nullable: true, description: 'The client signed in. 客户端标识' })
  clientId!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'In which capacity the person signed in acts for the subject (Henan 40): SELF, or as the identity provider says. 身份',
  })
  capacity!: string | null;
  @Field(() => [String], { description: 'Scopes of the token. 权限范围' })
  scopes!: string[];
  @Field(() => Purpose, { nullable: true, description: 'Purpose given with x-purpose. 查询目的' })
  purpose!: Purpose | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Cost units left in the current window: the same as quota.remaining. 剩余配额',
  })
  quotaLeft!: number | null;
  @Field(() => Quota, {
    nullable: true,
    description: 'What may be asked in this minute, and what is left of it. 访问配额',
  })
  quota!: Quota | null;
}

@Resolver(() => Viewer)
export class ViewerResolver {
  constructor(private readonly find: ReturnType<typeof nodeFinder>) {}

  @Query(() => Viewer, { description: 'Who asks. 当前访问者' })
  viewer(@Ctx() { principal, exchange: { quota } }: RequestContext): Viewer {
    const { kind, clientId, capacity = null, purpose } = principal;
    const scopes = [...principal.scopes].sort();
    return { kind, clientId, capacity, purpose, scopes, quota, quotaLeft: quota?.remaining ?? null };
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Whose token it is. 所属单位' })
  organization(@Root() _viewer: Viewer, @Ctx() context: RequestContext) {
    const id = context.principal.organizationId;
    return id === null ? null : context.loader(organizationLoader).load(id);
  }

  @FieldResolver(() => Subject, {
    nullable: true,
    description: 'The subject itself, when it signed in. 信用主体本人',
  })
  subject(@Root() _viewer: Viewer, @Ctx() context: RequestContext) {
    const id = context.principal.subjectId;
    return id === null ? null : context.loader(subjectLoader).load(id);
  }

  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its id; unknown and forbidden answer alike. 按标识读取',
  })
  async node(@Arg('id', () => ID) id: string, @Ctx() context: RequestContext) {
    const found = this.find(id);
    const row = found ? await context.loader(found.loader).load(found.id) : null;
    return row && found ? { ...row, __typename: found.type } : null;
  }
}

@Resolver(() => Change)
export class ChangeNodeResolver {
  constructor(private readonly loaders: Readonly<Record<string, NodeLoader>>) {}

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'The thing as it stands now, where the viewer may see it. 变更对象',
  })
  async node(@Root() change: Change, @Ctx() context: RequestContext) {
    const loader = this.loaders[change.target];
    const row = loader ? await context.loader(loader).load(change.targetId) : null;
    return row && { ...row, __typename: change.target };
  }
}
