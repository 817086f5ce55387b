import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { EntryStatusEnum } from '../../kernel/enums.js';
import type { EntryStatus } from '../../kernel/terms.js';
import { RequestContext } from '../../db/request-context.js';
import { Memorandum } from '../memoranda/memorandum.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { entryPage } from './entry.repository.js';
import { ListEntryConnection } from './entry.types.js';
import { listVersionsLoader, memorandumListsLoader } from './list.loader.js';
import { listByCode, listPage } from './list.repository.js';
import { CreditList, CreditListConnection, CreditListFilter, ListVersion } from './list.types.js';

@Resolver(() => CreditList)
export class ListResolver {
  @Query(() => CreditList, { nullable: true, description: 'A list by its code. 按代码查名单' })
  creditList(@Arg('code', () => String) code: string, @Ctx() context: RequestContext) {
    return listByCode(context.reader, code);
  }

  @Query(() => CreditListConnection, { description: 'The lists, by code. 名单列表' })
  creditLists(
    @Arg('filter', () => CreditListFilter, { nullable: true }) filter: CreditListFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return listPage(context.reader, filter ?? {}, page);
  }

  @FieldResolver(() => Organization, { description: 'Who keeps it. 管理单位' })
  keeper(@Root() list: CreditList, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(list.keeperId);
  }

  @FieldResolver(() => ListEntryConnection, { description: 'Its entries, newest first. 条目' })
  entries(
    @Root() list: CreditList,
    @Arg('status', () => [EntryStatusEnum], { nullable: true }) status: EntryStatus[] | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return entryPage(context.reader, { status }, page, list.id);
  }

  @FieldResolver(() => [ListVersion], { description: 'Its publications, newest first. 版本' })
  versions(@Root() list: CreditList, @Ctx() context: RequestContext) {
    return context.loader(listVersionsLoader).load(list.id);
  }
}

@Resolver(() => ListVersion)
export class ListVersionResolver {
  @FieldResolver(() => Organization, { description: 'By whom. 发布单位' })
  publishedBy(@Root() version: ListVersion, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(version.publishedById);
  }
}

@Resolver(() => Memorandum)
export class MemorandumListsResolver {
  @FieldResolver(() => [CreditList], { description: 'Lists whose entries it reaches. 适用名单' })
  lists(@Root() memorandum: Memorandum, @Ctx() context: RequestContext) {
    return context.loader(memorandumListsLoader).load(memorandum.id);
  }
}
