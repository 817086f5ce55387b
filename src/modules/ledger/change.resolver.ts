import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { accessEventPage, changePage } from './change.repository.js';
import { AccessEvent, AccessEventConnection, AccessEventFilter, ChangeConnection } from './change.types.js';
import { Purpose } from './purpose.types.js';

@Resolver()
export class ChangeResolver {
  @Query(() => ChangeConnection, {
    description: 'The change feed: one gap-free order, resumable from any cursor (Policy 四(二)). 变更流',
  })
  changes(@Args(() => PageArgs) page: PageArgs, @Ctx() context: RequestContext) {
    return changePage(context.reader, page);
  }
}

@Resolver(() => AccessEvent)
export class AccessEventResolver {
  @Query(() => AccessEventConnection, {
    description: 'Who read what of whom, and why (Henan 39, 40). 查询记录',
  })
  accessEvents(
    @Arg('filter', () => AccessEventFilter, { nullable: true }) filter: AccessEventFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return accessEventPage(context.reader, filter ?? {}, page);
  }

  @FieldResolver(() => Purpose, { nullable: true, description: 'Why. 查询目的' })
  purpose(@Root() { matter, businessNumber }: AccessEvent) {
    return matter === null ? null : { matter, businessNumber };
  }
}
