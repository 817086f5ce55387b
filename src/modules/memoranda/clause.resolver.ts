import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../db/request-context.js';
import { measureLoader } from '../measures/measure.loader.js';
import { Measure } from '../measures/measure.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { measureMemorandaLoader } from './memorandum.loader.js';
import { Clause, Memorandum, Signature } from './memorandum.types.js';

@Resolver(() => Clause)
export class ClauseResolver {
  @FieldResolver(() => Measure, { description: 'The measure. 措施' })
  measure(@Root() clause: Clause, @Ctx() context: RequestContext) {
    return context.loader(measureLoader).load(clause.measureId);
  }

  @FieldResolver(() => Organization, { description: 'Who carries it out. 实施主体' })
  implementer(@Root() clause: Clause, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(clause.implementerId);
  }
}

@Resolver(() => Signature)
export class SignatureResolver {
  @FieldResolver(() => Organization, { description: 'The party. 单位' })
  organization(@Root() signature: Signature, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(signature.organizationId);
  }
}

/** The edge from the catalogue up to the memoranda. */
@Resolver(() => Measure)
export class MeasureMemorandaResolver {
  @FieldResolver(() => [Memorandum], { description: 'Memoranda it stands in, newest first. 所在合作备忘录' })
  memoranda(@Root() measure: Measure, @Ctx() context: RequestContext): Promise<Memorandum[]> {
    return context.loader(measureMemorandaLoader).load(measure.id);
  }
}
