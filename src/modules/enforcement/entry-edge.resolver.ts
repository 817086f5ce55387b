import { Arg, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import { InstructionStatusEnum } from '../../kernel/enums.js';
import type { InstructionStatus } from '../../kernel/terms.js';
import { ahead } from '../../db/read-ahead.js';
import { RequestContext } from '../../db/request-context.js';
import { ListEntry } from '../lists/entry.types.js';
import { measureLoader } from '../measures/measure.loader.js';
import { Measure } from '../measures/measure.types.js';
import { clauseLoader, memorandumLoader } from '../memoranda/memorandum.loader.js';
import { Clause, Memorandum } from '../memoranda/memorandum.types.js';
import { organizationLoader } from '../organizations/organization.loader.js';
import { Organization } from '../organizations/organization.types.js';
import { Subject } from '../subjects/subject.types.js';
import { dueMeasuresLoader } from './due.loader.js';
import {
  entryInstructionsLoader,
  entryNoticesLoader,
  instructionLoader,
  newestInstructionLoader,
  subjectInstructionsLoader,
} from './instruction.loader.js';
import { DueMeasure, Feedback, Instruction, Notice } from './instruction.types.js';

/** What enforcement adds to an entry. */
@Resolver(() => ListEntry)
export class EntryEnforcementResolver {
  @FieldResolver(() => [DueMeasure], {
    description:
      'For an agency those it must apply; for others all published ones of the entry. 应采取的措施',
  })
  @Extensions(
    ahead({ start: (context, lead, entries) => context.loader(dueMeasuresLoader).ahead(lead, entries) }),
  )
  measures(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return context.loader(dueMeasuresLoader).load(entry);
  }

  @FieldResolver(() => [Instruction], { description: 'Its instructions that the viewer may see. 奖惩任务' })
  async instructions(
    @Root() entry: ListEntry,
    @Arg('status', () => [InstructionStatusEnum], { nullable: true }) status: InstructionStatus[] | null,
    @Ctx() context: RequestContext,
  ) {
    const rows = await context.loader(entryInstructionsLoader).load(entry.id);
    return status ? rows.filter((row) => status.includes(row.status)) : rows;
  }

  @FieldResolver(() => Notice, {
    nullable: true,
    description: 'The notice before listing (Henan 28). 事前告知书',
  })
  async notice(@Root() entry: ListEntry, @Ctx() context: RequestContext) {
    return (await context.loader(entryNoticesLoader).load(entry.id))[0] ?? null;
  }
}

/** What enforcement adds to a subject. */
@Resolver(() => Subject)
export class SubjectEnforcementResolver {
  @FieldResolver(() => [Instruction], {
    description: 'Instructions about it that the viewer may see, newest first. 奖惩任务',
  })
  @Extensions(
    ahead({
      start: (context, lead, subjects) => context.loader(subjectInstructionsLoader).ahead(lead, subjects),
    }),
  )
  async instructions(
    @Root() subject: Subject,
    @Arg('status', () => [InstructionStatusEnum], { nullable: true }) status: InstructionStatus[] | null,
    @Ctx() context: RequestContext,
  ) {
    const rows = await context.loader(subjectInstructionsLoader).load(subject.id);
    return status ? rows.filter((row) => status.includes(row.status)) : rows;
  }
}

@Resolver(() => DueMeasure)
export class DueMeasureResolver {
  @FieldResolver(() => Measure, { description: 'The measure. 措施' })
  measure(@Root() due: DueMeasure, @Ctx() context: RequestContext) {
    return context.loader(measureLoader).load(due.measureId);
  }

  @FieldResolver(() => Memorandum, { description: 'The memorandum. 备忘录' })
  memorandum(@Root() due: DueMeasure, @Ctx() context: RequestContext) {
    return context.loader(memorandumLoader).load(due.memorandumId);
  }

  @FieldResolver(() => Clause, { description: 'The clause. 条款' })
  clause(@Root() due: DueMeasure, @Ctx() context: RequestContext) {
    return context.loader(clauseLoader).load(due.clauseId);
  }

  @FieldResolver(() => Instruction, {
    nullable: true,
    description: "The own agency's instruction for it, where there is one. 任务",
  })
  @Extensions(
    ahead({
      start: (context, _lead, instructions) => context.loader(instructionLoader).ahead(instructions),
    }),
  )
  instruction(@Root() due: DueMeasure, @Ctx() context: RequestContext) {
    const { instructionId } = due;
    if (instructionId != null) return context.loader(instructionLoader).load(instructionId);
    const isSought = instructionId === undefined && context.principal.kind === 'AGENCY';
    return isSought ? context.loader(newestInstructionLoader).load(due) : null;
  }
}

@Resolver(() => Feedback)
export class FeedbackResolver {
  @FieldResolver(() => Organization, { description: 'Who reported. 反馈单位' })
  organization(@Root() feedback: Feedback, @Ctx() context: RequestContext) {
    return context.loader(organizationLoader).load(feedback.organizationId);
  }
}
