import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../db/request-context.js';
import { ListEntry } from '../lists/entry.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import type { ReorganisationService } from './reorganisation.service.js';
import {
  communityServiceLoader,
  entryRepairsLoader,
  reorganisationLoader,
  subjectRepairsLoader,
  subjectReorganisationsLoader,
  subjectServiceLoader,
} from './repair.loader.js';
import { Repair } from './repair.types.js';
import type { SupportService } from './support.service.js';
import {
  CommunityService,
  EndReorganisationInput,
  EndReorganisationPayload,
  RecordCommunityServiceInput,
  RecordCommunityServicePayload,
  RecordReorganisationInput,
  RecordReorganisationPayload,
  Reorganisation,
} from './support.types.js';

@Resolver(() => CommunityService)
export class CommunityServiceResolver {
  constructor(private readonly support: SupportService) {}

  @Mutation(() => RecordCommunityServicePayload, {
    description: 'Records hours of community service, by their organiser (Policy 五(四)). 登记社会公益服务',
  })
  async recordCommunityService(
    @Arg('input', () => RecordCommunityServiceInput) input: RecordCommunityServiceInput,
    @Ctx() context: RequestContext,
  ) {
    const { communityServiceId } = await this.support.recordCommunityService(context, input);
    return { communityService: await context.loader(communityServiceLoader).load(communityServiceId) };
  }

  @FieldResolver(() => Subject, { nullable: true, description: 'Who served. 信用主体' })
  subject(@Root() row: CommunityService, @Ctx() context: RequestContext) {
    return context.loader(subjectLoader).load(row.subjectId);
  }

  @FieldResolver(() => Organization, { description: 'Who organised it. 组织单位' })
  organizer(@Root() row: CommunityService, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(row.organizerId);
  }
}

@Resolver(() => Reorganisation)
export class ReorganisationResolver {
  constructor(private readonly reorganisations: ReorganisationService) {}

  @Mutation(() => RecordReorganisationPayload, {
    description:
      'Records a reorganisation plan a court approved: measures are suspended while it is carried out. 登记破产重整',
  })
  async recordReorganisation(
    @Arg('input', () => RecordReorganisationInput) input: RecordReorganisationInput,
    @Ctx() context: RequestContext,
  ) {
    return reorganised(context, await this.reorganisations.recordReorganisation(context, input));
  }

  @Mutation(() => EndReorganisationPayload, {
    description: 'The plan is over: entries that stand are in effect again. 终止破产重整登记',
  })
  async endReorganisation(
    @Arg('input', () => EndReorganisationInput) input: EndReorganisationInput,
    @Ctx() context: RequestContext,
  ) {
    return reorganised(context, await this.reorganisations.endReorganisation(context, input));
  }

  @FieldResolver(() => Subject, { nullable: true, description: 'Who is reorganised. 信用主体' })
  subject(@Root() row: Reorganisation, @Ctx() context: RequestContext) {
    return context.loader(subjectLoader).load(row.subjectId);
  }

  @FieldResolver(() => Organization, { description: 'The court. 裁定法院' })
  court(@Root() row: Reorganisation, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(row.courtId);
  }
}

const reorganised = async (context: RequestContext, { reorganisationId }: { reorganisationId: number }) => ({
  reorganisation: await context.loader(reorganisationLoader).load(reorganisationId),
});

@Resolver(() => Subject)
export class SubjectRepairsResolver {
  @FieldResolver(() => [Repair], { description: 'Applications for repair that the viewer may see. 信用修复' })
  repairs(@Root() subject: Subject, @Ctx() context: RequestContext) {
    return context.loader(subjectRepairsLoader).load(subject.id);
  }

  @FieldResolver(() => [CommunityService], {
    description: 'Community service that the viewer may see. 社会公益服务',
  })
  communityService(@Root() subject: Subject, @Ctx() context: RequestContext) {
    return context.loader(subjectServiceLoader).load(subject.id);
  }

  @FieldResolver(() => [Reorganisation], {
    description: 'Reorganisations that the viewer may see. 破产重整',
  })
  reorganisations(@Root() subject: Subject, @Ctx() context: RequestContext) {
    return context.loader(subjectReorganisationsLoader).load(subject.id);
  }
}

@Resolver(() => ListEntry)
export class EntryRepairsResolver {
  @FieldResolver(() => [Repair], {
    description: 'Applications for its repair that the viewer may see. 信用修复',
  })
  repairs(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return context.loader(entryRepairsLoader).load(entry.id);
  }
}
