import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import { affectedLoader, incidentLoader } from './incident.loader.js';
import { incidentByNumber, incidentPage } from './incident.repository.js';
import type { IncidentService } from './incident.service.js';
import {
  CloseIncidentInput,
  CloseIncidentPayload,
  DecideIncidentInput,
  DecideIncidentPayload,
  Incident,
  IncidentConnection,
  IncidentFilter,
  InvestigateIncidentInput,
  InvestigateIncidentPayload,
  RecordIncidentHandlingInput,
  RecordIncidentHandlingPayload,
  ReportIncidentInput,
  ReportIncidentPayload,
} from './incident.types.js';

@Resolver(() => Incident)
export class IncidentResolver {
  @Query(() => Incident, { nullable: true, description: 'One incident (Policy 五(二)). 安全事件' })
  incident(@Arg('number', () => String) number: string, @Ctx() context: RequestContext) {
    return incidentByNumber(context.reader, number);
  }

  @Query(() => IncidentConnection, {
    description: 'Incidents: all for office and auditor, those one reported (Policy 五(二)). 安全事件列表',
  })
  incidents(
    @Arg('filter', () => IncidentFilter, { nullable: true }) filter: IncidentFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return incidentPage(context.reader, filter ?? {}, page);
  }

  @FieldResolver()
  reportedBy(@Root() { reportedById }: Incident, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(reportedById);
  }

  @FieldResolver(() => [Subject], {
    nullable: 'items',
    description: 'Whose information it was about: the first 1000. 受影响主体',
  })
  async subjects(@Root() { id }: Incident, @Ctx() context: RequestContext) {
    const affected = await context.loader(affectedLoader).load(id);
    return context.loader(subjectLoader).loadMany(affected.map(({ subjectId }) => subjectId));
  }

  @FieldResolver(() => Int, { description: 'How many of them were told by a paper (PIPL 57). 已告知主体数' })
  async told(@Root() { id }: Incident, @Ctx() context: RequestContext): Promise<number> {
    const affected = await context.loader(affectedLoader).load(id);
    return affected.filter(({ documentId }) => documentId !== null).length;
  }
}

@Resolver()
export class IncidentStepResolver {
  constructor(private readonly service: IncidentService) {}

  @Mutation(() => ReportIncidentPayload, {
    description:
      'Reports that credit information was leaked, tampered with, lost, sold or misused (Policy 五(二)). 报告安全事件',
  })
  async reportIncident(
    @Arg('input', () => ReportIncidentInput) input: ReportIncidentInput,
    @Ctx() context: RequestContext,
  ) {
    return shown(context, await this.service.reportIncident(context, input));
  }

  @Mutation(() => InvestigateIncidentPayload, {
    description: 'Begins to look into an incident (Policy 五(二)). 启动调查',
  })
  async investigateIncident(
    @Arg('input', () => InvestigateIncidentInput) input: InvestigateIncidentInput,
    @Ctx() context: RequestContext,
  ) {
    return shown(context, await this.service.investigateIncident(context, input));
  }

  @Mutation(() => DecideIncidentPayload, {
    description: 'Decides whether it happened; who reported does not decide (Policy 五(二)). 认定安全事件',
  })
  async decideIncident(
    @Arg('input', () => DecideIncidentInput) input: DecideIncidentInput,
    @Ctx() context: RequestContext,
  ) {
    return shown(context, await this.service.decideIncident(context, input));
  }

  @Mutation(() => RecordIncidentHandlingPayload, {
    description:
      'Records what was done, and tells everybody affected by a paper (Policy 五(二)). 登记处置情况',
  })
  async recordIncidentHandling(
    @Arg('input', () => RecordIncidentHandlingInput) input: RecordIncidentHandlingInput,
    @Ctx() context: RequestContext,
  ) {
    return shown(context, await this.service.recordIncidentHandling(context, input));
  }

  @Mutation(() => CloseIncidentPayload, {
    description: 'Closes an incident that was handled and told of (Policy 五(二)). 办结安全事件',
  })
  async closeIncident(
    @Arg('input', () => CloseIncidentInput) input: CloseIncidentInput,
    @Ctx() context: RequestContext,
  ) {
    return shown(context, await this.service.closeIncident(context, input));
  }
}

const shown = async (context: RequestContext, { incidentId }: { incidentId: number }) => ({
  incident: await context.loader(incidentLoader).load(incidentId),
});
