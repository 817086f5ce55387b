import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { normalizeCode } from '../../kernel/codes.js';
import { PageArgs } from '../../kernel/connection.types.js';
import { badInput } from '../../kernel/errors.js';
import { idOfNothing } from '../../kernel/ids.js';
import { readWithAhead } from '../../db/read-ahead.js';
import { RequestContext } from '../../db/request-context.js';
import { heldOrRead, subjectLoader } from './subject.loader.js';
import { idsByCode, subjectPage, subjectsByCode } from './subject.repository.js';
import { type SubjectService, findLimit } from './subject.service.js';
import { Subject, SubjectConnection, SubjectFilter } from './subject.types.js';

@Resolver(() => Subject)
export class SubjectResolver {
  constructor(private readonly subjects: SubjectService) {}

  @Query(() => Subject, {
    nullable: true,
    description: "A subject by its unified code, or a person by the hub's code. 按代码查主体",
  })
  async subject(
    @Arg('code', () => String) code: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return (await subjectsOf(context, info, [normalizeCode(code)]))[0] ?? null;
  }

  @Query(() => [Subject], {
    nullable: 'items',
    description:
      'Up to 500 subjects by their codes, in the order asked; null where there is none or the viewer may not see it. 按代码批量查主体',
  })
  async subjectsByCode(
    @Arg('codes', () => [String]) asked: string[],
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const codes = readCodes(asked);
    const found = new Map((await subjectsOf(context, info, codes)).map((row) => [row.code, row]));
    return codes.map((code) => found.get(code) ?? null);
  }

  @Query(() => Subject, {
    nullable: true,
    description: 'A person by ID number and name, both exactly (Henan 16). 按证件号码和姓名查自然人',
  })
  async person(
    @Arg('idNumber', () => String) idNumber: string,
    @Arg('name', () => String) name: string,
    @Ctx() context: RequestContext,
  ) {
    const id = (await this.subjects.matchPerson(context.reader, idNumber, name)) ?? idOfNothing;
    // A match lets the viewer see more than what the same request may have loaded before.
    return context.loader(subjectLoader).clear(id).load(id);
  }

  @Query(() => SubjectConnection, {
    name: 'subjects',
    description: 'Subjects; a name finds organisations only. 主体列表',
  })
  subjectList(
    @Arg('filter', () => SubjectFilter, { nullable: true }) filter: SubjectFilter | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: RequestContext,
  ) {
    return subjectPage(context.reader, readFilter(filter), page);
  }

  @FieldResolver()
  idNumber(@Root() subject: Subject): string | null {
    return this.subjects.revealIdNumber(subject);
  }
}

/** From memory where it holds them, else with what is asked of them in one round trip. */
const subjectsOf = (
  context: RequestContext,
  info: GraphQLResolveInfo,
  codes: readonly string[],
): Promise<Subject[]> =>
  heldOrRead(context.reader, codes, (others) =>
    readWithAhead({ context, info, found: idsByCode(others) }, (reader) => subjectsByCode(reader, others)),
  );

const readCodes = (codes: readonly string[]): string[] => {
  if (codes.length >= 1 && codes.length <= findLimit) return codes.map(normalizeCode);
  throw badInput(
    'codes',
    `Between 1 and ${findLimit} codes can be asked for at once; these are ${codes.length}.`,
  );
};

const readFilter = (filter: SubjectFilter | null | undefined): SubjectFilter => {
  const nameContains = filter?.nameContains?.trim();
  if (nameContains !== undefined && [...nameContains].length < 2) {
    throw badInput('filter.nameContains', 'Give at least 2 characters of the name.');
  }
  return { ...filter, nameContains };
};
