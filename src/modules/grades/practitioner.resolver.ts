import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RequestContext } from '../../db/request-context.js';
import { subjectLoader } from '../subjects/subject.loader.js';
import type { PractitionerService } from './practitioner.service.js';
import { AssignPractitionerGroupInput, AssignPractitionerGroupPayload } from './practitioner.types.js';

@Resolver()
export class PractitionerResolver {
  constructor(private readonly practitioners: PractitionerService) {}

  @Mutation(() => AssignPractitionerGroupPayload, {
    description: 'Puts a person into a special practitioner group (Policy 一(二)3). 归入重点职业人群',
  })
  async assignPractitionerGroup(
    @Arg('input', () => AssignPractitionerGroupInput) input: AssignPractitionerGroupInput,
    @Ctx() context: RequestContext,
  ) {
    const { subjectId } = await this.practitioners.assignPractitionerGroup(context, input);
    if (input.subject.idNumber != null) context.reader.matched.add(subjectId);
    return { subject: await context.loader(subjectLoader).load(subjectId) };
  }
}
