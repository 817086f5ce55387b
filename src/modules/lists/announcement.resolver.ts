import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { entryAnnouncementsLoader } from './announcement.loader.js';
import { announcementPage } from './announcement.repository.js';
import { Announcement, AnnouncementConnection, AnnouncementFilter } from './announcement.types.js';
import { entryLoader } from './entry.loader.js';
import { ListEntry } from './entry.types.js';
import { listLoader } from './list.loader.js';
import { CreditList } from './list.types.js';

@Resolver(() => Announcement)
export class AnnouncementResolver {
  @Query(() => AnnouncementConnection, {
    description: 'Announcements of removal, expiry, revocation and correction, newest first. 公告列表',
  })
  announcements(
    @Arg('filter', () => AnnouncementFilter, { nullable: true }) filter: AnnouncementFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return announcementPage(context.reader, filter ?? {}, page);
  }

  @FieldResolver(() => CreditList, { description: 'The list. 名单' })
  list(@Root() announcement: Announcement, @Ctx() context: RequestContext) {
    return context.loader(listLoader).load(announcement.listId);
  }

  @FieldResolver(() => ListEntry, {
    nullable: true,
    description: 'The entry, for those who may see it still. 名单条目',
  })
  entry(@Root() announcement: Announcement, @Ctx() context: RequestContext) {
    return context.loader(entryLoader).load(announcement.entryId);
  }
}

@Resolver(() => ListEntry)
export class EntryAnnouncementsResolver {
  @FieldResolver(() => [Announcement], {
    description: 'What was announced of it, newest first (Henan 37, 66). 公告',
  })
  announcements(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return context.loader(entryAnnouncementsLoader).load(entry.id);
  }
}
