import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type Clock, today } from '../../kernel/clock.js';
import type { Database } from '../../db/database.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { countsOn } from './statistics.repository.js';
import { statisticsOf } from './statistics.rules.js';
import { AgencyCount, Statistics } from './statistics.types.js';

@Resolver()
export class StatisticsResolver {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Query(() => Statistics, {
    description: 'Counts of entries, instructions, objections, repairs and records. 统计',
  })
  async statistics() {
    return statisticsOf(await countsOn(this.database, today(this.clock)));
  }
}

@Resolver(() => AgencyCount)
export class AgencyCountResolver {
  @FieldResolver()
  agency(@Root() { organizationId }: AgencyCount, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(organizationId);
  }
}
