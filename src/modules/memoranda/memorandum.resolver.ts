import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../kernel/connection.types.js';
import { notFound } from '../../kernel/errors.js';
import type { Connection } from '../../kernel/page.js';
import type { RequestContext } from '../../db/request-context.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { memorandumClausesLoader, memorandumLoader, signaturesLoader } from './memorandum.loader.js';
import { memorandumByNumber, memorandumPage } from './memorandum.repository.js';
import type { MemorandumService } from './memorandum.service.js';
import {
  Clause,
  DraftMemorandumInput,
  DraftMemorandumPayload,
  EndMemorandumInput,
  EndMemorandumPayload,
  FileMemorandumInput,
  FileMemorandumPayload,
  Memorandum,
  MemorandumConnection,
  MemorandumFilter,
  SignMemorandumInput,
  SignMemorandumPayload,
  Signature,
} from './memorandum.types.js';

@Resolver(() => Memorandum)
export class MemorandumResolver {
  constructor(private readonly service: MemorandumService) {}

  @Query(() => Memorandum, {
    nullable: true,
    description: 'A memorandum by its number. 按文号查询合作备忘录',
  })
  memorandum(
    @Arg('number', () => String) number: string,
    @Ctx() context: RequestContext,
  ): Promise<Memorandum | null> {
    return memorandumByNumber(context.reader, number);
  }

  @Query(() => MemorandumConnection, { description: 'Memoranda, newest first. 合作备忘录' })
  memoranda(
    @Arg('filter', () => MemorandumFilter, { nullable: true }) filter: MemorandumFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Memorandum>> {
    return memorandumPage(context.reader, filter, page);
  }

  @FieldResolver(() => Organization, { description: 'Who initiated it. 发起部门' })
  initiator(@Root() memorandum: Memorandum, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(memorandum.initiatorId);
  }

  @FieldResolver(() => [Signature], { description: 'Its parties and their signatures. 签署单位' })
  signatories(@Root() memorandum: Memorandum, @Ctx() context: RequestContext): Promise<Signature[]> {
    return context.loader(signaturesLoader).load(memorandum.id);
  }

  @FieldResolver(() => [Clause], { description: 'Its clauses. 条款' })
  clauses(@Root() memorandum: Memorandum, @Ctx() context: RequestContext): Promise<Clause[]> {
    return context.loader(memorandumClausesLoader).load(memorandum.id);
  }

  @Mutation(() => DraftMemorandumPayload, {
    description:
      'Drafts a memorandum: an agency one it initiates, the credit office any, of any level (Policy 四(一)). 起草合作备忘录',
  })
  async draftMemorandum(
    @Arg('input', () => DraftMemorandumInput) input: DraftMemorandumInput,
    @Ctx() context: RequestContext,
  ): Promise<DraftMemorandumPayload> {
    return payload(context, await this.service.draftMemorandum(context, input));
  }

  @Mutation(() => SignMemorandumPayload, {
    description:
      'Signs for the own organization; the last signature brings it into force on its first day. 签署合作备忘录',
  })
  async signMemorandum(
    @Arg('input', () => SignMemorandumInput) input: SignMemorandumInput,
    @Ctx() context: RequestContext,
  ): Promise<SignMemorandumPayload> {
    return payload(context, await this.service.signMemorandum(context, input));
  }

  @Mutation(() => EndMemorandumPayload, {
    description: 'Ends a memorandum; its instructions are lifted or cancelled. 终止合作备忘录',
  })
  async endMemorandum(
    @Arg('input', () => EndMemorandumInput) input: EndMemorandumInput,
    @Ctx() context: RequestContext,
  ): Promise<EndMemorandumPayload> {
    return payload(context, await this.service.endMemorandum(context, input));
  }

  @Mutation(() => FileMemorandumPayload, {
    description: 'Files a signed memorandum with the credit office (Policy 四(一)). 报送合作备忘录',
  })
  async fileMemorandum(
    @Arg('input', () => FileMemorandumInput) input: FileMemorandumInput,
    @Ctx() context: RequestContext,
  ): Promise<FileMemorandumPayload> {
    return payload(context, await this.service.fileMemorandum(context, input));
  }
}

/** Reads the memorandum as the mutation left it, past what an earlier mutation of the same request had loaded. */
const payload = async (
  context: RequestContext,
  done: { memorandumId: number },
): Promise<{ memorandum: Memorandum }> => {
  context.loader(signaturesLoader).clear(done.memorandumId);
  const memorandum = await context.loader(memorandumLoader).clear(done.memorandumId).load(done.memorandumId);
  if (!memorandum) throw notFound('Memorandum');
  return { memorandum };
};
