import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { accessEventPage, changePage } from './change.repository.js';
import { overSocketOnly } from './feed.rules.js';
import {
  AccessEvent,
  AccessEventConnection,
  AccessEventFilter,
  Change,
  ChangeConnection,
  ChangeFilter,
} from './change.types.js';
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

/** Events are read by `changeStream`; the server brings each as the root value. */
@Resolver()
export class ChangeStreamResolver {
  @Subscription(() => Change, {
    subscribe: overSocketOnly,
    description:
      'Changes as they come, in the order of `changes`; begins behind `after`, or now (Policy 四(二)). 变更订阅',
  })
  changed(
    @Arg('filter', () => ChangeFilter, { nullable: true }) _filter: ChangeFilter | null,
    @Arg('after', () => String, { nullable: true }) _after: string | null,
    @Root() change: Change,
  ) {
    return change;
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
