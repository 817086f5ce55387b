import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RequestContext } from '../../db/request-context.js';
import { entryLoader } from '../lists/entry.loader.js';
import { ListEntry } from '../lists/entry.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import { checkHitsLoader, checkLoader, checkResultsLoader, hitMeasuresLoader } from './check.loader.js';
import { checkByNumber } from './check.repository.js';
import type { CheckService } from './check.service.js';
import { Check, CheckHit, CheckResult, CheckSubjectsInput, CheckSubjectsPayload } from './check.types.js';
import { DueMeasure } from './instruction.types.js';

@Resolver(() => Check)
export class CheckResolver {
  constructor(private readonly checks: CheckService) {}

  @Query(() => Check, { nullable: true, description: 'A receipt by its number. 按编号查回执' })
  check(@Arg('number', () => String) number: string, @Ctx() context: RequestContext) {
    return checkByNumber(context.reader, number);
  }

  @Mutation(() => CheckSubjectsPayload, {
    description: 'Checks up to 500 subjects while handling a matter (Policy 四(五)). 查询比对',
  })
  async checkSubjects(
    @Arg('input', () => CheckSubjectsInput) input: CheckSubjectsInput,
    @Ctx() context: RequestContext,
  ) {
    const { checkId } = await this.checks.checkSubjects(context, input);
    context.reader.readUnder({ matter: input.matter, businessNumber: input.businessNumber });
    return { check: await context.loader(checkLoader).load(checkId) };
  }

  @FieldResolver(() => Organization, { description: 'Who checked. 查询单位' })
  agency(@Root() check: Check, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(check.agencyId);
  }

  @FieldResolver(() => [CheckResult], { description: 'One answer per subject, in the order asked. 结果' })
  results(@Root() check: Check, @Ctx() context: RequestContext) {
    return context.loader(checkResultsLoader).load(check.id);
  }
}

@Resolver(() => CheckResult)
export class CheckResultResolver {
  @FieldResolver(() => Subject, {
    nullable: true,
    description: 'The subject, where the hub knows it. 信用主体',
  })
  subject(@Root() result: CheckResult, @Ctx() context: RequestContext) {
    return result.subjectId === null ? null : context.loader(subjectLoader).load(result.subjectId);
  }

  @FieldResolver(() => [CheckHit], { description: 'The entries. 命中条目' })
  async hits(@Root() result: CheckResult, @Ctx() context: RequestContext) {
    const hits = await context.loader(checkHitsLoader).load(result.checkId);
    return hits.filter((hit) => hit.ordinal === result.ordinal);
  }
}

@Resolver(() => CheckHit)
export class CheckHitResolver {
  @FieldResolver(() => ListEntry, { description: 'The entry. 条目' })
  entry(@Root() hit: CheckHit, @Ctx() context: RequestContext) {
    return context.loader(entryLoader).load(hit.entryId);
  }

  @FieldResolver(() => [DueMeasure], {
    description: 'What my agency must apply at this matter. 应采取的措施',
  })
  measures(@Root() hit: CheckHit, @Ctx() context: RequestContext) {
    return context.loader(hitMeasuresLoader).load(hit);
  }
}
