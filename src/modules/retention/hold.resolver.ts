import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { holdLoader } from './hold.loader.js';
import { holdPage } from './hold.repository.js';
import type { HoldService } from './hold.service.js';
import {
  LegalHold,
  LegalHoldConnection,
  LegalHoldFilter,
  LiftLegalHoldInput,
  LiftLegalHoldPayload,
  PlaceLegalHoldInput,
  PlaceLegalHoldPayload,
} from './hold.types.js';

@Resolver(() => LegalHold)
export class HoldResolver {
  constructor(private readonly service: HoldService) {}

  @Query(() => LegalHoldConnection, {
    description:
      'Legal holds: all for office and auditor, those on oneself for a subject (Henan 40). 依法留存列表',
  })
  legalHolds(
    @Arg('filter', () => LegalHoldFilter, { nullable: true }) filter: LegalHoldFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return holdPage(context.reader, filter ?? {}, page);
  }

  @Mutation(() => PlaceLegalHoldPayload, {
    description: 'Has a subject or a matter kept beyond its term of retention (Henan 25). 设置依法留存',
  })
  async placeLegalHold(
    @Arg('input', () => PlaceLegalHoldInput) input: PlaceLegalHoldInput,
    @Ctx() context: RequestContext,
  ) {
    return shown(context, await this.service.placeLegalHold(context, input));
  }

  @Mutation(() => LiftLegalHoldPayload, {
    description: 'Lifts a hold; who placed it does not lift it (PIPL 47). 解除依法留存',
  })
  async liftLegalHold(
    @Arg('input', () => LiftLegalHoldInput) input: LiftLegalHoldInput,
    @Ctx() context: RequestContext,
  ) {
    return shown(context, await this.service.liftLegalHold(context, input));
  }

  @FieldResolver()
  async subject(@Root() { subjectId }: LegalHold, @Ctx() context: RequestContext): Promise<object | null> {
    return subjectId === null ? null : context.loader(subjectLoader).load(subjectId);
  }

  @FieldResolver()
  placedBy(@Root() { placedById }: LegalHold, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(placedById);
  }
}

const shown = async (context: RequestContext, { holdId }: { holdId: number }) => ({
  legalHold: await context.loader(holdLoader).load(holdId),
});
