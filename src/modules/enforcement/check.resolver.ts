import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Sql, sql } from '../../kernel/sql.js';
import { ahead, readWithAhead } from '../../db/read-ahead.js';
import { RequestContext } from '../../db/request-context.js';
import { entryLoader } from '../lists/entry.loader.js';
import { ListEntry } from '../lists/entry.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import { Subject } from '../subjects/subject.types.js';
import { checkResultsLoader, hitMeasuresLoader, resultHitsLoader } from './check.loader.js';
import {
  type ResultKey,
  checksById,
  checksByNumber,
  entriesOfChecks,
  idOfCheck,
  instructionsOfChecks,
  subjectsOfChecks,
} from './check.repository.js';
import type { CheckService } from './check.service.js';
import { Check, CheckHit, CheckResult, CheckSubjectsInput, CheckSubjectsPayload } from './check.types.js';
import { DueMeasure } from './instruction.types.js';

/** What a check says is read by the check's id. */
const byItsCheck = { idOf: ({ checkId }: ResultKey) => checkId, ids: (checks: Sql) => checks };

@Resolver(() => Check)
export class CheckResolver {
  constructor(private readonly checks: CheckService) {}

  @Query(() => Check, { nullable: true, description: 'A receipt by its number. 按编号查回执' })
  async check(
    @Arg('number', () => String) number: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const found = idOfCheck(number);
    return (await readWithAhead({ context, info, found }, (reader) => checksByNumber(reader, number)))[0];
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
    return { checkId };
  }

  @FieldResolver(() => Organization, { description: 'Who checked. 查询单位' })
  agency(@Root() check: Check, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(check.agencyId);
  }

  @FieldResolver(() => [CheckResult], { description: 'One answer per subject, in the order asked. 结果' })
  @Extensions(
    ahead({
      start: (context, lead, checks) => context.loader(checkResultsLoader).ahead(lead, checks),
      below: byItsCheck,
    }),
  )
  results(@Root() check: Check, @Ctx() context: RequestContext) {
    return context.loader(checkResultsLoader).load(check.id);
  }
}

@Resolver(() => CheckSubjectsPayload)
export class CheckSubjectsPayloadResolver {
  @FieldResolver(() => Check, { description: 'The receipt. 回执' })
  async check(
    @Root() { checkId }: CheckSubjectsPayload,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const found = sql`select ${checkId}::bigint`;
    return (await readWithAhead({ context, info, found }, (reader) => checksById(reader, [checkId])))[0];
  }
}

@Resolver(() => CheckResult)
export class CheckResultResolver {
  @FieldResolver(() => Subject, {
    nullable: true,
    description: 'The subject, where the hub knows it. 信用主体',
  })
  @Extensions(
    ahead({
      start: (context, _lead, checks) => context.loader(subjectLoader).ahead(subjectsOfChecks(checks)),
      below: { idOf: ({ id }) => id, ids: subjectsOfChecks },
    }),
  )
  subject(@Root() result: CheckResult, @Ctx() context: RequestContext) {
    return result.subjectId === null ? null : context.loader(subjectLoader).load(result.subjectId);
  }

  @FieldResolver(() => [CheckHit], { description: 'The entries. 命中条目' })
  @Extensions(
    ahead({
      start: (context, lead, checks) => context.loader(resultHitsLoader).ahead(lead, checks),
      below: byItsCheck,
    }),
  )
  hits(@Root() result: CheckResult, @Ctx() context: RequestContext) {
    return context.loader(resultHitsLoader).load(result);
  }
}

@Resolver(() => CheckHit)
export class CheckHitResolver {
  @FieldResolver(() => ListEntry, { description: 'The entry. 条目' })
  @Extensions(
    ahead({
      start: (context, _lead, checks) => context.loader(entryLoader).ahead(entriesOfChecks(checks)),
      below: { idOf: ({ id }) => id, ids: entriesOfChecks },
    }),
  )
  entry(@Root() hit: CheckHit, @Ctx() context: RequestContext) {
    return context.loader(entryLoader).load(hit.entryId);
  }

  @FieldResolver(() => [DueMeasure], {
    description: 'What my agency must apply at this matter. 应采取的措施',
  })
  @Extensions(
    ahead({
      start: (context, lead, checks) => context.loader(hitMeasuresLoader).ahead(lead, checks),
      below: { idOf: ({ instructionId }) => instructionId, ids: instructionsOfChecks },
    }),
  )
  measures(@Root() hit: CheckHit, @Ctx() context: RequestContext) {
    return context.loader(hitMeasuresLoader).load(hit);
  }
}
