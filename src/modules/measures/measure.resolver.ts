import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { notFound } from '../../kernel/errors.js';
import type { Connection } from '../../kernel/page.js';
import type { RequestContext } from '../../db/request-context.js';
import { Organization } from '../organizations/organization.types.js';
import { measureImplementersLoader, measureLoader } from './measure.loader.js';
import { measureByCode, measurePage } from './measure.repository.js';
import type { MeasureService } from './measure.service.js';
import {
  DraftMeasureInput,
  DraftMeasurePayload,
  Measure,
  MeasureConnection,
  MeasureFilter,
  PublishMeasureInput,
  PublishMeasurePayload,
  RetireMeasureInput,
  RetireMeasurePayload,
} from './measure.types.js';

@Resolver(() => Measure)
export class MeasureResolver {
  constructor(private readonly service: MeasureService) {}

  @Query(() => Measure, { nullable: true, description: 'A measure by its code. 按代码查询措施' })
  measure(@Arg('code', () => String) code: string, @Ctx() context: RequestContext): Promise<Measure | null> {
    return measureByCode(context.reader, code);
  }

  @Query(() => MeasureConnection, { description: 'The catalogue of measures (Policy 四(三)). 措施清单' })
  measures(
    @Arg('filter', () => MeasureFilter, { nullable: true }) filter: MeasureFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Measure>> {
    return measurePage(context.reader, filter, page);
  }

  @FieldResolver(() => [Organization], {
    description: 'Who may carry it out; empty: whoever a memorandum names. 实施主体',
  })
  implementers(@Root() measure: Measure, @Ctx() context: RequestContext): Promise<Organization[]> {
    return context.loader(measureImplementersLoader).load(measure.id);
  }

  @Mutation(() => DraftMeasurePayload, {
    description: 'Drafts a measure; nobody can carry it out yet. 起草措施',
  })
  async draftMeasure(
    @Arg('input', () => DraftMeasureInput) input: DraftMeasureInput,
    @Ctx() context: RequestContext,
  ): Promise<DraftMeasurePayload> {
    return payload(context, await this.service.draftMeasure(context, input));
  }

  @Mutation(() => PublishMeasurePayload, {
    description:
      'Publishes a draft, by another person than its drafter; a black one needs a law or administrative regulation (Henan 34). 公布措施',
  })
  async publishMeasure(
    @Arg('input', () => PublishMeasureInput) input: PublishMeasureInput,
    @Ctx() context: RequestContext,
  ): Promise<PublishMeasurePayload> {
    return payload(context, await this.service.publishMeasure(context, input));
  }

  @Mutation(() => RetireMeasurePayload, {
    description: 'Ends a published measure for good; its instructions are lifted or cancelled. 停用措施',
  })
  async retireMeasure(
    @Arg('input', () => RetireMeasureInput) input: RetireMeasureInput,
    @Ctx() context: RequestContext,
  ): Promise<RetireMeasurePayload> {
    return payload(context, await this.service.retireMeasure(context, input));
  }
}

/** Reads the measure as the mutation left it, past what an earlier mutation of the same request had loaded. */
const payload = async (
  context: RequestContext,
  done: { measureId: number },
): Promise<{ measure: Measure }> => {
  const measure = await context.loader(measureLoader).clear(done.measureId).load(done.measureId);
  if (!measure) throw notFound('Measure');
  return { measure };
};
