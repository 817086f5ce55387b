import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { fromGlobalId } from '../../kernel/ids.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { importLoader } from './import.loader.js';
import { rejectPage } from './import.repository.js';
import { Import, ImportRejectConnection } from './import.types.js';

@Resolver(() => Import)
export class ImportResolver {
  @Query(() => Import, {
    name: 'import',
    nullable: true,
    description: 'A file taken in, by its id. 数据导入',
  })
  async importById(@Arg('id', () => ID) id: string, @Ctx() context: RequestContext) {
    const found = fromGlobalId(id);
    return found?.type === 'Import' ? context.loader(importLoader).load(found.id) : null;
  }

  @FieldResolver()
  provider(@Root() row: Import, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(row.providerId);
  }

  @FieldResolver(() => ImportRejectConnection, { description: 'Rows refused, by their number. 拒绝行列表' })
  rejects(@Root() row: Import, @Args(() => PageArgs) page: PageArgs, @Ctx() context: RequestContext) {
    return rejectPage(context.reader, row.id, row.rejected, page);
  }
}
